package io.desifans.billing.command;

import java.util.Optional;

/** What the gateway says of a refund, as far as it makes a difference here. */
public enum GatewayRefundStatus {
    UNDER_WAY,
    SUCCEEDED,
    FAILED;

    /** Reads the gateway's own word; nothing for one that is not known. */
    public static Optional<GatewayRefundStatus> of(String word) {
        return switch (word) {
            case "pending", "review" -> Optional.of(UNDER_WAY);
            case "succeeded" -> Optional.of(SUCCEEDED);
            case "failed" -> Optional.of(FAILED);
            default -> Optional.empty();
        };
    }
}
