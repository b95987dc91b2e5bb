package io.desifans.billing.command;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.Founding;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What the intake and the processes may do with a message of the payment gateway. */
public sealed interface WebhookCommand extends Command {

    @TargetAggregateIdentifier
    UUID inboxId();

    /**
     * A message whose signature is good, or what the gateway answered when it was asked.
     *
     * @param gatewayMessageId the header {@code webhook-id}; begins with {@code pull_} for what was asked for
     * @param type null if the body does not say
     * @param sentAt UTC; the header {@code webhook-timestamp}
     * @param signerKey which secret signed it, from 0; −1 for what was asked for
     * @param bodyDigest SHA-256 of the raw bytes, in hex
     * @param body the raw bytes as text
     */
    @SentBy(Sender.SYSTEM)
    @Founding
    record ReceiveWebhook(
            String gatewayMessageId,
            @Nullable String type,
            Instant sentAt,
            int signerKey,
            String bodyDigest,
            String body)
            implements WebhookCommand {

        @Override
        public UUID inboxId() {
            return DerivedId.of("Webhook", gatewayMessageId);
        }
    }

    /** What concerns one body of a message. */
    sealed interface OfVariant extends WebhookCommand {
        int variant();
    }

    /** The message is about this payment. */
    @SentBy(Sender.SYSTEM)
    record MatchWebhook(UUID inboxId, int variant, UUID transactionId, String userId) implements OfVariant {}

    /** What it says has been done. */
    @SentBy(Sender.SYSTEM)
    record FinishWebhook(UUID inboxId, int variant) implements OfVariant {}

    /** @param reason as in the event */
    @SentBy(Sender.SYSTEM)
    record IgnoreWebhook(UUID inboxId, int variant, String reason) implements OfVariant {}

    /** Nothing of ours belongs to it. */
    @SentBy(Sender.SYSTEM)
    record LeaveWebhookUnmatched(UUID inboxId, int variant) implements OfVariant {}

    /** @param reason what went wrong, by its name: no personal datum */
    @SentBy(Sender.SYSTEM)
    record FailWebhook(UUID inboxId, int variant, String reason) implements OfVariant {}

    /** What it says is to be done now, whatever became of it before; 409 if it has been done. */
    @SentBy({Sender.ADMIN, Sender.SYSTEM})
    record ReplayWebhook(UUID inboxId, int variant) implements OfVariant {}

    /** An admin says which payment it is about; what follows is what would have followed had the gateway said so. */
    @SentBy(Sender.ADMIN)
    record AssignWebhook(UUID inboxId, int variant, UUID transactionId) implements OfVariant {

        public AssignWebhook {
            Shape.present("transactionId", transactionId);
        }
    }

    /** Nothing is to follow from it. */
    @SentBy(Sender.ADMIN)
    record DismissWebhook(UUID inboxId, int variant) implements OfVariant {}

    /** The person it is about is erased, or nobody was found whom it is about. */
    @SentBy(Sender.SYSTEM)
    record EraseWebhookBody(UUID inboxId, int variant) implements OfVariant {}
}
