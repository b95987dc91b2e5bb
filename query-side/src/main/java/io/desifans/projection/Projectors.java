package io.desifans.projection;

import io.desifans.Event;
import io.desifans.EventFamilies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All projectors, by the events they take. It is not made unless every family of events has a projector or is said to
 * touch no table, and no table has two projectors.
 */
public final class Projectors {

    private final Map<Class<?>, List<Projector>> takers = new HashMap<>();
    private final Map<Projector, Set<String>> tables = new LinkedHashMap<>();

    /**
     * @param families all families there are
     * @param withoutTable those whose events change none of the tables
     */
    public Projectors(
            Collection<Class<? extends Event>> families,
            Set<Class<? extends Event>> withoutTable,
            Collection<? extends Projector> projectors) {
        List<Projector> ordered = new ArrayList<>(projectors);
        ordered.sort(Comparator.comparing(projector -> projector.getClass().getName()));
        ordered.forEach(this::claimTables);
        for (Class<? extends Event> family : families) {
            List<Projector> of =
                    ordered.stream().filter(p -> p.families().contains(family)).toList();
            if (of.isEmpty() == !withoutTable.contains(family))
                throw new IllegalStateException(
                        family.getSimpleName() + " must have a projector or be declared to have no table, not both");
            EventFamilies.eventsOf(family).forEach(event -> takers.put(event, of));
        }
        for (Projector projector : ordered)
            if (!families.containsAll(projector.families()))
                throw new IllegalStateException(projector.getClass().getSimpleName() + " takes an unknown family");
    }

    Set<Projector> all() {
        return tables.keySet();
    }

    /** The row changes of an event, in order. */
    List<ShapedChange> project(Event event, Instant at) {
        List<Projector> of = takers.get(event.getClass());
        if (of == null) throw new UnfitChange(event.getClass().getSimpleName() + " belongs to no known family");
        List<ShapedChange> changes = new ArrayList<>();
        for (Projector projector : of) {
            RowChanges rows = new RowChanges();
            projector.project(event, at, rows);
            Set<String> own = tables.getOrDefault(projector, Set.of());
            for (RowChange change : rows.asList()) {
                if (!own.contains(change.table().getName()))
                    throw new UnfitChange(projector.getClass().getSimpleName() + " does not own "
                            + change.table().getName());
                changes.add(ShapedChange.of(change));
            }
        }
        return changes;
    }

    private void claimTables(Projector projector) {
        Set<String> own = new HashSet<>();
        projector.tables().forEach(table -> own.add(table.getName()));
        tables.forEach((other, taken) -> {
            for (String table : own)
                if (taken.contains(table))
                    throw new IllegalStateException(table + " has two projectors: "
                            + other.getClass().getSimpleName() + " and "
                            + projector.getClass().getSimpleName());
        });
        tables.put(projector, own);
    }
}
