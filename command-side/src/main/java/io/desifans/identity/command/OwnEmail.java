package io.desifans.identity.command;

import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import org.jspecify.annotations.Nullable;

/**
 * The address of a user, and whether it was shown to be theirs.
 *
 * @param address in its normal form; null once erased
 */
record OwnEmail(@Nullable String address, boolean verified) {

    static final OwnEmail NONE = new OwnEmail(null, false);

    void release(Claims claims, String userId) {
        if (address != null) claims.release(ClaimKind.EMAIL, address, userId);
    }
}
