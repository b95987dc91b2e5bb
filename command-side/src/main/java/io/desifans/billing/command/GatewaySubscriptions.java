package io.desifans.billing.command;

import io.desifans.billing.RenewalChange;
import io.desifans.billing.SubscriptionEvent.GatewaySubscriptionObserved;
import io.desifans.billing.SubscriptionStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The subscriptions that the payment gateway keeps and charges. */
@Component
public final class GatewaySubscriptions {

    private final PaymentGateway gateway;

    GatewaySubscriptions(PaymentGateway gateway) {
        this.gateway = gateway;
    }

    /**
     * How one stands.
     *
     * @param status null for a word that is not known
     * @param nextBillingAt UTC; null if the gateway does not say
     * @param transactionId ours, with which it was begun; null if there is none
     */
    public record Seen(
            String gatewaySubscriptionId,
            @Nullable SubscriptionStatus status,
            boolean cancelsAtPeriodEnd,
            @Nullable Instant nextBillingAt,
            String gatewayProductId,
            @Nullable UUID transactionId) {

        /** As if it were charged no more. */
        public Seen ended() {
            return new Seen(
                    gatewaySubscriptionId,
                    SubscriptionStatus.CANCELLED,
                    cancelsAtPeriodEnd,
                    nextBillingAt,
                    gatewayProductId,
                    transactionId);
        }

        /** Whether it was seen so before. */
        public boolean isAs(GatewaySubscriptionObserved before) {
            return status == before.gatewayStatus()
                    && cancelsAtPeriodEnd == before.cancelsAtPeriodEnd()
                    && Objects.equals(nextBillingAt, before.nextBillingAt());
        }

        /** Whether it stands as it would after this change. */
        public boolean isAfter(RenewalChange change) {
            boolean ended = status != null && status.isEnded();
            return switch (change) {
                case CANCEL_AT_PERIOD_END -> cancelsAtPeriodEnd || ended;
                case CANCEL_NOW -> ended;
                case KEEP -> !cancelsAtPeriodEnd && !ended;
                case PAUSE -> status == SubscriptionStatus.PAUSED;
                case RESUME -> status == SubscriptionStatus.ACTIVE;
            };
        }
    }

    /** @throws GatewayRefused if it does not know it */
    public Seen pull(String gatewaySubscriptionId) {
        GatewayHttp http = gateway.required();
        return seen(http.repeated(() -> http.get(path(gatewaySubscriptionId), Map.of())));
    }

    /** Our id of one of its products; nothing for one that was not made here. */
    public Optional<UUID> ourProduct(String gatewayProductId) {
        if (!gatewayProductId.matches("[\\w-]+")) return Optional.empty();
        GatewayHttp http = gateway.required();
        try {
            return Optional.ofNullable(GatewayMessage.ours(
                    http.repeated(() -> http.get("/products/" + gatewayProductId, Map.of())), "productId"));
        } catch (GatewayRefused unknown) {
            return Optional.empty();
        }
    }

    /** Does no harm if it is done again. */
    public Seen change(String gatewaySubscriptionId, RenewalChange change) {
        GatewayHttp http = gateway.required();
        Map<String, ?> body = switch (change) {
            case CANCEL_AT_PERIOD_END -> Map.of("cancel_at_next_billing_date", true);
            case KEEP -> Map.of("cancel_at_next_billing_date", false);
            case CANCEL_NOW -> Map.of("status", "cancelled");
            case PAUSE -> Map.of("status", "paused");
            case RESUME -> Map.of("status", "active");
        };
        return seen(http.repeated(() -> http.patch(path(gatewaySubscriptionId), body)));
    }

    /**
     * The address of the page on which its fan chooses how to pay, and pays what is behind.
     *
     * @param returnUrl an absolute address; null if the fan stays on the gateway's page
     */
    String paymentMethodPage(String gatewaySubscriptionId, @Nullable String returnUrl) {
        GatewayHttp http = gateway.required();
        Map<String, Object> body = new HashMap<>(Map.of("type", "new"));
        if (returnUrl != null) body.put("return_url", returnUrl);
        return PaymentGateway.text(
                http.post(path(gatewaySubscriptionId) + "/update-payment-method", body), "payment_link");
    }

    private static String path(String gatewaySubscriptionId) {
        if (!gatewaySubscriptionId.matches("[\\w-]+")) throw new GatewayRefused(404, "UNKNOWN_SUBSCRIPTION");
        return "/subscriptions/" + gatewaySubscriptionId;
    }

    private static Seen seen(JsonNode answer) {
        return new Seen(
                PaymentGateway.text(answer, "subscription_id"),
                status(answer.path("status").asString("")),
                answer.path("cancel_at_next_billing_date").asBoolean(false),
                time(answer.path("next_billing_date").asString("")),
                PaymentGateway.text(answer, "product_id"),
                GatewayMessage.ours(answer, "transactionId"));
    }

    private static @Nullable SubscriptionStatus status(String word) {
        for (SubscriptionStatus status : SubscriptionStatus.values())
            if (status.label().equals(word)) return status;
        return null;
    }

    private static @Nullable Instant time(String text) {
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
