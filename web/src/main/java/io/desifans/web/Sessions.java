package io.desifans.web;

import static io.desifans.db.Tables.SESSION;
import static io.desifans.db.Tables.USER;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.Param;
import org.jspecify.annotations.Nullable;

/** Finds the live session of a token, with the roles its user has at this moment. */
final class Sessions {

    private static final Param<String> HASH = param("hash", String.class);

    private final KeptSelect ofHash;
    private final ReadModelPosition readModel;
    private final Clock clock;

    Sessions(DataSource database, ReadModelPosition readModel, Clock clock) {
        this.ofHash = new KeptSelect(
                database,
                select(
                                SESSION.ID,
                                SESSION.EXPIRES_AT,
                                SESSION.IMPERSONATED_BY,
                                USER.ID,
                                USER.ROLE,
                                USER.BANNED,
                                USER.BAN_EXPIRES)
                        .from(SESSION)
                        .join(USER)
                        .on(USER.ID.eq(SESSION.USER_ID))
                        .where(SESSION.TOKEN.eq(HASH)));
        this.readModel = readModel;
        this.clock = clock;
    }

    /** @param ban null where there is none, {@link Instant#MAX} for one without an end */
    private record Found(
            String id,
            Instant expiresAt,
            @Nullable String impersonatedBy,
            String userId,
            Set<String> roles,
            @Nullable Instant ban) {

        static Found read(Row row) {
            return new Found(
                    row.text(),
                    row.instant(),
                    row.maybeText(),
                    row.text(),
                    Sessions.roles(row.maybeText()),
                    ban(row.maybeFlag(), row.maybeInstant()));
        }

        private static @Nullable Instant ban(@Nullable Boolean banned, @Nullable Instant until) {
            if (!Boolean.TRUE.equals(banned)) return null;
            return until == null ? Instant.MAX : until;
        }

        /** A ban whose time is over does not count, even before it is lifted. */
        boolean isLive(Instant now) {
            return expiresAt.isAfter(now) && (ban == null || !ban.isAfter(now));
        }
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
        return found(hash)
                .or(() -> {
                    readModel.awaitLatest();
                    return found(hash);
                })
                .filter(session -> session.isLive(now))
                .map(session -> new AuthenticatedSession(
                        new Caller(session.userId(), session.id(), session.roles(), session.impersonatedBy()),
                        token,
                        hash,
                        session.expiresAt(),
                        bearer));
    }

    private Optional<Found> found(String hash) {
        return ofHash.with(HASH, hash).one(Found::read);
    }

    private static Set<String> roles(@Nullable String commaList) {
        if (commaList == null) return Set.of("user");
        return Arrays.stream(commaList.split(","))
                .map(String::strip)
                .filter(role -> !role.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
