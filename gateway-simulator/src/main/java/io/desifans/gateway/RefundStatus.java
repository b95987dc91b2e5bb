package io.desifans.gateway;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a refund stands; of the real gateway's four states those that this one comes into. */
enum RefundStatus {
    PENDING,
    SUCCEEDED,
    FAILED;

    @JsonValue
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
