package io.desifans.identity.command;

import io.desifans.command.Commands;
import io.desifans.identity.command.UserCommand.RevokeSession;
import io.desifans.identity.command.UserCommand.RevokeSessions;
import io.desifans.web.AuthenticatedSession;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.Rejected;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What users see and end of their own sessions. An ended one is dead on every node when the answer comes. */
@RestController
@RequestMapping("/api/auth")
final class SessionListEndpoints {

    private final Commands commands;
    private final IdentityRows rows;
    private final ReadModelPosition readModel;
    private final Clock clock;

    SessionListEndpoints(Commands commands, IdentityRows rows, ReadModelPosition readModel, Clock clock) {
        this.commands = commands;
        this.rows = rows;
        this.readModel = readModel;
        this.clock = clock;
    }

    @GetMapping("/list-sessions")
    List<SessionJson> listSessions(HttpServletRequest request) {
        AuthenticatedSession own = AuthenticatedSession.of(request).orElseThrow(Rejected::unauthenticated);
        return rows.sessions(own.caller().id(), own, clock.instant());
    }

    /** Content with a session that is not there, or is somebody else's. */
    @PostMapping("/revoke-session")
    Done revokeSession(@RequestBody Map<String, Object> body, Caller caller) {
        String userId = caller.id();
        rows.sessionNamed(new Fields(body).text("token"))
                .filter(session -> session.userId().equals(userId))
                .ifPresent(session -> readModel.await(
                        commands.send(new RevokeSession(userId, session.sessionId(), "user"), caller),
                        SessionHandout.PATIENCE));
        return Done.DONE;
    }

    @PostMapping("/revoke-sessions")
    Done revokeSessions(Caller caller) {
        return revokeAllBut(null, caller);
    }

    @PostMapping("/revoke-other-sessions")
    Done revokeOtherSessions(Caller caller) {
        return revokeAllBut(caller.sessionId(), caller);
    }

    private Done revokeAllBut(@Nullable String kept, Caller caller) {
        RevokeSessions revoke = new RevokeSessions(caller.id(), kept, "user");
        readModel.await(commands.send(revoke, caller), SessionHandout.PATIENCE);
        return Done.DONE;
    }
}
