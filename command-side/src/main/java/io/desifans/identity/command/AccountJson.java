package io.desifans.identity.command;

import java.util.List;

/**
 * One way in which a user signs in, as the clients of the sign-in expect it.
 *
 * @param providerId {@code credential} for a password
 * @param accountId the user's id at the provider
 */
record AccountJson(
        String id,
        String providerId,
        String createdAt,
        String updatedAt,
        String accountId,
        String userId,
        List<String> scopes) {}
