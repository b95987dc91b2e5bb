package io.desifans.identity.command;

import io.desifans.command.Commands;
import io.desifans.identity.command.UserCommand.ChangePassword;
import io.desifans.identity.command.UserCommand.UpdateProfile;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.Rejected;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What users change about themselves. */
@RestController
@RequestMapping("/api/auth")
final class AccountEndpoints {

    private static final Set<String> PROFILE = Set.of("name", "image");

    private final Commands commands;
    private final Passwords passwords;
    private final OwnPassword ownPassword;
    private final SessionHandout sessions;
    private final IdentityRows rows;
    private final ReadModelPosition readModel;

    AccountEndpoints(
            Commands commands,
            Passwords passwords,
            OwnPassword ownPassword,
            SessionHandout sessions,
            IdentityRows rows,
            ReadModelPosition readModel) {
        this.commands = commands;
        this.passwords = passwords;
        this.ownPassword = ownPassword;
        this.sessions = sessions;
        this.rows = rows;
        this.readModel = readModel;
    }

    @PostMapping("/update-user")
    Done updateUser(@RequestBody Map<String, Object> body, Caller caller) {
        String userId = caller.id();
        Fields fields = new Fields(body);
        if (body.containsKey("email"))
            throw Rejected.invalid("EMAIL_CAN_NOT_BE_UPDATED", "email", "Email can not be updated");
        fields.allowOnly(PROFILE);
        if (body.isEmpty()) throw Rejected.invalid("NO_FIELDS_TO_UPDATE", "name", "No fields to update");
        UpdateProfile update = new UpdateProfile(
                userId,
                body.containsKey("name") ? fields.text("name") : null,
                fields.optionalText("image"),
                body.containsKey("image"));
        readModel.await(commands.send(update, caller), SessionHandout.PATIENCE);
        return Done.DONE;
    }

    /** @param token of the session that takes the place of all others; null if they go on */
    record ChangedPassword(@Nullable String token, UserJson user) {}

    @PostMapping("/change-password")
    ChangedPassword changePassword(
            @RequestBody Map<String, Object> body,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        String userId = caller.id();
        caller.requireThemselves();
        Fields fields = new Fields(body);
        String current = fields.text("currentPassword");
        String next = fields.text("newPassword");
        boolean alone = fields.flag("revokeOtherSessions", false);
        Passwords.requireLength("newPassword", next);
        String verified = ownPassword.verified(userId, current);
        String hash = passwords.hash(next, () -> {});
        String token = change(new ChangePassword(userId, verified, hash, null), alone, caller, request, response);
        return new ChangedPassword(token, rows.user(userId).orElseThrow(() -> Rejected.notFound("user")));
    }

    private @Nullable String change(
            ChangePassword change,
            boolean alone,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            if (alone) return sessions.start(true, change::andOnly, caller, request, response);
            readModel.await(commands.send(change, caller), SessionHandout.PATIENCE);
            return null;
        } catch (Rejected e) {
            throw e.code().equals(CredentialAccount.CHANGED) ? OwnPassword.wrong() : e;
        }
    }

    @PostMapping("/verify-password")
    Done verifyPassword(@RequestBody Map<String, Object> body, Caller caller) {
        String userId = caller.id();
        ownPassword.verified(userId, new Fields(body).text("password"));
        return Done.DONE;
    }

    @GetMapping("/list-accounts")
    List<AccountJson> listAccounts(Caller caller) {
        return rows.accounts(caller.id());
    }
}
