package io.desifans.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is to be measured.
 *
 * @param ids of the suite, and of what is measured beside it
 * @param skipped why some of it cannot be measured, by id
 */
record Wanted(Set<String> ids, Map<String, String> skipped) {

    /** What needs the same things started is measured together. */
    private static final Map<String, List<String>> GROUPS = Map.of(
            "throughput", List.of("a1", "a2", "a4", "a5"),
            "histories", List.of("a6", "e4", "e5"),
            "queries", List.of("c1", "c2", "c5", "null"),
            "visibility", List.of("d1", "d2", "d4"),
            "stored", List.of("e1", "e2"),
            "stock", List.of("e6", "e7"),
            "footprint", List.of("f1", "f2"),
            "start", List.of("f3"),
            "rebuild", List.of("b1", "b2", "b3", "e3"));

    /** What takes seconds, not minutes. */
    private static final List<String> QUICK =
            List.of("a1", "a3", "a6", "b1", "b2", "c1", "c2", "d1", "d4", "e1", "f2", "f3");

    /** What shows that nothing has become much slower, and is steady enough on a machine shared with others. */
    static final List<String> SMOKE = List.of("a1", "b1", "c2");

    /** What a long log is rebuilt for. */
    static final List<String> TEN_MILLION = List.of("b4", "f1");

    /** What has goals of its own where the database has its own cores. */
    private static final List<String> PINNED = List.of("a1", "a2", "c1", "c2", "c3");

    /** What is measured by itself. */
    private static final List<String> ALONE = List.of("a3", "c3", "d3", "d5", "sign-in", "broadcast", "b4", "g");

    /** What takes minutes is measured only by its name. */
    private static final Map<String, String> LONG = Map.of(
            "broadcast", "it takes minutes: --only broadcast",
            "b4", "it takes three quarters of an hour, or less with fewer events: --long");

    /** What the suite names and cannot be measured here, and why. */
    private static final Map<String, String> SKIPPED =
            Map.of("c4", "there is no PostgREST here; c5 is held against its published share of pgbench");

    /**
     * All that there is but for what takes minutes.
     *
     * @param named ids or groups; empty for all, or all that is quick
     * @param pinned if nothing is named, for what has goals of its own in that mode
     */
    static Wanted of(List<String> named, boolean quick, boolean pinned) {
        if (named.isEmpty() && pinned) return new Wanted(new TreeSet<>(PINNED), Map.of());
        if (named.isEmpty() && quick) return new Wanted(new TreeSet<>(QUICK), Map.of());
        if (named.isEmpty()) return allButLong();
        Set<String> ids = new TreeSet<>();
        for (String name : named) {
            if (!GROUPS.containsKey(name) && !SKIPPED.containsKey(name) && known().noneMatch(name::equals))
                throw new IllegalArgumentException("nothing is measured under " + name + ": there are " + all());
            ids.addAll(GROUPS.getOrDefault(name, List.of(name)));
        }
        Map<String, String> skipped = new TreeMap<>(SKIPPED);
        skipped.keySet().retainAll(ids);
        return new Wanted(ids, skipped);
    }

    private static Wanted allButLong() {
        Set<String> ids = new TreeSet<>(known().toList());
        ids.removeAll(LONG.keySet());
        Map<String, String> skipped = new TreeMap<>(SKIPPED);
        skipped.putAll(LONG);
        return new Wanted(ids, skipped);
    }

    static String all() {
        return String.join(", ", known().sorted().toList()) + ", and the groups "
                + String.join(", ", new TreeSet<>(GROUPS.keySet()));
    }

    private static Stream<String> known() {
        return Stream.concat(GROUPS.values().stream().flatMap(List::stream), ALONE.stream());
    }

    boolean any(String... some) {
        return Stream.of(some).anyMatch(ids::contains);
    }

    /** What was measured with others and was not asked for is left out. */
    List<Result> of(List<Result> results) {
        return results.stream().filter(result -> ids.contains(result.id())).toList();
    }
}
