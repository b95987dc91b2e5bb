package io.desifans.projection;

/** A projector asks for a change that its table cannot take. The message names tables and columns, never a value. */
public final class UnfitChange extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnfitChange(String message) {
        super(message);
    }
}
