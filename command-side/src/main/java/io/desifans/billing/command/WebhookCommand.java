package io.desifans.billing.command;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
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

    /** The message is about this payment. */
    @SentBy(Sender.SYSTEM)
    record MatchWebhook(UUID inboxId, int variant, UUID transactionId, String userId) implements WebhookCommand {}

    /** What it says has been done. */
    @SentBy(Sender.SYSTEM)
    record FinishWebhook(UUID inboxId, int variant) implements WebhookCommand {}

    /** @param reason {@code unknown_type}, {@code not_handled}, {@code unknown_status} or {@code malformed} */
    @SentBy(Sender.SYSTEM)
    record IgnoreWebhook(UUID inboxId, int variant, String reason) implements WebhookCommand {}

    /** Nothing of ours belongs to it. */
    @SentBy(Sender.SYSTEM)
    record LeaveWebhookUnmatched(UUID inboxId, int variant) implements WebhookCommand {}

    /** The person it is about is erased. */
    @SentBy(Sender.SYSTEM)
    record EraseWebhookBody(UUID inboxId, int variant) implements WebhookCommand {}
}
