package io.desifans.gateway;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who pays. */
record Customer(
        String customerId,
        String businessId,
        String name,
        String email,
        @Nullable String phoneNumber,
        Map<String, Object> metadata,
        Instant createdAt) {

    /** As payments show it. */
    record Limited(
            String customerId,
            String name,
            String email,
            @Nullable String phoneNumber,
            Map<String, Object> metadata) {}

    Limited limited() {
        return new Limited(customerId, name, email, phoneNumber, metadata);
    }
}
