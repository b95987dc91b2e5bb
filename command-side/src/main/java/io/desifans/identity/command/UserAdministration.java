package io.desifans.identity.command;

import io.desifans.command.Commands;
import io.desifans.eventstore.LogPosition;
import io.desifans.identity.command.UserCommand.BanUser;
import io.desifans.identity.command.UserCommand.ChangeRole;
import io.desifans.identity.command.UserCommand.UnbanUser;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.Rejected;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an admin does to a user, as the clients' admin plugin asks for it: {@code set-role}, bans. */
@RestController
@RequestMapping("/api/auth/admin")
final class UserAdministration {

    private static final Set<String> KNOWN = Set.of("user", "admin", "auditor");

    private final Commands commands;
    private final AdminChanges admins;
    private final ReadModelPosition readModel;
    private final IdentityRows rows;
    private final Clock clock;

    UserAdministration(
            Commands commands, AdminChanges admins, ReadModelPosition readModel, IdentityRows rows, Clock clock) {
        this.commands = commands;
        this.admins = admins;
        this.readModel = readModel;
        this.rows = rows;
        this.clock = clock;
    }

    record ChangedUser(UserJson user) {}

    @PostMapping("/set-role")
    ChangedUser setRole(@RequestBody Map<String, Object> body, Caller caller) {
        require(caller, "YOU_ARE_NOT_ALLOWED_TO_CHANGE_USERS_ROLE", "You are not allowed to change users role");
        String userId = knownUser(body);
        String role = roles(body.get("role"));
        return changed(userId, () -> {
            List<String> others = caller.is(userId) ? rows.adminsBeside(userId) : List.of();
            return commands.send(new ChangeRole(userId, role, caller.id(), others), caller);
        });
    }

    /** Ends all sessions, too. A ban without a time replaces one with a time. */
    @PostMapping("/ban-user")
    ChangedUser ban(@RequestBody Map<String, Object> body, Caller caller) {
        require(caller, "YOU_ARE_NOT_ALLOWED_TO_BAN_USERS", "You are not allowed to ban users");
        String userId = knownUser(body);
        Fields fields = new Fields(body);
        String reason = Objects.requireNonNullElse(fields.optionalText("banReason"), "No reason");
        Instant until = fields.optionalSeconds("banExpiresIn")
                .map(clock.instant()::plusSeconds)
                .orElse(null);
        BanUser command = new BanUser(userId, reason, until, caller.id());
        return changed(userId, () -> commands.send(command, caller));
    }

    @PostMapping("/unban-user")
    ChangedUser unban(@RequestBody Map<String, Object> body, Caller caller) {
        require(caller, "YOU_ARE_NOT_ALLOWED_TO_BAN_USERS", "You are not allowed to ban users");
        String userId = knownUser(body);
        return changed(userId, () -> commands.send(new UnbanUser(userId, caller.id()), caller));
    }

    private static void require(Caller caller, String code, String message) {
        if (caller.userId() == null) throw Rejected.unauthenticated();
        if (!caller.isAdmin()) throw Rejected.forbidden(code, message);
    }

    private String knownUser(Map<String, Object> body) {
        String userId = new Fields(body).text("userId");
        if (rows.user(userId).isEmpty()) throw userNotFound();
        return userId;
    }

    private ChangedUser changed(String userId, Supplier<LogPosition> change) {
        readModel.await(admins.alone(change), SessionHandout.PATIENCE);
        return new ChangedUser(rows.user(userId).orElseThrow(UserAdministration::userNotFound));
    }

    /** A text or a list of texts, each a known role; stored as a comma list without repetitions. */
    private static String roles(@Nullable Object role) {
        List<?> given = role instanceof String text
                ? List.of(text.split(",", -1))
                : role instanceof List<?> list ? list : List.of();
        Set<String> roles = new TreeSet<>();
        for (Object each : given) {
            if (!(each instanceof String name))
                throw Rejected.invalid("INVALID_ROLE_TYPE", "role", "Invalid role type");
            if (!KNOWN.contains(name))
                throw Rejected.invalid(
                        "YOU_ARE_NOT_ALLOWED_TO_SET_NON_EXISTENT_VALUE",
                        "role",
                        "You are not allowed to set a non-existent role value");
            roles.add(name);
        }
        if (roles.isEmpty()) throw Rejected.invalid("INVALID_ROLE_TYPE", "role", "Invalid role type");
        return String.join(",", roles);
    }

    private static Rejected userNotFound() {
        return Rejected.notFound("USER_NOT_FOUND", "User not found");
    }
}
