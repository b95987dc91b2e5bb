package io.desifans.notifications.command;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import java.util.Base64;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What a person and the push services may say of where pushes go. */
public sealed interface PushCommand extends Command {

    /**
     * @param p256dh an uncompressed point of P-256, base64url
     * @param auth 16 bytes, base64url
     */
    @SentBy(Sender.USER)
    record SubscribeToPush(
            String userId,
            @Nullable String endpoint,
            @Nullable String p256dh,
            @Nullable String auth,
            @Nullable String userAgent)
            implements PushCommand {

        public SubscribeToPush {
            Shape.url("endpoint", endpoint);
            Shape.require("p256dh", isPoint(p256dh), "p256dh must be an uncompressed point of P-256 in base64url.");
            Shape.require("auth", lengthOf(auth) == 16, "auth must be 16 bytes in base64url.");
        }

        @TargetAggregateIdentifier
        public UUID subscriptionId() {
            return DerivedId.of("PushSubscription", String.valueOf(endpoint));
        }
    }

    @SentBy(Sender.USER)
    record UnsubscribeFromPush(@TargetAggregateIdentifier UUID subscriptionId, String userId) implements PushCommand {}

    /** The push service does not know it any more. */
    @SentBy(Sender.SYSTEM)
    record EndPushSubscription(@TargetAggregateIdentifier UUID subscriptionId, String userId) implements PushCommand {}

    private static boolean isPoint(@Nullable String base64) {
        return lengthOf(base64) == 65 && bytes(String.valueOf(base64))[0] == 4;
    }

    private static int lengthOf(@Nullable String base64) {
        if (base64 == null || base64.length() > 100) return -1;
        try {
            return bytes(base64).length;
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }
}
