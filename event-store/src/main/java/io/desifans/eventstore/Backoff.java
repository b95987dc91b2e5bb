package io.desifans.eventstore;

/** Pauses that double from one millisecond to twenty, while an open transaction is waited for: its end wakes nobody. */
final class Backoff {

    private static final int LONGEST_MILLIS = 20;

    private int nextMillis = 1;

    int nextMillis() {
        int millis = nextMillis;
        nextMillis = Math.min(2 * millis, LONGEST_MILLIS);
        return millis;
    }
}
