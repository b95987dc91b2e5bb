package io.desifans.identity.command;

import io.desifans.command.Commands;
import io.desifans.identity.command.UserCommand.BanUser;
import io.desifans.identity.command.UserCommand.ChangeRole;
import io.desifans.identity.command.UserCommand.ReviseUser;
import io.desifans.identity.command.UserCommand.SetEmail;
import io.desifans.identity.command.UserCommand.UnbanUser;
import io.desifans.identity.command.UserCommand.UpdateProfile;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** An admin changes several things about a user at once: all of them or, if one is refused, none. */
@RestController
final class UserUpdateEndpoint {

    private static final Set<String> ALLOWED =
            Set.of("name", "image", "email", "emailVerified", "role", "banned", "banReason", "banExpires");

    private final Commands commands;
    private final AdminChanges admins;
    private final ReadModelPosition readModel;
    private final IdentityRows rows;

    UserUpdateEndpoint(Commands commands, AdminChanges admins, ReadModelPosition readModel, IdentityRows rows) {
        this.commands = commands;
        this.admins = admins;
        this.readModel = readModel;
        this.rows = rows;
    }

    @PostMapping("/api/auth/admin/update-user")
    UserJson update(@RequestBody Map<String, Object> body, Caller caller) {
        String admin = AdminRight.UPDATE_USERS.of(caller);
        Fields fields = new Fields(body);
        String userId = fields.text("userId");
        Fields data = fields.optionalObject("data");
        if (data.values().isEmpty()) throw Rejected.invalid("NO_DATA_TO_UPDATE", "data", "No data to update");
        if (data.has("password"))
            throw Rejected.invalid(
                    "PASSWORD_CANNOT_BE_UPDATED_VIA_UPDATE_USER",
                    "password",
                    "Password cannot be updated through update-user. Use set-user-password instead");
        data.allowOnly(ALLOWED);
        UserJson before = user(userId);
        ReviseUser revision = new ReviseUser(
                userId,
                admin,
                profile(userId, data),
                email(userId, data, admin),
                role(userId, data, admin),
                ban(before, data, admin),
                data.has("banned") && !data.requiredFlag("banned") ? new UnbanUser(userId, admin) : null);
        readModel.await(
                admins.alone(() -> commands.send(revision.beside(others(userId, caller)), caller)),
                SessionHandout.PATIENCE);
        return user(userId);
    }

    private static @Nullable UpdateProfile profile(String userId, Fields data) {
        if (!data.has("name") && !data.has("image")) return null;
        String name = data.has("name") ? data.text("name") : null;
        return new UpdateProfile(userId, name, data.optionalText("image"), data.has("image"));
    }

    private static @Nullable SetEmail email(String userId, Fields data, String admin) {
        if (!data.has("email") && !data.has("emailVerified")) return null;
        String email = data.has("email") ? EmailAddress.normal(data.text("email")) : null;
        Boolean verified = data.has("emailVerified") ? data.requiredFlag("emailVerified") : null;
        return new SetEmail(userId, email, verified, admin);
    }

    private static @Nullable ChangeRole role(String userId, Fields data, String admin) {
        return data.has("role")
                ? new ChangeRole(userId, Roles.commaList(data.values().get("role")), admin, List.of())
                : null;
    }

    /** What is not said of a ban stays as it is; of somebody who is not banned nothing can be left unsaid. */
    private static @Nullable BanUser ban(UserJson user, Fields data, String admin) {
        boolean wanted = data.has("banned") ? data.requiredFlag("banned") : isBanned(user);
        String reason = data.optionalText("banReason");
        Instant until = data.optionalInstant("banExpires").orElse(null);
        if (!data.has("banned") && !data.has("banReason") && !data.has("banExpires")) return null;
        if (!wanted) {
            if (reason != null || until != null)
                throw Rejected.invalid("banned", "a reason and an end are only for somebody who is banned");
            return null;
        }
        String kept = Objects.requireNonNullElse(user.banReason(), "No reason");
        String keptUntil = data.has("banExpires") ? null : user.banExpires();
        return new BanUser(
                user.id(),
                Objects.requireNonNullElse(reason, kept),
                keptUntil == null ? until : Instant.parse(keptUntil),
                admin);
    }

    private static boolean isBanned(UserJson user) {
        return Boolean.TRUE.equals(user.banned());
    }

    private List<String> others(String userId, Caller caller) {
        return caller.is(userId) ? rows.adminsBeside(userId) : List.of();
    }

    private UserJson user(String userId) {
        return rows.user(userId).orElseThrow(() -> Rejected.notFound("USER_NOT_FOUND", "User not found"));
    }
}
