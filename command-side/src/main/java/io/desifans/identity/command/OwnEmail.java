package io.desifans.identity.command;

import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.web.Rejected;
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

    /**
     * Refused unless it is the address that a provider knows too, and both know to be the user's own: whoever signs up with
     * another's address must not get into what that other has at the provider, nor the other way round.
     */
    void requireSharedWith(String providers, boolean verifiedThere) {
        if (!verified || !verifiedThere || !providers.equals(address))
            throw Rejected.unauthenticated(LinkedAccounts.NOT_LINKED, "account not linked");
    }
}
