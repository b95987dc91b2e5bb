package io.desifans.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as found from the session of this very request. A controller takes it as a parameter; it is never null.
 *
 * @param userId null for an anonymous visitor
 * @param sessionId null for an anonymous visitor
 * @param roles the live roles: {@code user}, {@code admin}, {@code auditor}
 * @param impersonatedBy the admin who acts in the user's place; null if it is the user
 */
public record Caller(
        @Nullable String userId,
        @Nullable String sessionId,
        Set<String> roles,
        @Nullable String impersonatedBy) {

    public static final Caller ANONYMOUS = new Caller(null, null, Set.of());

    /** Somebody who acts for themselves. */
    public Caller(@Nullable String userId, @Nullable String sessionId, Set<String> roles) {
        this(userId, sessionId, roles, null);
    }

    /** The caller's user id; 401 for an anonymous visitor. */
    public String id() {
        if (userId == null) throw Rejected.unauthenticated();
        return userId;
    }

    /** Whether the caller is this user. */
    public boolean is(String otherUserId) {
        return otherUserId.equals(userId);
    }

    /** 403 {@code FORBIDDEN_WHILE_IMPERSONATING} for what nobody may do in another's place. */
    public void requireThemselves() {
        if (impersonatedBy != null)
            throw Rejected.forbidden(
                    "FORBIDDEN_WHILE_IMPERSONATING", "This can only be done by the user, not in the user's place.");
    }

    public boolean isAdmin() {
        return roles.contains("admin");
    }
}
