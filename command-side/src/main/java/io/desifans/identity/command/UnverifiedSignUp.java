package io.desifans.identity.command;

import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.command.Commands;
import io.desifans.eventstore.EventLog;
import io.desifans.eventstore.LogPosition;
import io.desifans.identity.command.UserCommand.RegisterUnverified;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.web.Caller;
import io.desifans.web.EventPositionHeader;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.Rejected;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sign-up where an address has to be shown to be one's own: the answer does not tell whether somebody has it already. */
@Component
final class UnverifiedSignUp {

    private final Commands commands;
    private final Claims claims;
    private final EventLog log;
    private final ReadModelPosition readModel;
    private final IdentityRows rows;
    private final Clock clock;

    UnverifiedSignUp(
            Commands commands,
            Claims claims,
            EventLog log,
            ReadModelPosition readModel,
            IdentityRows rows,
            Clock clock) {
        this.commands = commands;
        this.claims = claims;
        this.log = log;
        this.readModel = readModel;
        this.rows = rows;
        this.clock = clock;
    }

    /** The new user, or an invented one in the place of who has the address. */
    UserJson signUp(String userId, Registration registration, @Nullable String callbackUrl) {
        RegisterUnverified command = new RegisterUnverified(userId, registration, callbackUrl);
        if (claims.holderOf(ClaimKind.EMAIL, registration.email()).isPresent()) return invented(userId, registration);
        try {
            readModel.await(commands.send(command, Caller.ANONYMOUS), SessionHandout.PATIENCE);
        } catch (Rejected e) {
            if (e.status() == 422) return invented(userId, registration);
            throw e;
        }
        return rows.user(userId).orElseThrow(() -> Rejected.notFound("user"));
    }

    private UserJson invented(String userId, Registration r) {
        LogPosition last = log.lastVisible();
        EventPositionHeader.write(last);
        readModel.await(last, SessionHandout.PATIENCE);
        String now = IdentityRows.date(clock.instant());
        return new UserJson(userId, r.name(), r.email(), false, r.image(), now, now, "user", null, null, null);
    }
}
