package io.desifans.web;

import static io.desifans.db.Tables.SESSION;
import static io.desifans.db.Tables.USER;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Finds the live session of a token, with the roles its user has at this moment. */
final class Sessions {

    private final DSLContext database;
    private final ReadModelPosition readModel;
    private final Clock clock;

    Sessions(DSLContext database, ReadModelPosition readModel, Clock clock) {
        this.database = database;
        this.readModel = readModel;
        this.clock = clock;
    }

    /**
     * Empty if the token is unknown, the session has expired or the user is banned. A token that is not in the tables is
     * looked for again when they have come up to the log: whoever begins a session need not wait for its row.
     *
     * @throws NotYetVisible if they do not come so far in time
     */
    Optional<AuthenticatedSession> find(String token, boolean bearer) {
        String hash = SessionToken.hash(token);
        Instant now = clock.instant();
        return row(hash)
                .or(() -> {
                    readModel.awaitLatest();
                    return row(hash);
                })
                .filter(row -> row.get(SESSION.EXPIRES_AT).isAfter(now))
                .filter(row -> !isBanned(row.get(USER.BANNED), row.get(USER.BAN_EXPIRES), now))
                .map(row -> new AuthenticatedSession(
                        new Caller(
                                row.get(USER.ID),
                                row.get(SESSION.ID),
                                roles(row.get(USER.ROLE)),
                                row.get(SESSION.IMPERSONATED_BY)),
                        token,
                        hash,
                        row.get(SESSION.EXPIRES_AT),
                        bearer));
    }

    private Optional<Record> row(String hash) {
        return Optional.ofNullable(database.select(
                        SESSION.ID,
                        SESSION.EXPIRES_AT,
                        USER.ID,
                        USER.ROLE,
                        USER.BANNED,
                        USER.BAN_EXPIRES,
                        SESSION.IMPERSONATED_BY)
                .from(SESSION)
                .join(USER)
                .on(USER.ID.eq(SESSION.USER_ID))
                .where(SESSION.TOKEN.eq(hash))
                .fetchOne());
    }

    /** A ban whose time is over does not count, even before it is lifted. */
    private static boolean isBanned(@Nullable Boolean banned, @Nullable Instant until, Instant now) {
        return Boolean.TRUE.equals(banned) && (until == null || until.isAfter(now));
    }

    private static Set<String> roles(@Nullable String commaList) {
        if (commaList == null) return Set.of("user");
        return Arrays.stream(commaList.split(","))
                .map(String::strip)
                .filter(role -> !role.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
