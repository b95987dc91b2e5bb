package io.desifans.billing.command;

import java.time.Duration;

/** The gateway does not answer, is busy, or does not know us: the same may succeed later. */
public final class GatewayUnreachable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    GatewayUnreachable(String why, Duration retryAfter) {
        super("the gateway cannot be reached: " + why, null, false, true);
        this.retryAfter = retryAfter;
    }

    /** How long it asks to be left alone; zero if it does not. */
    Duration retryAfter() {
        return retryAfter;
    }
}
