package io.desifans.services.command;

import io.desifans.Event;
import io.desifans.command.Facts;
import io.desifans.creator.ServiceEvent.ServiceChanged;
import io.desifans.creator.ServiceEvent.ServiceOffered;
import io.desifans.creator.ServiceType;
import io.desifans.web.Rejected;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an order needs to know of the service that is booked; a payment under way outlives its withdrawal. */
record ServiceFacts(@Nullable ServiceType offeredType, int durationMinutes) {

    static ServiceFacts of(Facts facts, UUID serviceId) {
        ServiceFacts found = facts.fold(serviceId, new ServiceFacts(null, 0), ServiceFacts::after);
        if (found.offeredType == null) throw Rejected.conflict("SERVICE_GONE", "There is no such service.");
        return found;
    }

    ServiceType type() {
        return Objects.requireNonNull(offeredType);
    }

    private ServiceFacts after(Event event) {
        return switch (event) {
            case ServiceOffered e -> new ServiceFacts(e.serviceType(), e.durationMinutes());
            case ServiceChanged e -> new ServiceFacts(offeredType, e.durationMinutes());
            default -> this;
        };
    }
}
