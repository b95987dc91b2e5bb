package io.desifans.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is sold: once, in rupees, with the tax in the price. */
record Product(
        String productId,
        String businessId,
        String brandId,
        String name,
        @Nullable String description,
        Price price,
        String taxCategory,
        boolean isRecurring,
        boolean licenseKeyEnabled,
        List<Object> entitlements,
        List<Object> creditEntitlements,
        Map<String, Object> metadata,
        Instant createdAt,
        Instant updatedAt) {

    /** @param price in paise; with {@code payWhatYouWant} the least that is taken */
    record Price(
            String type,
            String currency,
            long price,
            boolean payWhatYouWant,
            @Nullable Long suggestedPrice,
            boolean taxInclusive,
            int discount,
            boolean purchasingPowerParity) {}

    /** As lists show it. */
    record Listed(
            String productId,
            String businessId,
            String name,
            @Nullable String description,
            String currency,
            long price,
            Price priceDetail,
            boolean taxInclusive,
            String taxCategory,
            boolean isRecurring,
            List<Object> entitlements,
            Map<String, Object> metadata,
            Instant createdAt,
            Instant updatedAt) {}

    Listed listed() {
        return new Listed(
                productId,
                businessId,
                name,
                description,
                price.currency,
                price.price,
                price,
                price.taxInclusive,
                taxCategory,
                isRecurring,
                entitlements,
                metadata,
                createdAt,
                updatedAt);
    }
}
