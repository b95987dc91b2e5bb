package io.desifans.identity.command;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.jspecify.annotations.Nullable;
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
    private final IdentityRules rules;
    private final UnverifiedSignUp unverified;

    SignUpEndpoint(
            Passwords passwords,
            Claims claims,
            CallbackUrls callbackUrls,
            SessionHandout sessions,
            IdentityRows rows,
            IdentityRules rules,
            UnverifiedSignUp unverified) {
        this.passwords = passwords;
        this.claims = claims;
        this.callbackUrls = callbackUrls;
        this.sessions = sessions;
        this.rows = rows;
        this.rules = rules;
        this.unverified = unverified;
    }

    /** @param token of the session that was started; null if there is none yet */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SignedUp(@Nullable String token, UserJson user) {}

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
        rules.requireSignUp();
        fields.refuseForbidden();
        String name = fields.text("name");
        String email = EmailAddress.normal(fields.text("email"));
        String password = fields.text("password");
        String image = fields.optionalText("image");
        String callbackUrl = fields.optionalText("callbackURL");
        callbackUrls.requireTrusted(callbackUrl);
        boolean remember = fields.flag("rememberMe", true);
        Passwords.requireGood(password);
        String hash = passwords.hash(password, rules.verifiedOnly() ? () -> {} : () -> refuseTaken(email));
        String userId = NewId.next();
        Registration registration = new Registration(name, email, image, NewId.next(), hash);
        if (rules.verifiedOnly()) return new SignedUp(null, unverified.signUp(userId, registration, callbackUrl));
        String token = sessions.startIf(
                rules.signInAtSignUp(),
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
