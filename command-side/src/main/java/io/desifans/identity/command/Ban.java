package io.desifans.identity.command;

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

    /** 403 while it lasts. */
    void requireOverAt(Instant now) {
        if (until == null || now.isBefore(until))
            throw Rejected.forbidden(
                    CODE,
                    "You have been banned from this application. Please contact support if you believe this is an error.");
    }
}
