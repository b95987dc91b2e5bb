package io.desifans.identity.command;

import io.desifans.identity.command.UserCommand.DeleteUser;
import io.desifans.identity.command.UserCommand.EraseUser;
import io.desifans.web.AuthenticatedSession;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import io.desifans.web.SessionCookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
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
    private final boolean allowed;

    DeletionEndpoints(
            Deletions deletions,
            OwnPassword passwords,
            CallbackUrls callbackUrls,
            IdentityRows rows,
            SessionCookies cookies,
            Clock clock,
            @Value("${desifans.delete-user:true}") boolean allowed) {
        this.deletions = deletions;
        this.passwords = passwords;
        this.callbackUrls = callbackUrls;
        this.rows = rows;
        this.cookies = cookies;
        this.clock = clock;
        this.allowed = allowed;
    }

    record Deleted(boolean success, String message) {}

    /** By the password, or out of a fresh session. */
    @PostMapping("/delete-user")
    Deleted deleteUser(
            @RequestBody Map<String, Object> body,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!allowed) throw Rejected.notFound("path");
        String userId = caller.id();
        caller.requireThemselves();
        Fields fields = new Fields(body);
        String password = fields.optionalText("password");
        callbackUrls.requireTrusted(fields.optionalText("callbackURL"));
        if (fields.optionalText("token") != null) throw invalidToken();
        String verified = password == null ? null : passwords.verified(userId, password);
        if (password == null) requireFresh(request);
        delete(userId, verified, caller);
        cookies.clear(response);
        return new Deleted(true, "User deleted");
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

    private void delete(String userId, @Nullable String verifiedHash, Caller caller) {
        try {
            deletions.carryOut(
                    userId, () -> new DeleteUser(userId, verifiedHash, rows.adminsBeside(userId)), caller, null);
        } catch (Rejected e) {
            throw e.code().equals(CredentialAccount.CHANGED) ? OwnPassword.wrong() : e;
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
