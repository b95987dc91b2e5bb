package io.desifans.identity.command;

import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.command.Commands;
import io.desifans.command.NewId;
import io.desifans.eventstore.LogPosition;
import io.desifans.eventstore.SettingRefused;
import io.desifans.identity.command.UserCommand.MakeFirstAdmin;
import io.desifans.identity.command.UserCommand.RegisterFirstAdmin;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.web.NotYetVisible;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.Rejected;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Makes the first admin from the settings, once in the life of the log. Later admins are made by admins. */
@Component
final class FirstAdmin implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);
    private static final String PROCESS = "bootstrap";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Commands commands;
    private final Claims claims;
    private final Passwords passwords;
    private final ReadModelPosition readModel;
    private final String email;
    private final String password;

    FirstAdmin(
            Commands commands,
            Claims claims,
            Passwords passwords,
            ReadModelPosition readModel,
            @Value("${desifans.first-admin.email:}") String email,
            @Value("${desifans.first-admin.password:}") String password) {
        this.commands = commands;
        this.claims = claims;
        this.passwords = passwords;
        this.readModel = readModel;
        this.email = email.isBlank() ? "" : normal(email);
        this.password = password;
        if (!password.isEmpty()) requireGood(password);
    }

    /** Where several nodes start at once, one of them makes the admin. */
    @Override
    public void run(ApplicationArguments arguments) {
        if (email.isEmpty() || isMade()) return;
        try {
            make();
        } catch (Rejected e) {
            if (!isMade()) throw e;
        }
    }

    private boolean isMade() {
        return claims.holderOf(ClaimKind.FIRST_ADMIN, "").isPresent();
    }

    private void make() {
        Optional<String> holder = claims.holderOf(ClaimKind.EMAIL, email);
        if (holder.isPresent()) commands.sendAsSystem(PROCESS, new MakeFirstAdmin(holder.get()));
        else if (!password.isEmpty()) register();
        else LOG.warn("There is no admin yet: nobody has signed up with the address of the first admin.");
    }

    /** Answers when the admin can sign in, or when the read model takes too long: it follows by itself. */
    private void register() {
        String hash = passwords.hash(password, () -> {});
        Registration registration = new Registration("Admin", email, null, NewId.next(), hash);
        LogPosition registered = commands.sendAsSystem(PROCESS, new RegisterFirstAdmin(NewId.next(), registration));
        try {
            readModel.await(registered, LONGEST_WAIT);
        } catch (NotYetVisible e) {
            LOG.warn("The first admin is stored, and can sign in once the read model has come so far.");
        }
    }

    private static String normal(String email) {
        try {
            return EmailAddress.normal(email);
        } catch (Rejected e) {
            throw new SettingRefused("The setting desifans.first-admin.email is not an e-mail address.");
        }
    }

    private static void requireGood(String password) {
        try {
            Passwords.requireGood(password);
        } catch (Rejected e) {
            throw new SettingRefused("The setting desifans.first-admin.password must have 8 to 128 characters.");
        }
    }
}
