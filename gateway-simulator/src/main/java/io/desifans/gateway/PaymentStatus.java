package io.desifans.gateway;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a payment stands; of the real gateway's eleven states those that this one comes into. */
enum PaymentStatus {
    PROCESSING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    @JsonValue
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
