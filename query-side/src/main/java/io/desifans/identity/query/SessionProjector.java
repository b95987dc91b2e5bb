package io.desifans.identity.query;

import static io.desifans.db.Tables.SESSION;

import io.desifans.Event;
import io.desifans.identity.UserEvent;
import io.desifans.identity.UserEvent.ImpersonationEnded;
import io.desifans.identity.UserEvent.ImpersonationStarted;
import io.desifans.identity.UserEvent.SessionRefreshed;
import io.desifans.identity.UserEvent.SessionRevoked;
import io.desifans.identity.UserEvent.SessionStarted;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.Set;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The table {@code session}. */
@Component
public final class SessionProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(UserEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(SESSION);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch (event) {
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
            default -> {}
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
