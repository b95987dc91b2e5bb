package io.desifans.billing.command;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What a process may do with a fan's time with a tier. */
public sealed interface EntitlementCommand extends Command {

    /**
     * @param grantedAt UTC; when the payment was completed
     * @param agreedWith the payment with which renewals were agreed; null for what is paid once
     */
    @SentBy(Sender.SYSTEM)
    record AddGrant(
            String userId,
            UUID membershipId,
            String creatorId,
            UUID transactionId,
            int months,
            Instant grantedAt,
            @Nullable UUID agreedWith)
            implements EntitlementCommand {

        /** For what is paid once. */
        AddGrant(
                String userId, UUID membershipId, String creatorId, UUID transactionId, int months, Instant grantedAt) {
            this(userId, membershipId, creatorId, transactionId, months, grantedAt, null);
        }

        @TargetAggregateIdentifier
        public UUID subscriptionId() {
            return DerivedId.of("subscriptions", userId, membershipId.toString());
        }
    }

    /**
     * The payment stays after all, and its months with it.
     *
     * @param at UTC; when that was known
     */
    @SentBy(Sender.SYSTEM)
    record RestoreGrant(String userId, UUID membershipId, UUID transactionId, Instant at)
            implements EntitlementCommand {

        @TargetAggregateIdentifier
        public UUID subscriptionId() {
            return DerivedId.of("subscriptions", userId, membershipId.toString());
        }
    }

    /**
     * The payment went back, and its months with it.
     *
     * @param at UTC; when it went back
     */
    @SentBy(Sender.SYSTEM)
    record RemoveGrant(String userId, UUID membershipId, UUID transactionId, Instant at) implements EntitlementCommand {

        @TargetAggregateIdentifier
        public UUID subscriptionId() {
            return DerivedId.of("subscriptions", userId, membershipId.toString());
        }
    }
}
