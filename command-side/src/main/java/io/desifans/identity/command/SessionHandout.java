package io.desifans.identity.command;

import io.desifans.command.Command;
import io.desifans.command.Commands;
import io.desifans.command.NewId;
import io.desifans.eventstore.LogPosition;
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
    static final Duration PATIENCE = ReadModelPosition.PATIENCE;

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

    /** A session, and the position of its start. */
    record Begun(String token, LogPosition position) {}

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
        Begun begun = send(remember, command, caller);
        readModel.await(begun.position(), PATIENCE);
        cookies.give(request, response, begun.token(), remember);
        return begun.token();
    }

    /** The same where nothing but the session comes of the command: whoever looks for that waits for its row. */
    Begun begin(
            boolean remember,
            Function<NewSession, Command> command,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        Begun begun = send(remember, command, caller);
        cookies.give(request, response, begun.token(), remember);
        return begun;
    }

    private Begun send(boolean remember, Function<NewSession, Command> command, Caller caller) {
        String token = NewId.next();
        RequestContext context = RequestContext.current();
        NewSession session = new NewSession(
                NewId.next(),
                SessionToken.hash(token),
                clock.instant(),
                remember,
                context.ipAddress(),
                context.userAgent());
        return new Begun(token, commands.send(command.apply(session), caller));
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
        readModel.await(commands.send(command.apply(null), caller), PATIENCE);
        return null;
    }
}
