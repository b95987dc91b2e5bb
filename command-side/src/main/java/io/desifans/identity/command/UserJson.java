package io.desifans.identity.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A user, as the clients of the sign-in expect one. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record UserJson(
        String id,
        String name,
        String email,
        boolean emailVerified,
        @Nullable String image,
        String createdAt,
        String updatedAt,
        @Nullable String role,
        @Nullable Boolean banned,
        @Nullable String banReason,
        @Nullable String banExpires) {}
