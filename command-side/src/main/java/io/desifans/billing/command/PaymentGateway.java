package io.desifans.billing.command;

import io.desifans.billing.PaymentEvent.PaymentInitiated;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The payment gateway, as far as we use it. It knows no idempotency keys: our ids go into the metadata of whatever is made
 * there, and before anything is made it is looked for. Checkout pages cannot be looked for; one that nobody was told of is
 * paid by nobody.
 */
public final class PaymentGateway {

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 50;
    private static final int LONGEST_YEARS = 20;

    private final @Nullable GatewayHttp http;

    /** @param http null where no gateway is set up */
    PaymentGateway(@Nullable GatewayHttp http) {
        this.http = http;
    }

    /** A page on which a buyer pays. */
    public record CheckoutPage(String sessionId, String url) {}

    public boolean isSetUp() {
        return http != null;
    }

    /** The gateway's id of this customer, who is made there if need be. */
    public String customer(UUID customerId, String email, String name) {
        Map<String, Object> body =
                Map.of("email", email, "name", name, "metadata", Map.of("customerId", customerId.toString()));
        return foundOrMade(
                () -> find("/customers", Map.of("email", email), "customerId", customerId.toString()),
                "/customers",
                body,
                "customer_id");
    }

    /** The gateway's id of the product for everything that is paid once: each checkout names its own amount. */
    public String product(String name) {
        UUID productId = GatewayProduct.id(name);
        Map<String, Object> price = new HashMap<>();
        price.put("type", "one_time_price");
        price.put("currency", "INR");
        price.put("price", 0);
        price.put("discount", 0);
        price.put("purchasing_power_parity", false);
        price.put("pay_what_you_want", true);
        price.put("tax_inclusive", true);
        Map<String, Object> body = Map.of(
                "name",
                "DesiFans",
                "tax_category",
                "digital_products",
                "price",
                price,
                "metadata",
                Map.of("productId", productId.toString()));
        return foundOrMade(
                () -> find("/products", Map.of(), "productId", productId.toString()), "/products", body, "product_id");
    }

    /** The gateway's id of the product for what is paid again every so many months. */
    public String recurringProduct(String name, PaymentInitiated payment) {
        String productId = GatewayProduct.id(name).toString();
        Map<String, Object> price = new HashMap<>();
        price.put("type", "recurring_price");
        price.put("currency", "INR");
        price.put("price", payment.amountPaise());
        price.put("discount", 0);
        price.put("purchasing_power_parity", false);
        price.put("tax_inclusive", true);
        price.put("payment_frequency_count", Objects.requireNonNull(payment.months()));
        price.put("payment_frequency_interval", "Month");
        price.put("subscription_period_count", LONGEST_YEARS);
        price.put("subscription_period_interval", "Year");
        Map<String, Object> body = Map.of(
                "name",
                Objects.requireNonNullElse(payment.title(), "DesiFans"),
                "tax_category",
                "digital_products",
                "price",
                price,
                "metadata",
                Map.of("productId", productId));
        return foundOrMade(() -> find("/products", Map.of(), "productId", productId), "/products", body, "product_id");
    }

    /**
     * @param title of what is bought, for its page; null if it has none
     * @param returnUrl an absolute address; null if the buyer stays on the gateway's page
     */
    public CheckoutPage openCheckout(
            UUID transactionId,
            @Nullable String title,
            String productId,
            String customerId,
            long amountPaise,
            @Nullable String returnUrl) {
        Map<String, Object> body = new HashMap<>();
        body.put("product_cart", List.of(Map.of("product_id", productId, "quantity", 1, "amount", amountPaise)));
        body.put("customer", Map.of("customer_id", customerId));
        body.put("billing_currency", "INR");
        body.put("feature_flags", Map.of("allow_currency_selection", false, "allow_discount_code", false));
        Map<String, String> metadata = new HashMap<>(Map.of("transactionId", transactionId.toString()));
        if (title != null) metadata.put("title", title);
        body.put("metadata", metadata);
        if (returnUrl != null) body.put("return_url", returnUrl);
        GatewayHttp gateway = required();
        JsonNode made = gateway.repeated(() -> gateway.post("/checkouts", body));
        return new CheckoutPage(text(made, "session_id"), text(made, "checkout_url"));
    }

    /** What the gateway says of this refund, which is made there if need be. */
    public GatewayMessage.OfRefund refund(
            UUID transactionId, UUID refundId, String gatewayPaymentId, long amountPaise) {
        JsonNode answer = new GatewayRefunds(required()).refund(transactionId, refundId, gatewayPaymentId, amountPaise);
        if (GatewayMessage.refund(answer) instanceof GatewayMessage.OfRefund refund) return refund;
        throw new GatewayUnreachable("a refund that is none", Duration.ZERO);
    }

    private String foundOrMade(Supplier<Optional<JsonNode>> find, String path, Map<String, ?> body, String idField) {
        GatewayHttp gateway = required();
        return gateway.repeated(() -> text(find.get().orElseGet(() -> gateway.post(path, body)), idField));
    }

    /** What bears our id in its metadata. */
    private Optional<JsonNode> find(String path, Map<String, String> filter, String key, String ourId) {
        Map<String, Object> query = new HashMap<>(filter);
        query.put("page_size", PAGE);
        for (int number = 0; number < MOST_PAGES; number++) {
            query.put("page_number", number);
            JsonNode items = required().get(path, query).path("items");
            for (JsonNode item : items)
                if (item.path("metadata").path(key).asString("").equals(ourId)) return Optional.of(item);
            if (items.size() < PAGE) break;
        }
        return Optional.empty();
    }

    GatewayHttp required() {
        if (http == null) throw new GatewayUnreachable("none is set up", Duration.ZERO);
        return http;
    }

    static String text(JsonNode answer, String field) {
        String text = answer.path(field).asString("");
        if (!text.matches("[!-~]{1,2048}")) throw new GatewayUnreachable("an answer without " + field, Duration.ZERO);
        return text;
    }
}
