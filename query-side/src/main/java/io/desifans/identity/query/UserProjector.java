package io.desifans.identity.query;

import static io.desifans.db.Tables.ACCOUNT;
import static io.desifans.db.Tables.SESSION;
import static io.desifans.db.Tables.USER;
import static io.desifans.projection.Erased.orErased;
import static io.desifans.projection.Erased.orErasedEmail;

import io.desifans.Event;
import io.desifans.identity.UserEvent;
import io.desifans.identity.UserEvent.CredentialSet;
import io.desifans.identity.UserEvent.ImpersonationEnded;
import io.desifans.identity.UserEvent.ImpersonationStarted;
import io.desifans.identity.UserEvent.PasswordChanged;
import io.desifans.identity.UserEvent.RoleChanged;
import io.desifans.identity.UserEvent.SessionRefreshed;
import io.desifans.identity.UserEvent.SessionRevoked;
import io.desifans.identity.UserEvent.SessionStarted;
import io.desifans.identity.UserEvent.UserBanned;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.identity.UserEvent.UserProfileUpdated;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.identity.UserEvent.UserUnbanned;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.Set;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The tables {@code user}, {@code account} and {@code session}. */
@Component
public final class UserProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(UserEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(USER, ACCOUNT, SESSION);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch ((UserEvent) event) {
            case UserRegistered e ->
                rows.insert(USER, e.userId())
                        .set(USER.NAME, orErased(e.name()))
                        .set(USER.EMAIL, orErasedEmail(e.email(), e.userId()))
                        .set(USER.EMAIL_VERIFIED, e.emailVerified())
                        .set(USER.IMAGE, e.image())
                        .set(USER.ROLE, e.role())
                        .set(USER.CREATED_AT, at)
                        .set(USER.UPDATED_AT, at);
            case CredentialSet e ->
                rows.insert(ACCOUNT, e.accountRowId())
                        .set(ACCOUNT.ACCOUNT_ID, e.userId())
                        .set(ACCOUNT.PROVIDER_ID, "credential")
                        .set(ACCOUNT.USER_ID, e.userId())
                        .set(ACCOUNT.PASSWORD, e.passwordHash())
                        .set(ACCOUNT.CREATED_AT, at)
                        .set(ACCOUNT.UPDATED_AT, at);
            case PasswordChanged e ->
                rows.update(ACCOUNT, e.accountRowId())
                        .set(ACCOUNT.PASSWORD, e.passwordHash())
                        .set(ACCOUNT.UPDATED_AT, at);
            case UserProfileUpdated e ->
                rows.update(USER, e.userId())
                        .set(USER.NAME, orErased(e.name()))
                        .set(USER.IMAGE, e.image())
                        .set(USER.UPDATED_AT, at);
            case RoleChanged e ->
                rows.update(USER, e.userId()).set(USER.ROLE, e.role()).set(USER.UPDATED_AT, at);
            case UserBanned e ->
                rows.update(USER, e.userId())
                        .set(USER.BANNED, true)
                        .set(USER.BAN_REASON, e.reason())
                        .set(USER.BAN_EXPIRES, e.until())
                        .set(USER.UPDATED_AT, at);
            case UserUnbanned e ->
                rows.update(USER, e.userId())
                        .set(USER.BANNED, false)
                        .set(USER.BAN_REASON, null)
                        .set(USER.BAN_EXPIRES, null)
                        .set(USER.UPDATED_AT, at);
            case SessionStarted e ->
                session(rows, e.sessionId(), e.userId(), e.tokenHash(), e.expiresAt(), at)
                        .set(SESSION.IP_ADDRESS, e.ipAddress())
                        .set(SESSION.USER_AGENT, e.userAgent());
            case SessionRefreshed e ->
                rows.update(SESSION, e.sessionId())
                        .set(SESSION.EXPIRES_AT, e.expiresAt())
                        .set(SESSION.UPDATED_AT, at);
            case SessionRevoked e -> rows.delete(SESSION, e.sessionId());
            case ImpersonationStarted e ->
                session(rows, e.sessionId(), e.userId(), e.tokenHash(), e.expiresAt(), at)
                        .set(SESSION.IP_ADDRESS, e.ipAddress())
                        .set(SESSION.USER_AGENT, e.userAgent())
                        .set(SESSION.IMPERSONATED_BY, e.adminId());
            case ImpersonationEnded e -> rows.delete(SESSION, e.sessionId());
            case UserDeleted e -> rows.delete(USER, e.userId());
        }
    }

    private static RowChanges.Values session(
            RowChanges rows, String sessionId, String userId, String tokenHash, Instant expiresAt, Instant at) {
        return rows.insert(SESSION, sessionId)
                .set(SESSION.USER_ID, userId)
                .set(SESSION.TOKEN, tokenHash)
                .set(SESSION.EXPIRES_AT, expiresAt)
                .set(SESSION.CREATED_AT, at)
                .set(SESSION.UPDATED_AT, at);
    }
}
