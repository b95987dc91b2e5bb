package io.desifans.identity.command;

import io.desifans.command.Commands;
import io.desifans.command.NewId;
import io.desifans.identity.VerificationPurpose;
import io.desifans.identity.command.EmailCommand.NewVerification;
import io.desifans.identity.command.EmailCommand.RequestPasswordReset;
import io.desifans.identity.command.EmailCommand.ResetPassword;
import io.desifans.identity.command.IdentityRows.OpenVerification;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.Rejected;
import io.desifans.web.SessionToken;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A lost password is replaced by whoever reads the user's mail. */
@RestController
@RequestMapping("/api/auth")
final class PasswordResetEndpoints {

    private static final String PREFIX = VerificationPurpose.RESET_PASSWORD.identifier("");
    private static final String ERROR_PAGE = "/api/auth/error";

    private final Commands commands;
    private final Afterwards afterwards;
    private final IdentityRules rules;
    private final IdentityRows rows;
    private final CallbackUrls callbackUrls;
    private final MailedTokens tokens;
    private final Passwords passwords;
    private final ReadModelPosition readModel;
    private final Clock clock;

    PasswordResetEndpoints(
            Commands commands,
            Afterwards afterwards,
            IdentityRules rules,
            IdentityRows rows,
            CallbackUrls callbackUrls,
            MailedTokens tokens,
            Passwords passwords,
            ReadModelPosition readModel,
            Clock clock) {
        this.commands = commands;
        this.afterwards = afterwards;
        this.rules = rules;
        this.rows = rows;
        this.callbackUrls = callbackUrls;
        this.tokens = tokens;
        this.passwords = passwords;
        this.readModel = readModel;
        this.clock = clock;
    }

    record RequestedReset(boolean status, String message) {}

    /** It is the same for every address. */
    @PostMapping({"/request-password-reset", "/forget-password"})
    RequestedReset request(@RequestBody Map<String, Object> body, Caller caller) {
        rules.requireMail("RESET_PASSWORD_DISABLED", "Reset password isn't enabled");
        Fields fields = new Fields(body);
        String email = EmailAddress.normal(fields.text("email"));
        String redirectTo = fields.optionalText("redirectTo");
        callbackUrls.requireTrusted("redirectURL", redirectTo, "INVALID_REDIRECT_URL");
        afterwards.send(() -> rows.userByEmail(email).map(user -> reset(user.id(), redirectTo)), caller);
        return new RequestedReset(true, "If this email exists in our system, check your email for the reset link");
    }

    private RequestPasswordReset reset(String userId, @Nullable String redirectTo) {
        String verificationId = NewId.next();
        String hash = SessionToken.hash(tokens.reset(verificationId));
        return new RequestPasswordReset(
                userId,
                new NewVerification(
                        verificationId, VerificationPurpose.RESET_PASSWORD, hash, clock.instant(), redirectTo));
    }

    /** Hands the token on to the page that asks for the new password. */
    @Hidden
    @GetMapping("/reset-password/{token}")
    void toPage(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String callbackURL,
            HttpServletResponse response) {
        String page = callbackURL == null || callbackURL.isEmpty() ? ERROR_PAGE : callbackURL;
        callbackUrls.requireTrusted(page);
        boolean good = !page.equals(ERROR_PAGE) && open(token).isPresent();
        response.setStatus(HttpStatus.FOUND.value());
        response.setHeader(
                HttpHeaders.LOCATION,
                good ? CallbackUrls.with(page, "token", token) : CallbackUrls.with(page, "error", "INVALID_TOKEN"));
    }

    /** Ends all sessions. */
    @PostMapping("/reset-password")
    Done reset(
            @RequestBody Map<String, Object> body,
            @RequestParam(name = "token", required = false) @Nullable String inAddress) {
        Fields fields = new Fields(body);
        String password = fields.text("newPassword");
        String inBody = fields.optionalText("token");
        String token = inBody == null || inBody.isEmpty() ? inAddress : inBody;
        if (token == null) throw Verifications.invalid();
        Passwords.requireLength("newPassword", password);
        OpenVerification verification = open(token).orElseThrow(Verifications::invalid);
        String userId = verification.identifier().substring(PREFIX.length());
        String hash = passwords.hash(password, () -> requireOpen(token));
        ResetPassword reset =
                new ResetPassword(userId, verification.verificationId(), NewId.next(), hash, clock.instant());
        try {
            // Who has the token has read the user's mail.
            readModel.await(commands.send(reset, new Caller(userId, null, Set.of())), SessionHandout.PATIENCE);
        } catch (Rejected e) {
            throw Verifications.invalid();
        }
        return Done.DONE;
    }

    /** Spares a hash; the command itself decides. */
    private void requireOpen(String token) {
        if (open(token).isEmpty()) throw Verifications.invalid();
    }

    private Optional<OpenVerification> open(String token) {
        return rows.verification(SessionToken.hash(token))
                .filter(row ->
                        row.identifier().startsWith(PREFIX) && clock.instant().isBefore(row.expiresAt()));
    }
}
