package io.desifans.identity.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.desifans.command.Commands;
import io.desifans.identity.command.EmailCommand.RequestEmailVerification;
import io.desifans.identity.command.IdentityRows.Entrant;
import io.desifans.identity.command.SessionHandout.Begun;
import io.desifans.identity.command.UserCommand.StartSession;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.Rejected;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Sign-in by e-mail and password. Who is unknown and who errs get the same answer after the same work. */
@RestController
final class SignInEndpoint {

    private static final String PATH = "/api/auth/sign-in/email";

    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final CallbackUrls callbackUrls;
    private final SessionHandout sessions;
    private final IdentityRows rows;
    private final IdentityRules rules;
    private final Commands commands;
    private final ReadModelPosition readModel;

    SignInEndpoint(
            Passwords passwords,
            SignInAttempts attempts,
            CallbackUrls callbackUrls,
            SessionHandout sessions,
            IdentityRows rows,
            IdentityRules rules,
            Commands commands,
            ReadModelPosition readModel) {
        this.passwords = passwords;
        this.attempts = attempts;
        this.callbackUrls = callbackUrls;
        this.sessions = sessions;
        this.rows = rows;
        this.rules = rules;
        this.commands = commands;
        this.readModel = readModel;
    }

    /** @param url where the client is to go on, if it said so */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SignedIn(
            boolean redirect, String token, @Nullable String url, UserJson user) {}

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    SignedIn json(@RequestBody Map<String, Object> body, HttpServletRequest request, HttpServletResponse response) {
        return signIn(new Fields(body), request, response);
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    SignedIn form(
            @RequestBody MultiValueMap<String, String> body, HttpServletRequest request, HttpServletResponse response) {
        return signIn(new Fields(body.toSingleValueMap()), request, response);
    }

    private SignedIn signIn(Fields fields, HttpServletRequest request, HttpServletResponse response) {
        String email = EmailAddress.normal(fields.text("email"));
        String password = fields.text("password");
        boolean remember = fields.flag("rememberMe", true);
        String callbackUrl = fields.optionalText("callbackURL");
        callbackUrls.requireTrusted(callbackUrl);
        Optional<Entrant> entrant = rows.entrant(email);
        String hash = entrant.map(Entrant::passwordHash).orElse(null);
        boolean right = attempts.isRight(email, () -> passwords.matches(hash, password));
        if (!right || hash == null || entrant.isEmpty()) throw refused();
        UserJson user = entrant.get().user();
        if (rules.verifiedOnly()) requireVerified(user.id(), callbackUrl);
        Begun begun = begin(user.id(), hash, remember, request, response);
        if (callbackUrl != null) response.setHeader(HttpHeaders.LOCATION, callbackUrl);
        return new SignedIn(callbackUrl != null, begun.token(), callbackUrl, nowOf(user, begun));
    }

    /** A ban whose time is over is lifted with the sign-in; nothing else of the user changes. */
    private UserJson nowOf(UserJson user, Begun begun) {
        if (!Boolean.TRUE.equals(user.banned())) return user;
        readModel.await(begun.position(), SessionHandout.PATIENCE);
        return rows.user(user.id()).orElseThrow(SignInEndpoint::refused);
    }

    /** Who has the password but has not verified the address gets another mail. */
    private void requireVerified(String userId, @Nullable String callbackUrl) {
        if (rows.user(userId).orElseThrow(SignInEndpoint::refused).emailVerified()) return;
        commands.send(new RequestEmailVerification(userId, callbackUrl), new Caller(userId, null, Set.of()));
        throw Rejected.forbidden("EMAIL_NOT_VERIFIED", "Email not verified");
    }

    /** The user may have been erased, or the password changed, since the tables were read; a ban is told to its user. */
    private Begun begin(
            String userId, String hash, boolean remember, HttpServletRequest request, HttpServletResponse response) {
        Caller user = new Caller(userId, null, Set.of());
        try {
            return sessions.begin(
                    remember, session -> new StartSession(userId, hash, session), user, request, response);
        } catch (Rejected e) {
            throw e.code().equals(Ban.CODE) ? e : refused();
        }
    }

    private static Rejected refused() {
        return Rejected.unauthenticated("INVALID_EMAIL_OR_PASSWORD", "Invalid email or password");
    }
}
