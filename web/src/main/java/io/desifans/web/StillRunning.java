package io.desifans.web;

/** A write is repeated while its first try is being answered: 409, to be tried again. */
final class StillRunning extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StillRunning() {
        super("the first try is still running", null, false, false);
    }
}
