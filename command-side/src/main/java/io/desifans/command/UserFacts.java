package io.desifans.command;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.identity.UserEvent.RoleChanged;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.web.Rejected;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What other aggregates need to know of a user, read from the user's own events.
 *
 * @param here registered and not deleted
 * @param name null once erased
 * @param roles comma list of {@code user}, {@code admin}, {@code auditor}
 */
public record UserFacts(boolean here, @Nullable String name, String roles) {

    private static final UserFacts NOBODY = new UserFacts(false, null, "");

    public static UserFacts of(Facts facts, String userId) {
        return facts.fold(DerivedId.of("User", userId), NOBODY, UserFacts::after);
    }

    /** The user a command acts for. A session may outlive its user by the moment the read models need; the user's commands end at once. */
    public static UserFacts acting(Facts facts, String userId) {
        UserFacts user = of(facts, userId);
        if (!user.here) throw Rejected.forbidden("ACCOUNT_DELETED", "This account does not exist any more.");
        return user;
    }

    public boolean isAdmin() {
        return Arrays.asList(roles.split(",")).contains("admin");
    }

    private UserFacts after(Event event) {
        return switch (event) {
            case UserRegistered e -> new UserFacts(true, e.name(), e.role());
            case RoleChanged e -> new UserFacts(here, name, e.role());
            case UserDeleted e -> NOBODY;
            default -> this;
        };
    }
}
