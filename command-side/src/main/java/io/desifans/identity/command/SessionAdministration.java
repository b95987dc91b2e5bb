package io.desifans.identity.command;

import io.desifans.command.Commands;
import io.desifans.identity.command.UserCommand.EndSessions;
import io.desifans.web.AuthenticatedSession;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an admin sees and ends of other people's sessions. */
@RestController
@RequestMapping("/api/auth/admin")
final class SessionAdministration {

    private final Commands commands;
    private final IdentityRows rows;
    private final ReadModelPosition readModel;
    private final Clock clock;

    SessionAdministration(Commands commands, IdentityRows rows, ReadModelPosition readModel, Clock clock) {
        this.commands = commands;
        this.rows = rows;
        this.readModel = readModel;
        this.clock = clock;
    }

    record UserSessions(List<SessionJson> sessions) {}

    @PostMapping("/list-user-sessions")
    UserSessions list(@RequestBody Map<String, Object> body, Caller caller, HttpServletRequest request) {
        AdminRight.LIST_USERS_SESSIONS.of(caller);
        String userId = new Fields(body).text("userId");
        AuthenticatedSession own = AuthenticatedSession.of(request).orElse(null);
        return new UserSessions(rows.sessions(userId, own, clock.instant()));
    }

    record Ended(boolean success) {}

    /** Content with a session that is not there. */
    @PostMapping("/revoke-user-session")
    Ended end(@RequestBody Map<String, Object> body, Caller caller) {
        String admin = AdminRight.REVOKE_USERS_SESSIONS.of(caller);
        rows.sessionNamed(new Fields(body).text("sessionToken"))
                .ifPresent(session -> end(new EndSessions(session.userId(), session.sessionId(), admin), caller));
        return new Ended(true);
    }

    @PostMapping("/revoke-user-sessions")
    Ended endAll(@RequestBody Map<String, Object> body, Caller caller) {
        String admin = AdminRight.REVOKE_USERS_SESSIONS.of(caller);
        String userId = new Fields(body).text("userId");
        if (rows.user(userId).isPresent()) end(new EndSessions(userId, null, admin), caller);
        return new Ended(true);
    }

    private void end(EndSessions command, Caller caller) {
        readModel.await(commands.send(command, caller), SessionHandout.PATIENCE);
    }
}
