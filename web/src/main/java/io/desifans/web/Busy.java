package io.desifans.web;

/** More is asked for at once than can be done in time: 503 with {@code Retry-After}. Nothing was done. */
public final class Busy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Busy() {
        super("more is asked for at once than can be done", null, false, false);
    }
}
