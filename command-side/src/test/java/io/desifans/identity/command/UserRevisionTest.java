package io.desifans.identity.command;

import io.desifans.command.Keys;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.identity.UserEvent.CredentialSet;
import io.desifans.identity.UserEvent.EmailChanged;
import io.desifans.identity.UserEvent.EmailUnverified;
import io.desifans.identity.UserEvent.EmailVerified;
import io.desifans.identity.UserEvent.RoleChanged;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.identity.UserEvent.UserProfileUpdated;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.identity.command.UserCommand.BanUser;
import io.desifans.identity.command.UserCommand.ChangeRole;
import io.desifans.identity.command.UserCommand.DeleteUser;
import io.desifans.identity.command.UserCommand.ReviseUser;
import io.desifans.identity.command.UserCommand.SetEmail;
import io.desifans.identity.command.UserCommand.UpdateProfile;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users who go, and what admins change about others. */
class UserRevisionTest {

    private static final UserRegistered REGISTERED =
            new UserRegistered("asha", "Asha", "asha@example.test", null, false, "user", "email");
    private static final CredentialSet PASSWORD = new CredentialSet("asha", "account", "hash");
    private static final UserRegistered ADMIN = Past.registered(Past.ADMIN, "user,admin");

    private FixtureConfiguration<User> user;

    @BeforeEach
    void newFixture() {
        user = Past.ofFourUsers()
                .and(Past.registered("root", "admin"), Past.registered("former", "admin"))
                .and(new RoleChanged("former", "user", "root"))
                .fixture(User.class);
        user.registerInjectableResource(new Keys());
    }

    @Test
    void I18_the_last_admin_does_not_go() {
        rejects(user.given(ADMIN).when(deletion(Past.ADMIN, null, "former")), 409, "LAST_ADMIN");
        user.given(ADMIN)
                .when(deletion(Past.ADMIN, null, "root"))
                .expectEvents(new UserDeleted(Past.ADMIN, Past.ADMIN, "user"));
    }

    @Test
    void users_delete_themselves_by_the_password_they_have() {
        user.given(REGISTERED, PASSWORD)
                .when(deletion("asha", "hash", "root"))
                .expectEvents(new UserDeleted("asha", "asha", "user"));
        rejects(user.given(REGISTERED, PASSWORD).when(deletion("asha", "old hash", "root")), 409, "PASSWORD_CHANGED");
    }

    @Test
    void of_several_changes_none_is_made_if_one_is_refused() {
        var email = new SetEmail("asha", "new@example.test", null, Past.ADMIN);
        var role = new ChangeRole("asha", "user,auditor", Past.ADMIN, List.of());
        var profile = new UpdateProfile("asha", "Asha Rao", null, false);
        user.given(REGISTERED, PASSWORD)
                .when(new ReviseUser("asha", Past.ADMIN, profile, email, role, null, null))
                .expectEvents(
                        new UserProfileUpdated("asha", "Asha Rao", null),
                        new EmailChanged("asha", "new@example.test", false, Past.ADMIN),
                        new RoleChanged("asha", "user,auditor", Past.ADMIN));
        var self = new BanUser("asha", "No reason", null, "asha");
        rejects(
                user.given(REGISTERED, PASSWORD)
                        .when(new ReviseUser("asha", Past.ADMIN, profile, null, null, self, null)),
                400,
                "YOU_CANNOT_BAN_YOURSELF");
    }

    @Test
    void an_admin_says_whether_an_address_is_verified() {
        user.given(REGISTERED)
                .when(revised(new SetEmail("asha", null, true, Past.ADMIN)))
                .expectEvents(new EmailVerified("asha", "asha@example.test", Past.ADMIN));
        user.given(REGISTERED, new EmailVerified("asha", "asha@example.test", Past.ADMIN))
                .when(revised(new SetEmail("asha", "asha@example.test", false, Past.ADMIN)))
                .expectEvents(new EmailUnverified("asha", Past.ADMIN));
        user.given(REGISTERED)
                .when(revised(new SetEmail("asha", "asha@example.test", null, Past.ADMIN)))
                .expectNoEvents();
    }

    private static ReviseUser revised(SetEmail email) {
        return new ReviseUser("asha", Past.ADMIN, null, email, null, null, null);
    }

    private static DeleteUser deletion(String userId, String verifiedHash, String other) {
        return new DeleteUser(userId, verifiedHash, null, Instant.EPOCH, List.of(other));
    }

    private static void rejects(ResultValidator<User> result, int status, String code) {
        result.expectNoEvents().expectException(Refusal.of(status, code));
    }
}
