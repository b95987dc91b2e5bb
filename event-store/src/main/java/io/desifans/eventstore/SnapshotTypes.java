package io.desifans.eventstore;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The aggregates of which snapshots are kept, by their simple names, each with the revision of its code. */
public final class SnapshotTypes {

    /** The aggregates of a node that has none. */
    public static final SnapshotTypes NONE = new SnapshotTypes(Map.of());

    /** @param revision the same for as long as none of the code is compiled to something else */
    record Type(Class<?> aggregate, String revision) {}

    private final Map<String, Type> types;

    SnapshotTypes(Map<String, Type> types) {
        this.types = Map.copyOf(types);
    }

    /** Of these classes, in the revision in which they are compiled now. */
    public static SnapshotTypes of(Collection<Class<?>> aggregates) {
        Map<String, Type> types = new HashMap<>();
        CodeRevision code = new CodeRevision(CodeRevision::compiled);
        for (Class<?> aggregate : aggregates)
            types.put(
                    aggregate.getSimpleName(),
                    new Type(aggregate, code.of(aggregate, Upcasters.class, AggregateJson.class)));
        return new SnapshotTypes(types);
    }

    /** The revision in which snapshots of this aggregate are stored and read; nothing if none are kept. */
    Optional<String> revisionOf(Class<?> aggregate) {
        return Optional.ofNullable(types.get(aggregate.getSimpleName())).map(Type::revision);
    }

    /** The class of what is stored so; nothing if its code has changed since. */
    Optional<Class<?>> classOf(String name, String revision) {
        Type type = types.get(name);
        return type == null || !type.revision().equals(revision) ? Optional.empty() : Optional.of(type.aggregate());
    }

    /** All that can be read now. */
    String[] revisions() {
        return types.values().stream().map(Type::revision).toArray(String[]::new);
    }
}
