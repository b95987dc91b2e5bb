package io.desifans.identity.command;

import io.desifans.command.Commands;
import io.desifans.identity.command.IdentityRows.NamedSession;
import io.desifans.identity.command.UserCommand.Impersonate;
import io.desifans.identity.command.UserCommand.StopImpersonating;
import io.desifans.web.AuthenticatedSession;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.Rejected;
import io.desifans.web.SessionCookies;
import io.desifans.web.SessionCookies.Parked;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** An admin acts in a user's place for an hour at most. The events say both who acted and for whom. */
@RestController
@RequestMapping("/api/auth/admin")
final class Impersonation {

    private final Commands commands;
    private final SessionHandout sessions;
    private final SessionCookies cookies;
    private final IdentityRows rows;
    private final ReadModelPosition readModel;
    private final Clock clock;

    Impersonation(
            Commands commands,
            SessionHandout sessions,
            SessionCookies cookies,
            IdentityRows rows,
            ReadModelPosition readModel,
            Clock clock) {
        this.commands = commands;
        this.sessions = sessions;
        this.cookies = cookies;
        this.rows = rows;
        this.readModel = readModel;
        this.clock = clock;
    }

    record Acting(SessionJson session, UserJson user) {}

    @PostMapping("/impersonate-user")
    Acting impersonate(
            @RequestBody Map<String, Object> body,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (caller.impersonatedBy() != null)
            throw Rejected.conflict("ALREADY_IMPERSONATING", "Stop impersonating the one before the other.");
        String admin = AdminRight.IMPERSONATE_USERS.of(caller);
        String userId = new Fields(body).text("userId");
        if (rows.user(userId).isEmpty()) throw Rejected.notFound("USER_NOT_FOUND", "User not found");
        AuthenticatedSession own = AuthenticatedSession.of(request).orElseThrow(Rejected::unauthenticated);
        boolean remember = !cookies.isNotRemembered(request);
        String token =
                sessions.start(false, session -> new Impersonate(userId, admin, session), caller, request, response);
        cookies.park(response, new Parked(own.token(), remember));
        return acting(token);
    }

    /** Ends it, and gives the admin's own session back if it is still alive. */
    @PostMapping("/stop-impersonating")
    Acting stop(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        String userId = caller.id();
        String admin = caller.impersonatedBy();
        if (admin == null) throw Rejected.invalid("BAD_REQUEST", "session", "You are not impersonating anyone");
        StopImpersonating stop = new StopImpersonating(userId, admin, Objects.requireNonNull(caller.sessionId()));
        readModel.await(commands.send(stop, caller), SessionHandout.PATIENCE);
        cookies.clear(response);
        cookies.clearParked(response);
        Parked own = cookies.parked(request)
                .filter(parked -> isLiveSessionOf(admin, parked))
                .orElseThrow(Rejected::unauthenticated);
        cookies.give(request, response, own.token(), own.remember());
        return acting(own.token());
    }

    private boolean isLiveSessionOf(String admin, Parked parked) {
        return rows.liveSession(parked.token(), clock.instant())
                .map(NamedSession::userId)
                .filter(admin::equals)
                .isPresent();
    }

    private Acting acting(String token) {
        NamedSession named = rows.liveSession(token, clock.instant()).orElseThrow(Rejected::unauthenticated);
        SessionJson session = rows.session(named.sessionId(), token).orElseThrow(Rejected::unauthenticated);
        return new Acting(session, rows.user(named.userId()).orElseThrow(Rejected::unauthenticated));
    }
}
