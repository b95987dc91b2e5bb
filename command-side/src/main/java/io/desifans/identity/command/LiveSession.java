package io.desifans.identity.command;

import java.time.Duration;
import java.time.Instant;

/** A session that was started and not yet revoked. */
record LiveSession(Instant expiresAt, boolean remember) {

    static final Duration REMEMBERED = Duration.ofDays(7);
    static final Duration NOT_REMEMBERED = Duration.ofDays(1);
    static final Duration IMPERSONATING = Duration.ofHours(1);

    /** How old a remembered session becomes before it is refreshed. */
    static final Duration REFRESHED_AFTER = Duration.ofDays(1);

    /** Whether it is to be refreshed by now. A session that has ended is not revived. */
    boolean isDue(Instant now) {
        return remember && isDue(expiresAt, now) && now.isBefore(expiresAt);
    }

    /** Whether a remembered session that expires then is to be refreshed by now. */
    static boolean isDue(Instant expiresAt, Instant now) {
        return !now.isBefore(expiresAt.minus(REMEMBERED).plus(REFRESHED_AFTER));
    }
}
