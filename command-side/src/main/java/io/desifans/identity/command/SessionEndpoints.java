package io.desifans.identity.command;

import io.desifans.command.Commands;
import io.desifans.identity.command.UserCommand.RefreshSession;
import io.desifans.identity.command.UserCommand.RevokeSession;
import io.desifans.web.AuthenticatedSession;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.Rejected;
import io.desifans.web.SessionCookies;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a client asks about its own session. */
@RestController
@RequestMapping("/api/auth")
final class SessionEndpoints {

    private static final Logger LOG = LoggerFactory.getLogger(SessionEndpoints.class);

    private final Commands commands;
    private final IdentityRows rows;
    private final ReadModelPosition readModel;
    private final SessionCookies cookies;
    private final Clock clock;

    SessionEndpoints(
            Commands commands, IdentityRows rows, ReadModelPosition readModel, SessionCookies cookies, Clock clock) {
        this.commands = commands;
        this.rows = rows;
        this.readModel = readModel;
        this.cookies = cookies;
        this.clock = clock;
    }

    record CurrentSession(SessionJson session, UserJson user) {}

    /** JSON {@code null}, with the cookies taken away, where there is no live session. */
    @GetMapping("/get-session")
    ResponseEntity<Optional<CurrentSession>> getSession(
            @RequestParam(defaultValue = "false") String disableRefresh,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<AuthenticatedSession> session = AuthenticatedSession.of(request);
        if (!disableRefresh.equals("true")) session.ifPresent(live -> refreshWhenDue(live, request));
        Optional<CurrentSession> current = session.flatMap(live -> current(live, request, response));
        if (current.isEmpty() && cookies.isSent(request)) cookies.clear(response);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(current);
    }

    /** The clients' refresh by POST is not offered. */
    @Hidden
    @PostMapping("/get-session")
    ResponseEntity<Map<String, String>> postSession() {
        return ResponseEntity.status(HttpStatus.METHOD_NOT_ALLOWED)
                .header("Allow", "GET")
                .body(Map.of(
                        "code",
                        "METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED",
                        "message",
                        "POST method requires deferSessionRefresh to be enabled in session config"));
    }

    record SameSession(SessionJson session) {}

    /** There is no field in a session that a client could set: 400 {@code FIELD_NOT_ALLOWED} for each. */
    @PostMapping("/update-session")
    SameSession updateSession(@RequestBody Map<String, Object> body, Caller caller, HttpServletRequest request) {
        caller.id();
        new Fields(body).allowOnly(Set.of());
        return AuthenticatedSession.of(request)
                .flatMap(live -> rows.session(idOf(live), live.token()))
                .map(SameSession::new)
                .orElseThrow(Rejected::unauthenticated);
    }

    record SignedOut(boolean success) {}

    /** Also without a session. */
    @PostMapping("/sign-out")
    SignedOut signOut(HttpServletRequest request, HttpServletResponse response) {
        AuthenticatedSession.of(request).ifPresent(this::revoke);
        cookies.clear(response);
        return new SignedOut(true);
    }

    private void revoke(AuthenticatedSession session) {
        send(session, new RevokeSession(session.caller().id(), idOf(session), "sign-out"));
    }

    /** A session in a header is read only, and one that ends with the browser is never refreshed. */
    private void refreshWhenDue(AuthenticatedSession session, HttpServletRequest request) {
        Instant now = clock.instant();
        if (session.bearer() || cookies.isNotRemembered(request) || !LiveSession.isDue(session.expiresAt(), now))
            return;
        send(session, new RefreshSession(session.caller().id(), idOf(session), now));
    }

    private void send(AuthenticatedSession session, UserCommand command) {
        try {
            readModel.await(commands.send(command, session.caller()), SessionHandout.PATIENCE);
        } catch (Rejected e) {
            LOG.debug("The user of session {} is gone, and the session with them.", idOf(session));
        }
    }

    private static String idOf(AuthenticatedSession session) {
        return Objects.requireNonNull(session.caller().sessionId());
    }

    /** As the tables have it now; a session that lives longer than when the request came in is given anew. */
    private Optional<CurrentSession> current(
            AuthenticatedSession session, HttpServletRequest request, HttpServletResponse response) {
        Optional<SessionJson> row = rows.session(idOf(session), session.token());
        row.filter(live -> !session.bearer())
                .filter(live -> !live.expiresAt().equals(IdentityRows.date(session.expiresAt())))
                .ifPresent(live -> cookies.give(request, response, session.token(), true));
        return row.flatMap(live -> rows.user(live.userId()).map(user -> new CurrentSession(live, user)));
    }
}
