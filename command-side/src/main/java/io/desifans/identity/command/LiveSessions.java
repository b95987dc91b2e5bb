package io.desifans.identity.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.identity.UserEvent;
import io.desifans.identity.UserEvent.ImpersonationEnded;
import io.desifans.identity.UserEvent.ImpersonationStarted;
import io.desifans.identity.UserEvent.SessionRefreshed;
import io.desifans.identity.UserEvent.SessionRevoked;
import io.desifans.identity.UserEvent.SessionStarted;
import io.desifans.identity.command.UserCommand.NewSession;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** A user's sessions that were started and not yet revoked. */
final class LiveSessions {

    private final Map<String, LiveSession> live = new LinkedHashMap<>();

    boolean has(String sessionId) {
        return live.containsKey(sessionId);
    }

    void start(String userId, NewSession s) {
        start(userId, s, "email");
    }

    /** @param method how the user showed who they are */
    void start(String userId, NewSession s, String method) {
        apply(new SessionStarted(
                userId,
                s.sessionId(),
                s.tokenHash(),
                s.expiresAt(),
                s.remember(),
                s.ipAddress(),
                s.userAgent(),
                method));
    }

    /** For an hour. */
    void startImpersonation(String userId, String adminId, NewSession s) {
        apply(new ImpersonationStarted(
                userId,
                adminId,
                s.sessionId(),
                s.tokenHash(),
                s.now().plus(LiveSession.IMPERSONATING),
                s.ipAddress(),
                s.userAgent()));
    }

    void refresh(String userId, String sessionId, Instant now) {
        LiveSession session = live.get(sessionId);
        if (session == null || !session.isDue(now)) return;
        apply(new SessionRefreshed(userId, sessionId, now.plus(LiveSession.REMEMBERED)));
    }

    void revoke(String userId, String sessionId, String cause) {
        revokeEach(userId, (id, session) -> id.equals(sessionId), cause);
    }

    /** @param kept the one that goes on; null for none */
    void revokeAllBut(@Nullable String kept, String userId, String cause) {
        revokeEach(userId, (id, session) -> !id.equals(kept), cause);
    }

    void revokeExpired(String userId, Instant now) {
        revokeEach(userId, (id, session) -> !now.isBefore(session.expiresAt()), "expiry");
    }

    private void revokeEach(String userId, BiPredicate<String, LiveSession> which, String cause) {
        for (Map.Entry<String, LiveSession> session : List.copyOf(live.entrySet()))
            if (which.test(session.getKey(), session.getValue()))
                apply(new SessionRevoked(userId, session.getKey(), cause));
    }

    void evolve(UserEvent event) {
        switch (event) {
            case SessionStarted e -> live.put(e.sessionId(), new LiveSession(e.expiresAt(), e.remember()));
            case ImpersonationStarted e -> live.put(e.sessionId(), new LiveSession(e.expiresAt(), false));
            case ImpersonationEnded e -> live.remove(e.sessionId());
            case SessionRefreshed e -> live.put(e.sessionId(), new LiveSession(e.expiresAt(), true));
            case SessionRevoked e -> live.remove(e.sessionId());
            default -> {}
        }
    }
}
