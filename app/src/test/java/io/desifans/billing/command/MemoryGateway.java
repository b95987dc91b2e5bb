package io.desifans.billing.command;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The payment gateway in memory: what has happened there, and its answers. Its ids follow from what they are for, so that
 * they are the same in whatever order things happen.
 */
public final class MemoryGateway implements ClientHttpRequestFactory {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** By their paths; a thing is replaced and never changed. */
    private Map<String, ObjectNode> things = new HashMap<>();

    /** How a refund stands that is asked for. */
    private String refundsAre = "succeeded";

    private int calls;

    private PaymentGateway port() {
        RestClient http = RestClient.builder()
                .requestFactory(this)
                .baseUrl("http://gateway.test")
                .build();
        return new PaymentGateway(new GatewayHttp(http, Duration.ZERO));
    }

    /** All of the adapter, over this gateway. */
    public record Adapter(PaymentGateway gateway, GatewayPayments payments, GatewaySubscriptions subscriptions) {}

    public Adapter adapter(Clock clock) {
        PaymentGateway gateway = port();
        return new Adapter(gateway, new GatewayPayments(gateway, clock), new GatewaySubscriptions(gateway));
    }

    public Map<String, ObjectNode> things() {
        return Map.copyOf(things);
    }

    public void restore(Map<String, ObjectNode> before) {
        things = new HashMap<>(before);
        refundsAre = "succeeded";
    }

    public void refundsAre(String status) {
        refundsAre = status;
    }

    /** How often it was asked for anything. */
    public int calls() {
        return calls;
    }

    /** How a payment of a checkout stands from now on. */
    public ObjectNode payment(String paymentId, UUID transactionId, String status, long amount, String currency) {
        JsonNode checkout = checkout(transactionId);
        ObjectNode payment = payment(paymentId, status, amount, currency, transactionId, checkout)
                .put("checkout_session_id", checkout.path("session_id").asString());
        String subscription = "/subscriptions/" + subscriptionOf(transactionId);
        if (things.containsKey(subscription)) payment.put("subscription_id", subscriptionOf(transactionId));
        ((ObjectNode) checkout).put("payment_id", paymentId);
        things.put("/checkouts/" + checkout.path("session_id").asString(), (ObjectNode) checkout);
        return kept("/payments/" + paymentId, payment);
    }

    /** How a charge stands that it makes by itself. */
    public ObjectNode charge(String paymentId, UUID agreed, String status, long amount) {
        ObjectNode payment = payment(paymentId, status, amount, "INR", agreed, checkout(agreed))
                .put("subscription_id", subscriptionOf(agreed));
        return kept("/payments/" + paymentId, payment);
    }

    private ObjectNode payment(
            String paymentId, String status, long amount, String currency, UUID transactionId, JsonNode checkout) {
        ObjectNode payment = JSON.createObjectNode()
                .put("payment_id", paymentId)
                .put("status", status)
                .put("total_amount", amount)
                .put("currency", currency);
        payment.putObject("metadata").put("transactionId", transactionId.toString());
        payment.set("product_cart", checkout.path("product_cart"));
        JsonNode before = thing("/payments/" + paymentId);
        payment.set("refunds", before == null ? JSON.createArrayNode() : before.path("refunds"));
        return payment;
    }

    private ObjectNode checkout(UUID transactionId) {
        return Objects.requireNonNull(thing("/checkouts/cks_" + transactionId), "no page was asked for")
                .deepCopy();
    }

    public static String subscriptionOf(UUID agreed) {
        return "sub_" + agreed;
    }

    /** How the subscription of a checkout stands from now on. */
    public ObjectNode subscription(UUID agreed, String status, boolean cancels, @Nullable Instant nextBillingAt) {
        String id = subscriptionOf(agreed);
        ObjectNode subscription = JSON.createObjectNode()
                .put("subscription_id", id)
                .put("status", status)
                .put("cancel_at_next_billing_date", cancels)
                .put(
                        "product_id",
                        checkout(agreed).at("/product_cart/0/product_id").asString());
        if (nextBillingAt != null) subscription.put("next_billing_date", nextBillingAt.toString());
        subscription.putObject("metadata").put("transactionId", agreed.toString());
        return kept("/subscriptions/" + id, subscription);
    }

    /** How a refund stands that was made there by hand, or that it was asked for. */
    public ObjectNode refund(String refundId, String paymentId, String status, long amount) {
        ObjectNode before = things.get("/refunds/" + refundId);
        ObjectNode refund = before == null
                ? JSON.createObjectNode()
                        .put("refund_id", refundId)
                        .put("payment_id", paymentId)
                        .put("amount", amount)
                        .put("currency", "INR")
                : before.deepCopy();
        if (before == null) listed(refundId, paymentId);
        return kept("/refunds/" + refundId, refund.put("status", status));
    }

    /** Under which it answers a refund that it was asked for. */
    public static String refundIdOf(UUID refundId) {
        return "ref_" + refundId;
    }

    private void listed(String refundId, String paymentId) {
        ObjectNode payment =
                Objects.requireNonNull(thing("/payments/" + paymentId)).deepCopy();
        ((ArrayNode) payment.path("refunds")).addObject().put("refund_id", refundId);
        kept("/payments/" + paymentId, payment);
    }

    private ObjectNode kept(String path, ObjectNode thing) {
        things.put(path, thing);
        return thing;
    }

    /** Null if there is none. */
    public @Nullable ObjectNode thing(String path) {
        return things.get(path);
    }

    private static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final int status;

        Refusal(int status) {
            this.status = status;
        }
    }

    @Override
    public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
        return new MockClientHttpRequest(method, uri) {
            @Override
            protected ClientHttpResponse executeInternal() throws IOException {
                calls++;
                return answer(uri, method, getBodyAsBytes());
            }
        };
    }

    private ClientHttpResponse answer(URI uri, HttpMethod method, byte[] body) {
        try {
            JsonNode answer = switch (method.name()) {
                case "GET" -> read(uri);
                case "POST" -> make(uri.getPath(), (ObjectNode) JSON.readTree(body));
                default -> change(uri.getPath(), JSON.readTree(body));
            };
            return new MockClientHttpResponse(JSON.writeValueAsBytes(answer), HttpStatus.OK);
        } catch (Refusal e) {
            byte[] error = JSON.writeValueAsBytes(JSON.createObjectNode().put("code", "REFUSED_" + e.status));
            return new MockClientHttpResponse(error, HttpStatus.valueOf(e.status));
        }
    }

    private JsonNode read(URI uri) {
        if (uri.getQuery() == null) return found(uri.getPath());
        ArrayNode items = JSON.createArrayNode();
        String wanted = uri.getQuery().replaceFirst(".*subscription_id=([\\w-]+).*", "$1");
        boolean ofSubscription = uri.getQuery().contains("subscription_id=");
        if (uri.getQuery().contains("page_number=0"))
            things.entrySet().stream()
                    .filter(thing -> thing.getKey().startsWith(uri.getPath() + "/"))
                    .sorted(Map.Entry.comparingByKey())
                    .map(Map.Entry::getValue)
                    .filter(thing -> !ofSubscription
                            || thing.path("subscription_id").asString("").equals(wanted))
                    .forEach(items::add);
        return JSON.createObjectNode().set("items", items);
    }

    private ObjectNode found(String path) {
        ObjectNode thing = things.get(path);
        if (thing == null) throw new Refusal(404);
        return thing;
    }

    private ObjectNode make(String path, ObjectNode body) {
        return switch (path) {
            case "/customers" -> made(path, "customer_id", "cus_", body, "customerId");
            case "/products" -> made(path, "product_id", "pdt_", body, "productId");
            case "/checkouts" -> {
                ObjectNode page = made(path, "session_id", "cks_", body, "transactionId");
                yield page.put(
                        "checkout_url",
                        "http://gateway.test/pay/" + page.path("session_id").asString());
            }
            case "/refunds" -> refundMade(body);
            default -> throw new Refusal(404);
        };
    }

    private ObjectNode made(String path, String idField, String prefix, ObjectNode body, String ourId) {
        String id = prefix + body.path("metadata").path(ourId).asString();
        return kept(path + "/" + id, body.put(idField, id));
    }

    private ObjectNode refundMade(ObjectNode body) {
        String paymentId = body.path("payment_id").asString();
        ObjectNode payment = found("/payments/" + paymentId);
        long total = payment.path("total_amount").asLong();
        long amount = body.at("/items/0/amount").asLong(total);
        if (amount > total - refundedOf(payment)) throw new Refusal(422);
        String id = "ref_" + body.at("/metadata/refundId").asString();
        ObjectNode refund = body.deepCopy()
                .put("refund_id", id)
                .put("amount", amount)
                .put("currency", payment.path("currency").asString())
                .put("status", refundsAre);
        listed(id, paymentId);
        return kept("/refunds/" + id, refund);
    }

    /** What of a payment went back or is on its way, in the currency's smallest unit. */
    public long refundedOf(JsonNode payment) {
        long sum = 0;
        for (JsonNode listed : payment.path("refunds")) {
            ObjectNode refund =
                    things.get("/refunds/" + listed.path("refund_id").asString());
            if (!refund.path("status").asString().equals("failed"))
                sum += refund.path("amount").asLong();
        }
        return sum;
    }

    private ObjectNode change(String path, JsonNode body) {
        ObjectNode subscription = found(path).deepCopy();
        if (List.of("cancelled", "expired", "failed")
                .contains(subscription.path("status").asString())) throw new Refusal(422);
        if (body.has("status")) subscription.put("status", body.path("status").asString());
        if (body.has("cancel_at_next_billing_date"))
            subscription.put(
                    "cancel_at_next_billing_date",
                    body.path("cancel_at_next_billing_date").asBoolean());
        return kept(path, subscription);
    }
}
