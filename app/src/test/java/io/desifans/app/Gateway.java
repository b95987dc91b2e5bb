package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.test.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway simulator as these tests use it: one process for each application, ended with this JVM. */
final class Gateway {

    static final String API_KEY = "end-to-end-gateway-key";
    static final String WEBHOOK_SECRET = "whsec_YS+0WkAH7APTL10KsOFSpPJeeRJQILnmBAYZzRl1mPM=";
    static final Map<String, String> CARD = Map.of("method", "card", "number", "4242424242424242");
    static final Map<String, String> DECLINED = Map.of("method", "card", "number", "4000000000000002");
    static final Map<String, String> UPI = Map.of("method", "upi", "vpa", "success@upi");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<Integer, Gateway> RUNNING = new ConcurrentHashMap<>();

    private final URI base;

    private Gateway(int port) {
        this.base = URI.create("http://localhost:" + port);
    }

    /** Starts it if it does not run yet. */
    static Gateway of(int port, int application) {
        return RUNNING.computeIfAbsent(port, free -> {
            Gateway gateway = new Gateway(free);
            SimulatedGateway.start(free, application, API_KEY, WEBHOOK_SECRET, log());
            while (!gateway.answers()) LockSupport.parkNanos(5_000_000);
            return gateway;
        });
    }

    /** Environment variables for an application on this database, which takes payments through the gateway on this port. */
    static Map<String, String> settings(int port, DataSource database) {
        Map<String, String> settings = new HashMap<>(Nodes.settings(database));
        settings.put("SPRING_DATASOURCE_URL", Database.ofReadModel(TestDatabase.url(database)));
        settings.put("DESIFANS_GATEWAY_BASE_URL", "http://localhost:" + port);
        settings.put("DESIFANS_GATEWAY_API_KEY", API_KEY);
        settings.put("DESIFANS_GATEWAY_WEBHOOK_SECRETS", WEBHOOK_SECRET);
        return settings;
    }

    /** The documented tables of such an application. */
    static DataSource tables(DataSource database) {
        PGSimpleDataSource tables = new PGSimpleDataSource();
        tables.setUrl(Database.ofReadModel(TestDatabase.url(database)));
        return tables;
    }

    /** Pays what a checkout answered, and comes back when the webhooks under way have been answered. */
    JsonNode pay(JsonNode checkout, Map<String, String> means) {
        String page = checkout.get("paymentUrl").asString();
        JsonNode paid = post("/test/checkouts/" + page.substring(page.lastIndexOf('/') + 1) + "/pay", means);
        advance(0);
        return paid;
    }

    /** Lets the payer's bank ask a payment back; answers the dispute's id. */
    String dispute(JsonNode paid) {
        JsonNode dispute = post("/test/payments/" + paid.get("payment_id").asString() + "/dispute", Map.of());
        advance(0);
        return dispute.get("dispute_id").asString();
    }

    void decide(String disputeId, String status) {
        post("/test/disputes/" + disputeId + "/move", Map.of("status", status));
        advance(0);
    }

    /** Moves its clock; what comes due on the way is done before it answers. */
    void advance(long seconds) {
        post("/test/clock/advance", Map.of("seconds", seconds));
    }

    /** So many of the next charges of the subscription that was begun last fail. */
    void declineRenewals(int times) {
        String id = get("/subscriptions").at("/items/0/subscription_id").asString();
        post("/test/subscriptions/" + id + "/decline", Map.of("times", times));
    }

    void advanceTo(Instant time) {
        advance(Duration.between(Instant.parse(get("/test/clock").get("now").asString()), time)
                .toSeconds());
    }

    /** Whether what it tells from now on is lost. */
    void dropWebhooks(boolean drop) {
        chaos(Map.of("drop", drop ? 100 : 0));
    }

    /** How often of a hundred times it does what nobody wishes for. */
    void chaos(Map<String, Integer> percent) {
        post("/test/chaos", percent);
    }

    /** Tells once more what it told. */
    void resend(JsonNode delivery) {
        post("/test/deliveries/" + delivery.get("id").asString() + "/resend", Map.of());
    }

    /** Something that it does not give a reason for. */
    void enterIntoLedger(String type, String object, boolean credit, long amount) {
        post(
                "/test/ledger",
                Map.of("event_type", type, "reference_object_id", object, "is_credit", credit, "amount", amount));
    }

    /** By its own clock. */
    LocalDate today() {
        return LocalDate.ofInstant(Instant.parse(get("/test/clock").get("now").asString()), ZoneOffset.UTC);
    }

    /** From its next charge on the subscription that was begun with this payment is one to this product. */
    void changePlan(UUID transactionId, String productId) {
        String id = subscription(transactionId).get("subscription_id").asString();
        post("/test/subscriptions/" + id + "/plan", Map.of("product_id", productId));
        advance(0);
    }

    /** Makes something there that recurs and that nobody here knows of; answers its id. */
    String productOfItsOwn(long paise) {
        Map<String, Object> price = Map.of(
                "type",
                "recurring_price",
                "currency",
                "INR",
                "price",
                paise,
                "discount",
                0,
                "purchasing_power_parity",
                false,
                "tax_inclusive",
                true,
                "payment_frequency_count",
                1,
                "payment_frequency_interval",
                "Month",
                "subscription_period_count",
                10,
                "subscription_period_interval",
                "Year");
        return post("/products", Map.of("name", "Made by hand", "tax_category", "digital_products", "price", price))
                .get("product_id")
                .asString();
    }

    /** How its subscription stands that was begun with this payment. */
    JsonNode subscription(UUID transactionId) {
        for (JsonNode one : get("/subscriptions?page_size=100").get("items"))
            if (one.at("/metadata/transactionId").asString("").equals(transactionId.toString())) return one;
        throw new AssertionError("no subscription was begun with " + transactionId);
    }

    /** What it charged for that subscription, the newest first. */
    JsonNode charges(UUID transactionId) {
        String id = subscription(transactionId).get("subscription_id").asString();
        return get("/payments?page_size=100&subscription_id=" + id).get("items");
    }

    /** What its bank was asked to pay, the newest first. */
    JsonNode transfers() {
        return get("/bank/payouts?page_size=100").get("items");
    }

    /** Lets the transfer of a payout come to another end. */
    void moveTransfer(String payoutId, String status) {
        String id =
                get("/bank/payouts?reference_id=" + payoutId).at("/items/0/id").asString();
        post("/test/bank/payouts/" + id + "/move", Map.of("status", status, "reason", "Account closed"));
    }

    /** How many calls of its API it has seen. */
    int calls() {
        return get("/test/requests").get("count").asInt();
    }

    /** When its API was last called so, though others call it otherwise meanwhile; empty for never. */
    String lastCall(String method, String path) {
        for (JsonNode call : get("/test/requests").get("items")) {
            if (call.get("method").asString().equals(method)
                    && call.get("path").asString().startsWith(path))
                return call.get("at").asString();
        }
        return "";
    }

    JsonNode deliveries() {
        return get("/test/deliveries").get("items");
    }

    private JsonNode get(String path) {
        return send(request(path).GET());
    }

    private JsonNode post(String path, Object body) {
        return send(request(path).POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + API_KEY)
                .header("Content-Type", "application/json");
    }

    private boolean answers() {
        try {
            return HTTP.send(request("/health").build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path log() {
        try {
            Path log = Files.createTempFile("gateway", ".log");
            log.toFile().deleteOnExit();
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
