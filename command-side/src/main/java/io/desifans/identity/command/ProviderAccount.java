package io.desifans.identity.command;

import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import java.util.Optional;

/**
 * An account at a provider by which somebody signs in.
 *
 * @param rowId under which it is linked if it is not linked yet
 * @param accountId the user's id at the provider
 */
record ProviderAccount(String rowId, String providerId, String accountId, ProviderTokens tokens) {

    /** The user who signs in by it. */
    Optional<String> holder(Claims claims) {
        return claims.holderOf(ClaimKind.ACCOUNT, claimed(providerId, accountId));
    }

    /** Two providers may give the same id to different people. */
    static String claimed(String providerId, String accountId) {
        return providerId + '\0' + accountId;
    }
}
