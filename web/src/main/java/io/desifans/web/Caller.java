package io.desifans.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as found from the session of this very request. A controller takes it as a parameter; it is never null.
 *
 * @param userId null for an anonymous visitor
 * @param sessionId null for an anonymous visitor
 * @param roles the live roles: {@code user}, {@code admin}, {@code auditor}
 */
public record Caller(@Nullable String userId, @Nullable String sessionId, Set<String> roles) {

    public static final Caller ANONYMOUS = new Caller(null, null, Set.of());

    /** The caller's user id; 401 for an anonymous visitor. */
    public String id() {
        if (userId == null) throw Rejected.unauthenticated();
        return userId;
    }

    /** Whether the caller is this user. */
    public boolean is(String otherUserId) {
        return otherUserId.equals(userId);
    }

    public boolean isAdmin() {
        return roles.contains("admin");
    }
}
