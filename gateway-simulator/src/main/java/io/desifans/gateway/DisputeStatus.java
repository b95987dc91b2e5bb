package io.desifans.gateway;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a dispute stands. */
enum DisputeStatus {
    OPENED,
    CHALLENGED,
    ACCEPTED,
    CANCELLED,
    EXPIRED,
    WON,
    LOST;

    /** Of {@code won}, which is also the end of the webhook's type. */
    static Optional<DisputeStatus> of(String word) {
        return Stream.of(values()).filter(status -> status.word().equals(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonValue
    String label() {
        return "dispute_" + word();
    }

    /** Whether the disputed money has come back to the merchant. */
    boolean isInFavourOfTheMerchant() {
        return this == WON || this == CANCELLED;
    }

    /** An expired one may still be corrected. */
    boolean isOver() {
        return switch (this) {
            case OPENED, CHALLENGED, EXPIRED -> false;
            case ACCEPTED, CANCELLED, WON, LOST -> true;
        };
    }
}
