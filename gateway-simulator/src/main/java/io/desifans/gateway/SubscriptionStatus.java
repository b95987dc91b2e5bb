package io.desifans.gateway;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a subscription stands. */
enum SubscriptionStatus {
    PENDING,
    ACTIVE,
    PAST_DUE,
    ON_HOLD,
    PAUSED,
    CANCELLED,
    FAILED,
    EXPIRED;

    @JsonValue
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isBehind() {
        return this == PAST_DUE || this == ON_HOLD;
    }

    boolean isEnded() {
        return compareTo(CANCELLED) >= 0;
    }
}
