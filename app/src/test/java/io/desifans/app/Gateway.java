package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
            while (!gateway.answers()) Thread.onSpinWait();
            return gateway;
        });
    }

    /** Pays what a checkout answered, and comes back when the webhooks under way have been answered. */
    JsonNode pay(JsonNode checkout, Map<String, String> means) {
        String page = checkout.get("paymentUrl").asString();
        JsonNode paid = post("/test/checkouts/" + page.substring(page.lastIndexOf('/') + 1) + "/pay", means);
        advance(0);
        return paid;
    }

    /** Moves its clock; what comes due on the way is done before it answers. */
    void advance(long seconds) {
        post("/test/clock/advance", Map.of("seconds", seconds));
    }

    /** How many calls of its API it has seen. */
    int calls() {
        return get("/test/requests").get("count").asInt();
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
