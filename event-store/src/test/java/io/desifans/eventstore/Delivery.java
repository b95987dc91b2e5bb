package io.desifans.eventstore;

import io.desifans.eventstore.EngineUnderTest.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a reader was given, held against what is stored. */
record Delivery(int stored, int lost, int doubled, int outOfOrder) {

    static Delivery of(List<Place> stored, List<Place> delivered) {
        Set<Place> once = new HashSet<>();
        Map<String, Long> furthest = new HashMap<>();
        int doubled = 0;
        int outOfOrder = 0;
        for (Place place : delivered) {
            if (!once.add(place)) doubled++;
            Long before = furthest.put(place.aggregateId(), place.sequence());
            if (before != null && before > place.sequence()) outOfOrder++;
        }
        Set<Place> lost = new HashSet<>(stored);
        lost.removeAll(once);
        return new Delivery(stored.size(), lost.size(), doubled, outOfOrder);
    }

    String row(String reader) {
        return "%-44s %7d %5d %8d %13d%n".formatted(reader, stored, lost, doubled, outOfOrder);
    }

    static String header() {
        return "%n%-44s %7s %5s %8s %13s%n".formatted("reader", "stored", "lost", "doubled", "out of order");
    }

    boolean isPerfect() {
        return lost == 0 && doubled == 0 && outOfOrder == 0;
    }
}
