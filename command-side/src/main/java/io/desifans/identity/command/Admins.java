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
