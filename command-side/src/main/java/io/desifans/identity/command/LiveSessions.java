package io.desifans.identity.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.command.Facts;
import io.desifans.identity.UserEvent;
import io.desifans.identity.UserEvent.ImpersonationEnded;
import io.desifans.identity.UserEvent.ImpersonationStarted;
import io.desifans.identity.UserEvent.NewDeviceSeen;
import io.desifans.identity.UserEvent.SessionRefreshed;
import io.desifans.identity.UserEvent.SessionRevoked;
import io.desifans.identity.UserEvent.SessionStarted;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.identity.command.UserCommand.EndSessions;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.RefreshSession;
import io.desifans.identity.command.UserCommand.RevokeSession;
import io.desifans.identity.command.UserCommand.RevokeSessions;
import io.desifans.identity.command.UserCommand.StopImpersonating;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** A user's sessions that were started and not yet revoked, and the programs that they were started by. */
final class LiveSessions {

    /** The one that was not used for longest is forgotten first. */
    private static final int MOST_DEVICES = 20;

    private String userId = "";
    private final Map<String, LiveSession> live = new LinkedHashMap<>();

    /** When the first of them ends, so that a sign-in need not look at all; null without any. */
    private @Nullable Instant firstEnd;

    private final List<String> devices = new ArrayList<>();

    @CommandHandler
    void decide(RefreshSession c) {
        refresh(userId, c.sessionId(), c.now());
    }

    @CommandHandler
    void decide(RevokeSession c) {
        revoke(userId, c.sessionId(), c.cause());
    }

    @CommandHandler
    void decide(RevokeSessions c) {
        revokeAllBut(c.kept(), userId, c.cause());
    }

    @CommandHandler
    void decide(EndSessions c, Facts facts) {
        Admins.require(c.by(), facts);
        if (c.sessionId() == null) revokeAllBut(null, userId, "admin");
        else revoke(userId, c.sessionId(), "admin");
    }

    @CommandHandler
    void decide(StopImpersonating c) {
        if (has(c.sessionId())) apply(new ImpersonationEnded(userId, c.adminId(), c.sessionId()));
    }

    boolean has(String sessionId) {
        return live.containsKey(sessionId);
    }

    void start(String userId, NewSession s) {
        start(userId, s, "email");
    }

    /** @param method how the user showed who they are */
    void start(String userId, NewSession s, String method) {
        boolean isNews = !devices.isEmpty() && !devices.contains(device(s.userAgent()));
        apply(new SessionStarted(
                userId,
                s.sessionId(),
                s.tokenHash(),
                s.expiresAt(),
                s.remember(),
                s.ipAddress(),
                s.userAgent(),
                method));
        if (isNews) apply(new NewDeviceSeen(userId, s.sessionId()));
    }

    private static String device(@Nullable String userAgent) {
        return userAgent == null ? "" : userAgent;
    }

    private void remember(String device) {
        devices.remove(device);
        if (devices.size() == MOST_DEVICES) devices.removeFirst();
        devices.add(device);
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
        if (firstEnd == null || now.isBefore(firstEnd)) return;
        revokeEach(userId, (id, session) -> !now.isBefore(session.expiresAt()), "expiry");
    }

    private void revokeEach(String userId, BiPredicate<String, LiveSession> which, String cause) {
        for (Map.Entry<String, LiveSession> session : List.copyOf(live.entrySet()))
            if (which.test(session.getKey(), session.getValue()))
                apply(new SessionRevoked(userId, session.getKey(), cause));
    }

    @EventSourcingHandler
    void evolve(UserEvent event) {
        switch (event) {
            case UserRegistered e -> userId = e.userId();
            case SessionStarted e -> {
                put(e.sessionId(), new LiveSession(e.expiresAt(), e.remember()));
                remember(device(e.userAgent()));
            }
            case ImpersonationStarted e -> put(e.sessionId(), new LiveSession(e.expiresAt(), false));
            case ImpersonationEnded e -> ended(live.remove(e.sessionId()));
            case SessionRefreshed e -> put(e.sessionId(), new LiveSession(e.expiresAt(), true));
            case SessionRevoked e -> ended(live.remove(e.sessionId()));
            default -> {}
        }
    }

    private void put(String sessionId, LiveSession session) {
        ended(live.put(sessionId, session));
        if (firstEnd == null || session.expiresAt().isBefore(firstEnd)) firstEnd = session.expiresAt();
    }

    private void ended(@Nullable LiveSession session) {
        if (session == null || !session.expiresAt().equals(firstEnd)) return;
        firstEnd = live.values().stream()
                .map(LiveSession::expiresAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
