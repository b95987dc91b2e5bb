package io.desifans.projection;

import org.jspecify.annotations.Nullable;

/** What stands in a NOT NULL column for a datum whose person is erased. */
public final class Erased {

    public static final String TEXT = "[erased]";

    private Erased() {}

    public static String orErased(@Nullable String datum) {
        return datum == null ? TEXT : datum;
    }

    /** For a unique column: told apart by the row's id, at a domain that no mail reaches. */
    public static String orErasedEmail(@Nullable String email, String rowId) {
        return email == null ? rowId + "@erased.invalid" : email;
    }
}
