package io.desifans.app;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of which no connection to elsewhere takes one, between its choice and its use or while what listens there is
 * started anew: they lie below those that the system gives away.
 */
final class Ports {

    private static final int FIRST = 10_000;
    private static final int COUNT = 22_000;

    /** Other builds on the machine begin elsewhere. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 101 % COUNT));

    private Ports() {}

    /** Another one each time. */
    static int free() {
        return Port.freeOr(FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT));
    }
}
