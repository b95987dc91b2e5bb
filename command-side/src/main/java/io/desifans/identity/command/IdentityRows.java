package io.desifans.identity.command;

import static io.desifans.db.Tables.ACCOUNT;
import static io.desifans.db.Tables.SESSION;
import static io.desifans.db.Tables.USER;

import io.desifans.db.tables.records.SessionRecord;
import io.desifans.db.tables.records.UserRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the identity endpoints read from the tables, in the form in which the Better Auth clients read it. */
@Component
final class IdentityRows {

    /** Always three digits of milliseconds. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final DSLContext tables;

    IdentityRows(DSLContext tables) {
        this.tables = tables;
    }

    /** @param passwordHash null if the user has no password */
    record Credential(String userId, @Nullable String passwordHash) {}

    Optional<Credential> credential(String email) {
        return tables.select(USER.ID, ACCOUNT.PASSWORD)
                .from(USER)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.USER_ID.eq(USER.ID), ACCOUNT.PROVIDER_ID.eq("credential"))
                .where(USER.EMAIL.eq(email))
                .fetchOptional(row -> new Credential(row.value1(), row.value2()));
    }

    Optional<UserJson> user(String userId) {
        return tables.fetchOptional(USER, USER.ID.eq(userId)).map(IdentityRows::json);
    }

    /** Other admins, as far as the tables have come. Only the log tells who of them still is one. */
    List<String> adminsBeside(String userId) {
        return tables.select(USER.ID)
                .from(USER)
                .where(USER.ROLE.contains(User.ADMIN), USER.ID.ne(userId))
                .fetch(USER.ID);
    }

    Optional<SessionJson> session(String sessionId, String token) {
        return tables.fetchOptional(SESSION, SESSION.ID.eq(sessionId)).map(row -> json(row, token));
    }

    private static UserJson json(UserRecord row) {
        return new UserJson(
                row.getId(),
                row.getName(),
                row.getEmail(),
                row.getEmailVerified(),
                row.getImage(),
                date(row.getCreatedAt()),
                date(row.getUpdatedAt()),
                row.getRole(),
                row.getBanned(),
                row.getBanReason(),
                orNull(row.getBanExpires()));
    }

    private static SessionJson json(SessionRecord row, String token) {
        return new SessionJson(
                row.getId(),
                token,
                row.getUserId(),
                date(row.getExpiresAt()),
                date(row.getCreatedAt()),
                date(row.getUpdatedAt()),
                row.getIpAddress(),
                row.getUserAgent(),
                row.getImpersonatedBy());
    }

    static String date(Instant at) {
        return DATE.format(at);
    }

    private static @Nullable String orNull(@Nullable Instant at) {
        return at == null ? null : date(at);
    }
}
