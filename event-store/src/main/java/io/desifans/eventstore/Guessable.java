package io.desifans.eventstore;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Tells a secret that anyone could guess: words that stand for one in examples and templates, repetitions, sequences. A
 * random secret is taken for one less than once in a million times.
 */
public final class Guessable {

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "change.?me|change.?this|replace.?me|place.?holder|your.{0,16}secret|better.?auth|example|default|password"
                    + "|(test|demo|dummy|sample|fake|secret).?(secret|key)|secret.?(for|in).?test|desifans",
            Pattern.CASE_INSENSITIVE);
    private static final int FEWEST_CHARACTERS = 6;

    private Guessable() {}

    /**
     * Refuses a poor secret.
     *
     * @param setting the name of the setting
     * @param secret text of 32 characters or more
     */
    public static void refuse(String setting, String secret) {
        if (is(secret)) throw refused(setting);
    }

    /**
     * Refuses a poor key.
     *
     * @param key 24 bytes or more
     */
    public static void refuse(String setting, byte[] key) {
        if (is(key)) throw refused(setting);
    }

    static boolean is(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return PLACEHOLDER.matcher(secret).find()
                || IntStream.range(0, bytes.length)
                                .map(i -> bytes[i])
                                .distinct()
                                .count()
                        < FEWEST_CHARACTERS
                || isRegular(bytes);
    }

    /** Bytes that all are printable ASCII are words. */
    static boolean is(byte[] key) {
        return isRegular(key) || IntStream.range(0, key.length).allMatch(i -> key[i] >= ' ' && key[i] <= '~');
    }

    private static SettingRefused refused(String setting) {
        return new SettingRefused(
                "The setting " + setting + " could be guessed; make a random one with: openssl rand -base64 32");
    }

    private static boolean isRegular(byte[] bytes) {
        return isRepetition(bytes) || isSequence(bytes);
    }

    private static boolean isRepetition(byte[] bytes) {
        return IntStream.rangeClosed(1, bytes.length / 2)
                .anyMatch(period -> IntStream.range(period, bytes.length).allMatch(i -> bytes[i] == bytes[i - period]));
    }

    /** Three steps out of four stay at the same value or go to one beside it. */
    private static boolean isSequence(byte[] bytes) {
        long small = IntStream.range(1, bytes.length)
                .filter(i -> Math.abs(bytes[i] - bytes[i - 1]) <= 1)
                .count();
        return small > bytes.length * 3L / 4;
    }
}
