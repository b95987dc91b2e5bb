package io.desifans.identity.command;

/** More passwords are to be hashed than can be in time: 503 with {@code Retry-After}. */
final class HashingBusy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HashingBusy() {
        super("too many passwords to hash", null, false, false);
    }
}
