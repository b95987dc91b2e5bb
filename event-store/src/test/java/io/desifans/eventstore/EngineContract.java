package io.desifans.eventstore;

import io.desifans.eventstore.EngineUnderTest.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** What any engine must do. */
final class EngineContract {

    interface Clause {
        void holdsFor(EngineUnderTest tested) throws Exception;
    }

    private EngineContract() {}

    static Map<String, Clause> clauses() {
        Map<String, Clause> clauses = new LinkedHashMap<>(AppendContract.clauses());
        clauses.putAll(TrackingContract.clauses());
        return clauses;
    }

    static List<TrackedEventMessage<?>> delivered(EventStorageEngine engine) {
        return delivered(engine, null);
    }

    static List<TrackedEventMessage<?>> delivered(EventStorageEngine engine, TrackingToken after) {
        return new ArrayList<>(engine.readEvents(after, false).toList());
    }

    static TrackingToken lastToken(List<TrackedEventMessage<?>> seen) {
        return seen.isEmpty() ? null : seen.getLast().trackingToken();
    }

    static List<Place> places(List<TrackedEventMessage<?>> events) {
        return events.stream()
                .map(event -> place((DomainEventMessage<?>) event))
                .toList();
    }

    static Place place(DomainEventMessage<?> event) {
        return new Place(event.getAggregateIdentifier(), event.getSequenceNumber());
    }
}
