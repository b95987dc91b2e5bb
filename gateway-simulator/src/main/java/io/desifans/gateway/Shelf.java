package io.desifans.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Everything of one kind, in memory, by id; lists have the newest first. */
final class Shelf<T> {

    private final String kind;
    private final Map<String, T> things = new LinkedHashMap<>();

    /** @param kind what one of them is called in a message */
    Shelf(String kind) {
        this.kind = kind;
    }

    synchronized T put(String id, T thing) {
        things.put(id, thing);
        return thing;
    }

    /** @throws Refused 404 */
    synchronized T get(String id) {
        T thing = things.get(id);
        if (thing == null) throw Refused.unknown(kind + " " + id);
        return thing;
    }

    /** @throws Refused 404 */
    synchronized T change(String id, UnaryOperator<T> change) {
        return put(id, change.apply(get(id)));
    }

    synchronized List<T> all(Predicate<T> wanted) {
        return new ArrayList<>(things.values())
                .reversed().stream().filter(wanted).toList();
    }

    Optional<T> newest(Predicate<T> wanted) {
        return all(wanted).stream().findFirst();
    }
}
