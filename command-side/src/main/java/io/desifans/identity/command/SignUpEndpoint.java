package io.desifans.identity.command;

import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.command.NewId;
import io.desifans.identity.command.UserCommand.RegisterUser;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Sign-up by e-mail and password. */
@RestController
final class SignUpEndpoint {

    private static final String PATH = "/api/auth/sign-up/email";

    private final Passwords passwords;
    private final Claims claims;
    private final CallbackUrls callbackUrls;
    private final SessionHandout sessions;
    private final IdentityRows rows;

    SignUpEndpoint(
            Passwords passwords, Claims claims, CallbackUrls callbackUrls, SessionHandout sessions, IdentityRows rows) {
        this.passwords = passwords;
        this.claims = claims;
        this.callbackUrls = callbackUrls;
        this.sessions = sessions;
        this.rows = rows;
    }

    record SignedUp(String token, UserJson user) {}

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    SignedUp json(@RequestBody Map<String, Object> body, HttpServletRequest request, HttpServletResponse response) {
        return signUp(new Fields(body), request, response);
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    SignedUp form(
            @RequestBody MultiValueMap<String, String> body, HttpServletRequest request, HttpServletResponse response) {
        return signUp(new Fields(body.toSingleValueMap()), request, response);
    }

    private SignedUp signUp(Fields fields, HttpServletRequest request, HttpServletResponse response) {
        fields.refuseForbidden();
        String name = fields.text("name");
        String email = EmailAddress.normal(fields.text("email"));
        String password = fields.text("password");
        String image = fields.optionalText("image");
        callbackUrls.requireTrusted(fields.optionalText("callbackURL"));
        boolean remember = fields.flag("rememberMe", true);
        Passwords.requireGood(password);
        String hash = passwords.hash(password, () -> refuseTaken(email));
        String userId = NewId.next();
        Registration registration = new Registration(name, email, image, NewId.next(), hash);
        String token = sessions.start(
                remember,
                session -> new RegisterUser(userId, registration, session),
                Caller.ANONYMOUS,
                request,
                response);
        return new SignedUp(token, rows.user(userId).orElseThrow(() -> Rejected.notFound("user")));
    }

    /** Spares a hash; the command itself decides. */
    private void refuseTaken(String email) {
        if (claims.holderOf(ClaimKind.EMAIL, email).isPresent()) throw ClaimKind.EMAIL.refused();
    }
}
