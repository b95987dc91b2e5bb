package io.desifans.command;

import io.desifans.web.IdempotentRequest;
import io.desifans.web.Rejected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The id of something new: chosen by a client that wants to repeat its request safely, or else made here. */
public final class ChosenId {

    private static final int RFC_9562 = 2;

    private ChosenId() {}

    /** What is made here is the same again where a request is repeated under its {@code Idempotency-Key}. */
    public static UUID orNew(@Nullable UUID chosen) {
        return chosen == null ? IdempotentRequest.newId() : chosen;
    }

    /** Random and time-ordered ids only: a derived one would be that of a user, a claim or a like, perhaps one yet to come. */
    public static void check(String field, @Nullable UUID id) {
        Shape.present(field, id);
        if (id == null || id.variant() != RFC_9562 || (id.version() != 4 && id.version() != 7))
            throw Rejected.invalid(field, field + " must be a UUID of version 4 or 7.");
    }

    /** 409: something has this id already. Whose it is, is not told. */
    public static Rejected taken() {
        return Rejected.conflict("ID_TAKEN", "This id is in use. Choose another one.");
    }
}
