package io.desifans.identity.command;

import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.web.Rejected;
import java.util.List;

/** Who is an admin, as the log has it at this moment. */
final class Admins {

    static final String ROLE = "admin";

    private Admins() {}

    /** Whoever erases, bans or demotes another stays an admin, so there is always one left. */
    static void require(String userId, Facts facts) {
        if (!is(userId, facts)) throw Rejected.forbidden("NOT_ALLOWED", "You may not do this.");
    }

    /** An admin, and not the user themselves. */
    static void requireAnother(String by, String userId, Facts facts) {
        if (by.equals(userId)) throw Rejected.conflict("YOU_CANNOT_ERASE_YOURSELF", "Another admin has to do this.");
        require(by, facts);
    }

    /** @param roles of whose place an admin wants to take */
    static void refuseImpersonation(String roles) {
        if (isAmong(roles)) throw Rejected.forbidden("YOU_CANNOT_IMPERSONATE_ADMINS", "You cannot impersonate admins");
    }

    /** 409 {@code LAST_ADMIN} if none of the others is one. */
    static void requireOneAmong(List<String> others, String leaving, Facts facts) {
        if (others.stream().noneMatch(other -> !other.equals(leaving) && is(other, facts)))
            throw Rejected.conflict("LAST_ADMIN", "role", "The last admin keeps the role. Make another one first.");
    }

    /** @param roles a comma list */
    static boolean isAmong(String roles) {
        return List.of(roles.split(",")).contains(ROLE);
    }

    private static boolean is(String userId, Facts facts) {
        return UserFacts.of(facts, userId).isAdmin();
    }
}
