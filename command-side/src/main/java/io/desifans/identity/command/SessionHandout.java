package io.desifans.identity.command;

import io.desifans.command.Command;
import io.desifans.command.Commands;
import io.desifans.command.NewId;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.RequestContext;
import io.desifans.web.SessionCookies;
import io.desifans.web.SessionToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives a client a new session, once the next request will find it. */
@Component
final class SessionHandout {

    /** How long an answer may wait for the rows that the next request will read. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Commands commands;
    private final ReadModelPosition readModel;
    private final SessionCookies cookies;
    private final Clock clock;

    SessionHandout(Commands commands, ReadModelPosition readModel, SessionCookies cookies, Clock clock) {
        this.commands = commands;
        this.readModel = readModel;
        this.cookies = cookies;
        this.clock = clock;
    }

    /**
     * Starts a session, never the one that the client came with, and returns its token.
     *
     * @param command what starts it
     */
    String start(
            boolean remember,
            Function<NewSession, Command> command,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        String token = NewId.next();
        RequestContext context = RequestContext.current();
        NewSession session = new NewSession(
                NewId.next(),
                SessionToken.hash(token),
                clock.instant(),
                remember,
                context.ipAddress(),
                context.userAgent());
        send(command.apply(session), caller);
        cookies.give(request, response, token, remember);
        return token;
    }

    /** The same, or the command without a session. @return null without a session */
    @Nullable
    String startIf(
            boolean wanted,
            boolean remember,
            Function<@Nullable NewSession, Command> command,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (wanted) return start(remember, command::apply, caller, request, response);
        send(command.apply(null), caller);
        return null;
    }

    private void send(Command command, Caller caller) {
        readModel.await(commands.send(command, caller), PATIENCE);
    }
}
