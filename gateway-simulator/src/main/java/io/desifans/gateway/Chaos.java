package io.desifans.gateway;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * {@code /test/chaos}: how often, of a hundred times, each {@link Mischief} is done. Each draws numbers of its own from the
 * seed, so that the n-th time it is asked it decides alike in every run.
 */
final class Chaos {

    private static final String SEED = "seed";
    private static final String TIMEOUT_SECONDS = "timeout_seconds";
    private static final int LONGEST_TIMEOUT = 120;

    private record Shown(long seed, int timeoutSeconds, Map<String, Integer> percent, Map<String, Integer> done) {}

    private final Map<Mischief, Integer> percent = new EnumMap<>(Mischief.class);
    private final Map<Mischief, Integer> done = new EnumMap<>(Mischief.class);
    private final Map<Mischief, Random> dice = new EnumMap<>(Mischief.class);
    private long seed;
    private int timeoutSeconds = 35;

    Chaos() {
        sow(1);
    }

    /** Whether it is done this time. */
    synchronized boolean does(Mischief mischief) {
        boolean now = percent.getOrDefault(mischief, 0) > of(mischief).nextInt(100);
        if (now) done.merge(mischief, 1, Integer::sum);
        return now;
    }

    /** Within the next hour. */
    synchronized Duration delay() {
        return Duration.ofSeconds(of(Mischief.DELAY).nextLong(1, 3600));
    }

    /** From 1 to the double of it, but not it. */
    synchronized long insteadOf(long paise) {
        long other = of(Mischief.WRONG_AMOUNT).nextLong(1, Math.min(2 * paise + 1, Products.LARGEST_AMOUNT));
        return other < paise ? other : other + 1;
    }

    synchronized Duration timeout() {
        return Duration.ofSeconds(timeoutSeconds);
    }

    /** All that is named is set from now on, or nothing; a seed begins its numbers anew. */
    synchronized ServerResponse set(ServerRequest request) {
        Map<?, ?> wanted = Json.read(request, Map.class);
        wanted.forEach((name, number) -> check(String.valueOf(name), number));
        wanted.forEach((name, number) -> set(String.valueOf(name), ((Number) number).intValue()));
        return show(request);
    }

    synchronized ServerResponse show(ServerRequest request) {
        return Json.answer(new Shown(seed, timeoutSeconds, all(percent), all(done)));
    }

    private static void check(String name, Object number) {
        if (!(number instanceof Integer given)) throw Refused.body(name + " must be a whole number.");
        if (name.equals(SEED)) return;
        boolean timeout = name.equals(TIMEOUT_SECONDS);
        if (!timeout
                && Stream.of(Mischief.values()).noneMatch(each -> each.label().equals(name)))
            throw Refused.unprocessable("There is no such mischief: " + name + ".");
        int least = timeout ? 1 : 0;
        int most = timeout ? LONGEST_TIMEOUT : 100;
        if (given < least || given > most)
            throw Refused.unprocessable(name + " must be " + least + " to " + most + ".");
    }

    private void set(String name, int number) {
        if (name.equals(SEED)) sow(number);
        else if (name.equals(TIMEOUT_SECONDS)) timeoutSeconds = number;
        else
            Stream.of(Mischief.values())
                    .filter(each -> each.label().equals(name))
                    .forEach(each -> percent.put(each, number));
    }

    private Random of(Mischief mischief) {
        return Objects.requireNonNull(dice.get(mischief));
    }

    private void sow(long seed) {
        this.seed = seed;
        for (Mischief each : Mischief.values()) dice.put(each, new Random(31 * seed + each.ordinal()));
    }

    private static Map<String, Integer> all(Map<Mischief, Integer> numbers) {
        return Stream.of(Mischief.values())
                .collect(Collectors.toMap(
                        Mischief::label, each -> numbers.getOrDefault(each, 0), (a, b) -> a, LinkedHashMap::new));
    }
}
