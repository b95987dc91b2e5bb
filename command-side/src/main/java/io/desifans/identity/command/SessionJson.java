package io.desifans.identity.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A session, as the clients of the sign-in expect one.
 *
 * @param token the caller's own, as it was sent: the tables hold only its hash
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record SessionJson(
        String id,
        String token,
        String userId,
        String expiresAt,
        String createdAt,
        String updatedAt,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        @Nullable String impersonatedBy) {}
