package io.desifans.billing.command;

import java.util.Locale;
import java.util.Optional;

/** What the gateway says of one of its payments, as far as it makes a difference here. */
public enum GatewayStatus {
    PENDING,
    PROCESSING,
    FAILED,
    CANCELLED,
    SUCCEEDED;

    /** Reads the gateway's own word; nothing for one that is not known. */
    public static Optional<GatewayStatus> of(String word) {
        return switch (word) {
            case "requires_payment_method", "requires_confirmation" -> Optional.of(PENDING);
            case "processing",
                    "requires_customer_action",
                    "requires_merchant_action",
                    "requires_capture",
                    "partially_captured",
                    "partially_captured_and_capturable" -> Optional.of(PROCESSING);
            case "failed" -> Optional.of(FAILED);
            case "cancelled" -> Optional.of(CANCELLED);
            case "succeeded" -> Optional.of(SUCCEEDED);
            default -> Optional.empty();
        };
    }

    /** The word under which an anomaly is recorded. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
