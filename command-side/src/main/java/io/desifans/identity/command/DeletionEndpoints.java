package io.desifans.identity.command;

import io.desifans.command.Commands;
import io.desifans.command.NewId;
import io.desifans.identity.VerificationPurpose;
import io.desifans.identity.command.EmailCommand.NewVerification;
import io.desifans.identity.command.EmailCommand.RequestDeletion;
import io.desifans.identity.command.IdentityRows.OpenVerification;
import io.desifans.identity.command.UserCommand.DeleteUser;
import io.desifans.identity.command.UserCommand.EraseUser;
import io.desifans.web.AuthenticatedSession;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.Rejected;
import io.desifans.web.SessionCookies;
import io.desifans.web.SessionToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Users who delete their account, and admins who do it. */
@RestController
@RequestMapping("/api/auth")
final class DeletionEndpoints {

    /** So young a session needs no password. */
    private static final Duration FRESH = Duration.ofDays(1);

    private final Deletions deletions;
    private final OwnPassword passwords;
    private final CallbackUrls callbackUrls;
    private final IdentityRows rows;
    private final SessionCookies cookies;
    private final Clock clock;
    private final DeletionRules rules;
    private final MailedTokens tokens;
    private final Commands commands;
    private final ReadModelPosition readModel;

    DeletionEndpoints(
            Deletions deletions,
            OwnPassword passwords,
            CallbackUrls callbackUrls,
            IdentityRows rows,
            SessionCookies cookies,
            Clock clock,
            DeletionRules rules,
            MailedTokens tokens,
            Commands commands,
            ReadModelPosition readModel) {
        this.deletions = deletions;
        this.passwords = passwords;
        this.callbackUrls = callbackUrls;
        this.rows = rows;
        this.cookies = cookies;
        this.clock = clock;
        this.rules = rules;
        this.tokens = tokens;
        this.commands = commands;
        this.readModel = readModel;
    }

    record Deleted(boolean success, String message) {}

    /** By the password, out of a fresh session, or by the token of a mail, which is sent where it has to be. */
    @PostMapping("/delete-user")
    Deleted deleteUser(
            @RequestBody Map<String, Object> body,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        requireAllowed();
        String userId = caller.id();
        caller.requireThemselves();
        Fields fields = new Fields(body);
        String password = fields.optionalText("password");
        String callbackUrl = fields.optionalText("callbackURL");
        callbackUrls.requireTrusted(callbackUrl);
        String token = fields.optionalText("token");
        String verified = password == null ? null : passwords.verified(userId, password);
        if (token == null && rules.byMail()) return mail(userId, callbackUrl, caller);
        if (token == null && password == null) requireFresh(request);
        delete(userId, verified, token == null ? null : verification(userId, token), caller);
        cookies.clear(response);
        return new Deleted(true, "User deleted");
    }

    /** The link of the mail, opened in a browser where its user is signed in. */
    @GetMapping("/delete-user/callback")
    ResponseEntity<Deleted> callback(
            @RequestParam(required = false) @Nullable String token,
            @RequestParam(required = false) @Nullable String callbackURL,
            Caller caller,
            HttpServletResponse response) {
        requireAllowed();
        callbackUrls.requireTrusted(callbackURL);
        String userId = caller.userId();
        if (userId == null) throw Rejected.notFound("FAILED_TO_GET_USER_INFO", "Failed to get user info");
        caller.requireThemselves();
        if (token == null) throw invalidToken();
        delete(userId, null, verification(userId, token), caller);
        cookies.clear(response);
        return callbackURL == null
                ? ResponseEntity.ok(new Deleted(true, "User deleted"))
                : CallbackUrls.redirect(callbackURL);
    }

    /** Another one. */
    @PostMapping("/admin/remove-user")
    RemovedUser removeUser(@RequestBody Map<String, Object> body, Caller caller) {
        String admin = AdminRight.DELETE_USERS.of(caller);
        String userId = new Fields(body).text("userId");
        if (caller.is(userId))
            throw Rejected.invalid("YOU_CANNOT_REMOVE_YOURSELF", "userId", "You cannot remove yourself");
        if (rows.user(userId).isEmpty()) throw Rejected.notFound("USER_NOT_FOUND", "User not found");
        deletions.carryOut(userId, () -> new EraseUser(userId, admin, "admin"), caller, null);
        return new RemovedUser(true);
    }

    record RemovedUser(boolean success) {}

    private void requireAllowed() {
        if (!rules.allowed()) throw Rejected.notFound("path");
    }

    private Deleted mail(String userId, @Nullable String callbackUrl, Caller caller) {
        String verificationId = NewId.next();
        NewVerification verification = new NewVerification(
                verificationId,
                VerificationPurpose.DELETE_ACCOUNT,
                SessionToken.hash(tokens.deletion(verificationId)),
                clock.instant(),
                callbackUrl);
        readModel.await(commands.send(new RequestDeletion(userId, verification), caller), SessionHandout.PATIENCE);
        return new Deleted(true, "Verification email sent");
    }

    /** Of this user; the command decides whether it is still good. */
    private String verification(String userId, String token) {
        return rows.verification(SessionToken.hash(token))
                .filter(row -> row.identifier().equals(VerificationPurpose.DELETE_ACCOUNT.identifier(userId)))
                .map(OpenVerification::verificationId)
                .orElseThrow(DeletionEndpoints::invalidToken);
    }

    private void delete(String userId, @Nullable String verifiedHash, @Nullable String verificationId, Caller caller) {
        try {
            deletions.carryOut(
                    userId,
                    () -> new DeleteUser(
                            userId, verifiedHash, verificationId, clock.instant(), rows.adminsBeside(userId)),
                    caller,
                    null);
        } catch (Rejected e) {
            throw switch (e.code()) {
                case CredentialAccount.CHANGED -> OwnPassword.wrong();
                case "INVALID_TOKEN" -> invalidToken();
                default -> e;
            };
        }
    }

    private void requireFresh(HttpServletRequest request) {
        Instant began = AuthenticatedSession.of(request)
                .flatMap(session -> rows.session(String.valueOf(session.caller().sessionId()), session.token()))
                .map(session -> Instant.parse(session.createdAt()))
                .orElseThrow(Rejected::unauthenticated);
        if (Duration.between(began, clock.instant()).compareTo(FRESH) >= 0)
            throw Rejected.invalid(
                    "SESSION_EXPIRED", "password", "Session expired. Re-authenticate to perform this action.");
    }

    private static Rejected invalidToken() {
        return Rejected.notFound("INVALID_TOKEN", "Invalid token");
    }
}
