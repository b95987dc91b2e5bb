package io.desifans.eventstore;

/** A value that no event may carry, because not every reader of JSON would read it back as it was. */
public final class NotStorable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    NotStorable(String field, String reason) {
        super(field + ": " + reason);
        this.field = field;
    }

    /** The component of the event, or the metadata key. */
    public String field() {
        return field;
    }
}
