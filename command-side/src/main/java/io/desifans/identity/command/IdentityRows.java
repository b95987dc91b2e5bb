package io.desifans.identity.command;

import static io.desifans.db.Tables.ACCOUNT;
import static io.desifans.db.Tables.SESSION;
import static io.desifans.db.Tables.USER;
import static io.desifans.db.Tables.VERIFICATION;

import io.desifans.db.tables.records.AccountRecord;
import io.desifans.db.tables.records.SessionRecord;
import io.desifans.db.tables.records.UserRecord;
import io.desifans.web.AuthenticatedSession;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.SessionToken;
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

    private static final int MOST_EXPIRED = 500;

    private final DSLContext tables;
    private final ReadModelPosition readModel;

    IdentityRows(DSLContext tables, ReadModelPosition readModel) {
        this.tables = tables;
        this.readModel = readModel;
    }

    /** @param passwordHash null if the user has no password */
    record Credential(String userId, @Nullable String passwordHash) {}

    /** Who signs in. @param passwordHash null if the user has no password */
    record Entrant(UserJson user, @Nullable String passwordHash) {}

    Optional<Entrant> entrant(String email) {
        return tables.select(USER, ACCOUNT.PASSWORD)
                .from(USER)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.USER_ID.eq(USER.ID), ACCOUNT.PROVIDER_ID.eq("credential"))
                .where(USER.EMAIL.eq(email))
                .fetchOptional(row -> new Entrant(json(row.value1()), row.value2()));
    }

    /** Empty if the user has no password. */
    Optional<Credential> credentialOf(String userId) {
        return tables.select(ACCOUNT.USER_ID, ACCOUNT.PASSWORD)
                .from(ACCOUNT)
                .where(ACCOUNT.USER_ID.eq(userId), ACCOUNT.PROVIDER_ID.eq("credential"), ACCOUNT.PASSWORD.isNotNull())
                .fetchOptional(row -> new Credential(row.value1(), row.value2()));
    }

    List<AccountJson> accounts(String userId) {
        return tables.selectFrom(ACCOUNT)
                .where(ACCOUNT.USER_ID.eq(userId))
                .orderBy(ACCOUNT.CREATED_AT, ACCOUNT.ID)
                .fetch(IdentityRows::json);
    }

    Optional<UserJson> user(String userId) {
        return tables.fetchOptional(USER, USER.ID.eq(userId)).map(IdentityRows::json);
    }

    /** @param email in its normal form */
    Optional<UserJson> userByEmail(String email) {
        return tables.fetchOptional(USER, USER.EMAIL.eq(email)).map(IdentityRows::json);
    }

    /** What a mailed token is good for, while it may be. */
    record OpenVerification(String verificationId, String identifier, Instant expiresAt) {}

    Optional<OpenVerification> verification(String valueHash) {
        return tables.select(VERIFICATION.ID, VERIFICATION.IDENTIFIER, VERIFICATION.EXPIRES_AT)
                .from(VERIFICATION)
                .where(VERIFICATION.VALUE.eq(valueHash))
                .fetchOptional(row -> new OpenVerification(row.value1(), row.value2(), row.value3()));
    }

    /** Whose tokens nobody has used in their time: a few of them. */
    List<String> usersWithExpired(Instant now) {
        return tables.selectDistinct(VERIFICATION.IDENTIFIER)
                .from(VERIFICATION)
                .where(VERIFICATION.EXPIRES_AT.le(now), VERIFICATION.IDENTIFIER.notLike("oauth-state:%"))
                .limit(MOST_EXPIRED)
                .fetch(row -> row.value1().substring(row.value1().indexOf(':') + 1));
    }

    /** The hashes of the states with which nobody has come back in their time: a few of them. */
    List<String> expiredStates(Instant now) {
        return tables.select(VERIFICATION.VALUE)
                .from(VERIFICATION)
                .where(VERIFICATION.EXPIRES_AT.le(now), VERIFICATION.IDENTIFIER.like("oauth-state:%"))
                .limit(MOST_EXPIRED)
                .fetch(VERIFICATION.VALUE);
    }

    /** Other admins, as far as the tables have come. Only the log tells who of them still is one. */
    List<String> adminsBeside(String userId) {
        return tables.select(USER.ID)
                .from(USER)
                .where(USER.ROLE.contains(Admins.ROLE), USER.ID.ne(userId))
                .fetch(USER.ID);
    }

    Optional<SessionJson> session(String sessionId, String token) {
        return tables.fetchOptional(SESSION, SESSION.ID.eq(sessionId)).map(row -> json(row, token));
    }

    /**
     * A user's live sessions, the newest first, without those of admins in the user's place. Another session shows its id
     * in the place of the token: a handle that revokes and does not sign in.
     */
    List<SessionJson> sessions(String userId, @Nullable AuthenticatedSession own, Instant now) {
        readModel.awaitLatest();
        String ownId = own == null ? null : own.caller().sessionId();
        return tables.selectFrom(SESSION)
                .where(SESSION.USER_ID.eq(userId), SESSION.EXPIRES_AT.gt(now), SESSION.IMPERSONATED_BY.isNull())
                .orderBy(SESSION.CREATED_AT.desc(), SESSION.ID)
                .fetch(row -> json(row, own != null && row.getId().equals(ownId) ? own.token() : row.getId()));
    }

    /** Whose session a token or a handle stands for, and its id. */
    record NamedSession(String userId, String sessionId) {}

    Optional<NamedSession> liveSession(String token, Instant now) {
        readModel.awaitLatest();
        return tables.select(SESSION.USER_ID, SESSION.ID)
                .from(SESSION)
                .where(SESSION.TOKEN.eq(SessionToken.hash(token)), SESSION.EXPIRES_AT.gt(now))
                .fetchOptional(row -> new NamedSession(row.value1(), row.value2()));
    }

    Optional<NamedSession> sessionNamed(String tokenOrHandle) {
        readModel.awaitLatest();
        return tables.select(SESSION.USER_ID, SESSION.ID)
                .from(SESSION)
                .where(SESSION.TOKEN.eq(SessionToken.hash(tokenOrHandle)).or(SESSION.ID.eq(tokenOrHandle)))
                .fetchOptional(row -> new NamedSession(row.value1(), row.value2()));
    }

    private static AccountJson json(AccountRecord row) {
        String scope = row.getScope();
        return new AccountJson(
                row.getId(),
                row.getProviderId(),
                date(row.getCreatedAt()),
                date(row.getUpdatedAt()),
                row.getAccountId(),
                row.getUserId(),
                scope == null || scope.isBlank()
                        ? List.of()
                        : List.of(scope.strip().split("[ ,]+")));
    }

    static UserJson json(UserRecord row) {
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
