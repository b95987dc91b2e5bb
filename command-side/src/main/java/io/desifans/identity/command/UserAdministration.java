package io.desifans.identity.command;

import io.desifans.command.Commands;
import io.desifans.command.NewId;
import io.desifans.eventstore.LogPosition;
import io.desifans.identity.command.UserCommand.BanUser;
import io.desifans.identity.command.UserCommand.ChangeRole;
import io.desifans.identity.command.UserCommand.CreateUser;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.identity.command.UserCommand.SetPassword;
import io.desifans.identity.command.UserCommand.UnbanUser;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.Rejected;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an admin does to a user, as the clients' admin plugin asks for it: {@code set-role}, bans. */
@RestController
@RequestMapping("/api/auth/admin")
final class UserAdministration {

    private final Commands commands;
    private final AdminChanges admins;
    private final ReadModelPosition readModel;
    private final IdentityRows rows;
    private final Passwords passwords;
    private final Clock clock;

    UserAdministration(
            Commands commands,
            AdminChanges admins,
            ReadModelPosition readModel,
            IdentityRows rows,
            Passwords passwords,
            Clock clock) {
        this.commands = commands;
        this.admins = admins;
        this.readModel = readModel;
        this.rows = rows;
        this.passwords = passwords;
        this.clock = clock;
    }

    record ChangedUser(UserJson user) {}

    @PostMapping("/set-role")
    ChangedUser setRole(@RequestBody Map<String, Object> body, Caller caller) {
        String admin = AdminRight.CHANGE_USERS_ROLE.of(caller);
        String userId = knownUser(body);
        String role = Roles.commaList(body.get("role"));
        return changed(userId, admins.alone(() -> {
            List<String> others = caller.is(userId) ? rows.adminsBeside(userId) : List.of();
            return commands.send(new ChangeRole(userId, role, admin, others), caller);
        }));
    }

    /** Ends all sessions, too. A ban without a time replaces one with a time. */
    @PostMapping("/ban-user")
    ChangedUser ban(@RequestBody Map<String, Object> body, Caller caller) {
        String admin = AdminRight.BAN_USERS.of(caller);
        String userId = knownUser(body);
        Fields fields = new Fields(body);
        String reason = Objects.requireNonNullElse(fields.optionalText("banReason"), "No reason");
        Instant until = fields.optionalSeconds("banExpiresIn")
                .map(clock.instant()::plusSeconds)
                .orElse(null);
        BanUser command = new BanUser(userId, reason, until, admin);
        return changed(userId, admins.alone(() -> commands.send(command, caller)));
    }

    @PostMapping("/unban-user")
    ChangedUser unban(@RequestBody Map<String, Object> body, Caller caller) {
        String admin = AdminRight.BAN_USERS.of(caller);
        String userId = knownUser(body);
        return changed(userId, admins.alone(() -> commands.send(new UnbanUser(userId, admin), caller)));
    }

    /** Ends all of the user's sessions, too. */
    @PostMapping("/set-user-password")
    Done setPassword(@RequestBody Map<String, Object> body, Caller caller) {
        String admin = AdminRight.SET_USERS_PASSWORD.of(caller);
        String userId = knownUser(body);
        String password = new Fields(body).text("newPassword");
        Passwords.requireLength("newPassword", password);
        String hash = passwords.hash(password, () -> {});
        changed(userId, commands.send(new SetPassword(userId, NewId.next(), hash, admin), caller));
        return Done.DONE;
    }

    /** Without a password the user signs in by other means. */
    @PostMapping("/create-user")
    ChangedUser create(@RequestBody Map<String, Object> body, Caller caller) {
        String admin = AdminRight.CREATE_USERS.of(caller);
        Fields fields = new Fields(body);
        String email = EmailAddress.normal(fields.text("email"));
        String name = fields.text("name");
        String password = fields.optionalText("password");
        String image = fields.optionalObject("data").onlyOptionalText("image");
        String role = body.containsKey("role") ? Roles.commaList(body.get("role")) : "user";
        if (password != null) Passwords.requireGood(password);
        String hash = password == null ? null : passwords.hash(password, () -> {});
        String userId = NewId.next();
        Registration registration = new Registration(name, email, image, NewId.next(), hash);
        return changed(userId, commands.send(new CreateUser(userId, registration, role, admin), caller));
    }

    private String knownUser(Map<String, Object> body) {
        String userId = new Fields(body).text("userId");
        if (rows.user(userId).isEmpty()) throw userNotFound();
        return userId;
    }

    private ChangedUser changed(String userId, LogPosition change) {
        readModel.await(change, SessionHandout.PATIENCE);
        return new ChangedUser(rows.user(userId).orElseThrow(UserAdministration::userNotFound));
    }

    private static Rejected userNotFound() {
        return Rejected.notFound("USER_NOT_FOUND", "User not found");
    }
}
