package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.Event;
import io.desifans.Revision;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class UpcastersTest {

    sealed interface PriceEvent extends Event {

        /** Revision 1 held rupees, revision 2 had no currency. */
        @Revision("3")
        record PriceSet(long pricePaise, String currency) implements PriceEvent {}
    }

    @Test
    void an_event_of_an_old_revision_goes_through_every_change_since() {
        assertThat(read("1", "{\"priceRupees\":5}")).isEqualTo(new PriceEvent.PriceSet(500, "INR"));
        assertThat(read("2", "{\"pricePaise\":7}")).isEqualTo(new PriceEvent.PriceSet(7, "INR"));
        assertThat(read("3", "{\"pricePaise\":7,\"currency\":\"USD\"}")).isEqualTo(new PriceEvent.PriceSet(7, "USD"));
    }

    private static Object read(String revision, String payload) {
        var serializer = new EventSerializer(new StoredNames(List.of(PriceEvent.class)));
        var keys = new PersonKeys(new PGSimpleDataSource(), MasterKeys.ANY);
        var upcaster = Upcasters.after(
                new PersonalDataOpening(keys, serializer),
                List.of(
                        new PayloadChange("PriceSet", "1", "2", old -> {
                            long rupees = old.remove("priceRupees").longValue();
                            return old.put("pricePaise", rupees * 100);
                        }),
                        new PayloadChange("PriceSet", "2", "3", old -> old.put("currency", "INR"))));
        var stored = new GenericDomainEventEntry<>(
                "Price", "p", 0, "e", "2026-01-02T03:04:05.600Z", "PriceSet", revision, payload, "{}");
        return EventStreamUtils.upcastAndDeserializeDomainEvents(Stream.of(stored), serializer, upcaster)
                .next()
                .getPayload();
    }
}
