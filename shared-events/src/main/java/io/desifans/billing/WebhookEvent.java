package io.desifans.billing;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Personal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of a message of the payment gateway. */
public sealed interface WebhookEvent extends Event {

    UUID inboxId();

    int variant();

    /**
     * A message with a good signature.
     *
     * @param inboxId derived from the message's id
     * @param gatewayMessageId the header {@code webhook-id}
     * @param variant 0 for the first body that came under this id, counting up for each other body
     * @param bodySubject names the key of this message's body, which is its own until the person is known
     * @param bodyDigest SHA-256 of the raw bytes, in hex
     * @param body the raw bytes as text
     */
    record WebhookReceived(
            UUID inboxId,
            String gatewayMessageId,
            int variant,
            @Nullable String type,
            Instant sentAt,
            int signerKey,
            @Person String bodySubject,
            String bodyDigest,
            @Personal(of = "bodySubject") @Nullable String body)
            implements WebhookEvent {}

    /** From here on the body's key goes when this person's goes. */
    record WebhookMatched(
            UUID inboxId,
            int variant,
            UUID transactionId,
            @Person String userId) implements WebhookEvent {}

    record WebhookProcessed(UUID inboxId, int variant) implements WebhookEvent {}

    /**
     * @param reason {@code unknown_type}, {@code not_handled}, {@code unknown_status}, {@code unknown_plan}, {@code
     *     payment_method}, {@code malformed}, {@code erased} or {@code dismissed}, by an admin
     */
    record WebhookIgnored(UUID inboxId, int variant, String reason) implements WebhookEvent {}

    /** Nothing of ours belongs to it; an admin decides. */
    record WebhookUnmatched(UUID inboxId, int variant) implements WebhookEvent {}

    /**
     * What it says could not be done. It is tried again by itself, unless this was the last time: then an admin has to.
     *
     * @param attempt counted from 1
     * @param reason what went wrong, by its name: no personal datum
     */
    record WebhookFailed(UUID inboxId, int variant, int attempt, boolean last, String reason) implements WebhookEvent {}

    /** What it says is to be done now, whatever became of it before. */
    record WebhookReplayed(UUID inboxId, int variant) implements WebhookEvent {}

    /** An admin says which payment it is about. */
    record WebhookAssigned(
            UUID inboxId,
            int variant,
            UUID transactionId,
            @Person String userId) implements WebhookEvent {}
}
