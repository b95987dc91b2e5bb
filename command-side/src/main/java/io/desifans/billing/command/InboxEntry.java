package io.desifans.billing.command;

import io.desifans.billing.WebhookEvent;
import io.desifans.billing.WebhookEvent.WebhookAssigned;
import io.desifans.billing.WebhookEvent.WebhookFailed;
import io.desifans.billing.WebhookEvent.WebhookIgnored;
import io.desifans.billing.WebhookEvent.WebhookMatched;
import io.desifans.billing.WebhookEvent.WebhookProcessed;
import io.desifans.billing.WebhookEvent.WebhookReceived;
import io.desifans.billing.WebhookEvent.WebhookReplayed;
import io.desifans.billing.WebhookEvent.WebhookUnmatched;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has become of one body of a message of the gateway.
 *
 * @param bodySubject names the key of the body
 * @param failures how often it could not be done
 * @param about the payment that it was found to be about; null before
 * @param assigned the payment that an admin says it is about; null if nobody has
 */
public record InboxEntry(
        String bodyDigest,
        String bodySubject,
        @Nullable String type,
        State state,
        int failures,
        @Nullable UUID about,
        @Nullable UUID assigned) {

    /** Where it stands. What has failed is tried again by itself, what is dead by an admin. */
    public enum State {
        RECEIVED,
        PROCESSED,
        IGNORED,
        UNMATCHED,
        FAILED,
        DEAD
    }

    public static InboxEntry of(WebhookReceived e) {
        return new InboxEntry(e.bodyDigest(), e.bodySubject(), e.type(), State.RECEIVED, 0, null, null);
    }

    public InboxEntry after(WebhookEvent event) {
        return switch (event) {
            case WebhookReceived e -> of(e);
            case WebhookMatched e ->
                new InboxEntry(bodyDigest, bodySubject, type, state, failures, e.transactionId(), assigned);
            case WebhookProcessed e -> now(State.PROCESSED);
            case WebhookIgnored e -> now(State.IGNORED);
            case WebhookUnmatched e -> now(State.UNMATCHED);
            case WebhookFailed e ->
                new InboxEntry(
                        bodyDigest,
                        bodySubject,
                        type,
                        e.last() ? State.DEAD : State.FAILED,
                        e.attempt(),
                        about,
                        assigned);
            case WebhookReplayed e -> this;
            case WebhookAssigned e ->
                new InboxEntry(bodyDigest, bodySubject, type, State.RECEIVED, failures, about, e.transactionId());
        };
    }

    private InboxEntry now(State newState) {
        return new InboxEntry(bodyDigest, bodySubject, type, newState, failures, about, assigned);
    }

    boolean isOf(String... families) {
        for (String family : families) if (type != null && type.startsWith(family)) return true;
        return false;
    }
}
