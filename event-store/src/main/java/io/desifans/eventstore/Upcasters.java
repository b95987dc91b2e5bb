package io.desifans.eventstore;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;

/** What every event passes through when it is read: first it is opened, then brought to the revision of today. */
public final class Upcasters {

    /**
     * One line for each revision that is written no more, oldest first:
     * {@code new PayloadChange("PostPublished", "1", "2", payload -> payload.put("language", "en"))}.
     */
    private static final List<EventUpcaster> CHANGES = List.of(
            new PayloadChange("PayoutAllocated", "1", "2", payload -> payload.putNull("overriddenThresholdPaise")),
            new PayloadChange("PayoutScheduled", "1", "2", payload -> payload.putNull("overriddenThresholdPaise")),
            new PayloadChange("EarningHeld", "1", "2", payload -> payload.putNull("adjustmentId")),
            new PayloadChange(
                    "PayoutAllocationReleased",
                    "1",
                    "2",
                    payload -> payload.putNull("items").putNull("offsetPaise")));

    private Upcasters() {}

    public static EventUpcaster after(PersonalDataOpening opening) {
        return after(opening, CHANGES);
    }

    static EventUpcaster after(PersonalDataOpening opening, List<EventUpcaster> changes) {
        List<EventUpcaster> chain = new ArrayList<>(changes);
        chain.addFirst(opening);
        return new EventUpcasterChain(chain);
    }
}
