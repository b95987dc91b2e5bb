package io.desifans.identity.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.identity.UserEvent.UserUnbanned;
import io.desifans.web.Rejected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What keeps a user out. @param until null for never */
record Ban(@Nullable String reason, @Nullable Instant until) {

    static final String CODE = "BANNED_USER";

    /** Nobody bans themselves. */
    static void requireAnother(String by, String userId) {
        if (by.equals(userId)) throw Rejected.invalid("YOU_CANNOT_BAN_YOURSELF", "userId", "You cannot ban yourself");
    }

    /** At a sign-in, when its time is over. */
    void lift(String userId, Instant now) {
        requireOverAt(now);
        apply(new UserUnbanned(userId, "system:sign-in", "expired"));
    }

    /** 403 while it lasts. */
    void requireOverAt(Instant now) {
        if (!isOverAt(now))
            throw Rejected.forbidden(
                    CODE,
                    "You have been banned from this application. Please contact support if you believe this is an error.");
    }

    boolean isOverAt(Instant now) {
        return until != null && !now.isBefore(until);
    }
}
