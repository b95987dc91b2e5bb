package io.desifans.eventstore;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.Revision;

/** An event that means nothing. */
@Revision("1")
record Noted(String text, long number) {

    static DomainEventMessage<Noted> event(UUID aggregateId, long sequence) {
        return event(aggregateId, sequence, Instant.now());
    }

    static DomainEventMessage<Noted> event(UUID aggregateId, long sequence, Instant at) {
        return event(aggregateId, sequence, at, "noted");
    }

    static DomainEventMessage<Noted> event(UUID aggregateId, long sequence, Instant at, String text) {
        return new GenericDomainEventMessage<>(
                "Notebook",
                aggregateId.toString(),
                sequence,
                new Noted(text, sequence),
                Map.of("actor", "tester"),
                UUID.randomUUID().toString(),
                at);
    }
}
