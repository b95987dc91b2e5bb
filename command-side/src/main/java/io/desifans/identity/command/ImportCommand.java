package io.desifans.identity.command;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.Founding;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import io.desifans.identity.UserEvent;
import io.desifans.identity.UserEvent.UserBanned;
import io.desifans.identity.UserEvent.UserImported;
import io.desifans.identity.command.UserCommand.Registration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Users who come from another server, as they were there. */
public sealed interface ImportCommand extends Command {

    String userId();

    @TargetAggregateIdentifier
    default UUID aggregateId() {
        return DerivedId.of("User", userId());
    }

    /**
     * @param registration without a password, which comes with its account
     * @param role a comma list
     */
    @SentBy({Sender.ADMIN, Sender.SYSTEM})
    @Founding
    record ImportUser(
            String userId,
            Registration registration,
            boolean emailVerified,
            String role,
            @Nullable Ban ban,
            Instant createdAt,
            Instant updatedAt)
            implements ImportCommand {
        public ImportUser {
            if (ban != null) Shape.optionalText("banReason", ban.reason(), 1, 500);
        }

        /** What follows the registration. */
        List<UserEvent> events() {
            UserImported dates = new UserImported(userId, createdAt, updatedAt);
            if (ban == null) return List.of(dates);
            return List.of(new UserBanned(userId, ban.reason(), ban.until(), "system:import"), dates);
        }
    }

    /** @param passwordHash of the account by which the user signs in with a password; null at a provider */
    @SentBy({Sender.ADMIN, Sender.SYSTEM})
    record ImportAccount(
            String userId,
            ProviderAccount account,
            @Nullable String passwordHash,
            Instant createdAt,
            Instant updatedAt) implements ImportCommand {}
}
