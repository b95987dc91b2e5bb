package io.desifans.command;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.identity.UserEvent.RoleChanged;
import io.desifans.identity.UserEvent.UserBanned;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.identity.UserEvent.UserProfileUpdated;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.identity.UserEvent.UserUnbanned;
import io.desifans.web.Rejected;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What other aggregates need to know of a user, read from the user's own events.
 *
 * @param here registered and not deleted
 * @param banned until the ban is lifted, even when its time is over
 * @param name null once erased
 * @param roles comma list of {@code user}, {@code admin}, {@code auditor}
 */
public record UserFacts(
        boolean here, boolean banned, @Nullable String name, String roles) {

    private static final UserFacts NOBODY = new UserFacts(false, false, null, "");

    public static UserFacts of(Facts facts, String userId) {
        return facts.fold(DerivedId.of("User", userId), NOBODY, UserFacts::after);
    }

    /** The user a command acts for. A session may outlive its user, or their ban, by the moment the read models need; their commands end at once. */
    public static UserFacts acting(Facts facts, String userId) {
        UserFacts user = of(facts, userId);
        if (!user.here) throw Rejected.forbidden("ACCOUNT_DELETED", "This account does not exist any more.");
        if (user.banned) throw Rejected.forbidden("ACCOUNT_BANNED", "This account is banned.");
        return user;
    }

    /** Whether they can act as an admin now. */
    public boolean isAdmin() {
        return here && !banned && Arrays.asList(roles.split(",")).contains("admin");
    }

    private UserFacts after(Event event) {
        return switch (event) {
            case UserRegistered e -> new UserFacts(true, false, e.name(), e.role());
            case UserProfileUpdated e -> new UserFacts(here, banned, e.name(), roles);
            case RoleChanged e -> new UserFacts(here, banned, name, e.role());
            case UserBanned e -> new UserFacts(here, true, name, roles);
            case UserUnbanned e -> new UserFacts(here, false, name, roles);
            case UserDeleted e -> NOBODY;
            default -> this;
        };
    }
}
