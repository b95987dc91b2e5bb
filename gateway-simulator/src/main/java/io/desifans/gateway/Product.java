package io.desifans.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is sold: once or every so many months, in rupees, with the tax in the price. */
record Product(
        String productId,
        String businessId,
        String brandId,
        String name,
        @Nullable String description,
        Price price,
        String taxCategory,
        boolean licenseKeyEnabled,
        List<Object> entitlements,
        List<Object> creditEntitlements,
        Map<String, Object> metadata,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * @param price in paise; with {@code payWhatYouWant} the least that is taken
     * @param paymentFrequencyCount null for what is sold once, as the next three
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Price(
            String type,
            String currency,
            long price,
            boolean payWhatYouWant,
            @Nullable Long suggestedPrice,
            boolean taxInclusive,
            int discount,
            boolean purchasingPowerParity,
            @Nullable Integer paymentFrequencyCount,
            @Nullable String paymentFrequencyInterval,
            @Nullable Integer subscriptionPeriodCount,
            @Nullable String subscriptionPeriodInterval) {

        boolean isRecurring() {
            return paymentFrequencyCount != null;
        }
    }

    @JsonProperty("is_recurring")
    boolean isRecurring() {
        return price.isRecurring();
    }

    /** Null for what is sold once. */
    @Nullable
    Plan plan() {
        Integer every = price.paymentFrequencyCount;
        Integer lasts = price.subscriptionPeriodCount;
        return every == null || lasts == null ? null : new Plan(productId, name, price.price, every, lasts);
    }

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
                isRecurring(),
                entitlements,
                metadata,
                createdAt,
                updatedAt);
    }
}
