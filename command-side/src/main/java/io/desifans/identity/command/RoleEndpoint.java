package io.desifans.identity.command;

import io.desifans.command.Commands;
import io.desifans.eventstore.LogPosition;
import io.desifans.identity.command.User.ChangeRole;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.Rejected;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lets an admin say what a user may do (the admin plugin's {@code set-role}). */
@RestController
final class RoleEndpoint {

    private static final Set<String> KNOWN = Set.of("user", "admin", "auditor");

    private final Commands commands;
    private final AdminChanges admins;
    private final ReadModelPosition readModel;
    private final IdentityRows rows;

    RoleEndpoint(Commands commands, AdminChanges admins, ReadModelPosition readModel, IdentityRows rows) {
        this.commands = commands;
        this.admins = admins;
        this.readModel = readModel;
        this.rows = rows;
    }

    record ChangedUser(UserJson user) {}

    @PostMapping("/api/auth/admin/set-role")
    ChangedUser setRole(@RequestBody Map<String, Object> body, Caller caller) {
        if (caller.userId() == null) throw Rejected.unauthenticated();
        if (!caller.isAdmin())
            throw Rejected.forbidden(
                    "YOU_ARE_NOT_ALLOWED_TO_CHANGE_USERS_ROLE", "You are not allowed to change users role");
        String userId = new Fields(body).text("userId");
        String role = roles(body.get("role"));
        if (rows.user(userId).isEmpty()) throw userNotFound();
        LogPosition changed = admins.alone(() -> {
            List<String> others = caller.is(userId) ? rows.adminsBeside(userId) : List.of();
            return commands.send(new ChangeRole(userId, role, caller.id(), others), caller);
        });
        readModel.await(changed, SessionHandout.PATIENCE);
        return new ChangedUser(rows.user(userId).orElseThrow(RoleEndpoint::userNotFound));
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
