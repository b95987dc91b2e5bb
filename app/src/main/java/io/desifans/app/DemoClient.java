package io.desifans.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person of the demo at the REST faces, as any client is. Reads wait for what this demo has written before. */
final class DemoClient {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final String TEST_CARD = "method=card&number=4242424242424242&expiry=12/34&cvc=123";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private final String base;
    private final String token;
    private final String userId;
    private final String name;

    private DemoClient(String base, JsonNode session) {
        this.base = base;
        this.token = session.path("token").asString("");
        this.userId = session.at("/user/id").asString("");
        this.name = session.at("/user/name").asString("");
    }

    private static DemoClient visitor(String base) {
        return new DemoClient(base, JSON.createObjectNode());
    }

    /** Signs in whom an earlier start has made, or else signs them up. */
    static DemoClient known(String base, String email, String name) {
        DemoClient visitor = visitor(base);
        String password = DemoData.password(email);
        HttpResponse<String> answer = visitor.send(
                "POST", "/api/auth/sign-up/email", Map.of("name", name, "email", email, "password", password));
        return answer.statusCode() == 200 ? new DemoClient(base, JSON.readTree(answer.body())) : signedIn(base, email);
    }

    static DemoClient signedIn(String base, String email) {
        JsonNode session = visitor(base)
                .write("POST", "/api/auth/sign-in/email", Map.of("email", email, "password", DemoData.password(email)));
        return new DemoClient(base, session);
    }

    String userId() {
        return userId;
    }

    String name() {
        return name;
    }

    JsonNode read(String path) {
        return succeed(send("GET", path, null));
    }

    /** Reads again and again until it is as it should be. */
    JsonNode readUntil(String path, Predicate<JsonNode> isThere) {
        Instant begin = Instant.now();
        while (true) {
            HttpResponse<String> answer = send("GET", path, null);
            if (answer.statusCode() == 200 && isThere.test(JSON.readTree(answer.body())))
                return JSON.readTree(answer.body());
            if (Duration.between(begin, Instant.now()).compareTo(LONGEST_WAIT) > 0)
                throw new IllegalStateException("The demo waits in vain for " + path + ": " + answer.body());
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    boolean finds(String path) {
        return send("GET", path, null).statusCode() == 200;
    }

    JsonNode write(String method, String path, @Nullable Object body) {
        return succeed(send(method, path, body));
    }

    /** Pays with the test card on the gateway's page, and waits until the payment is completed. */
    void buy(String type, UUID entityId) {
        JsonNode checkout = write("POST", "/api/v1/payments/checkout", Map.of("type", type, "entityId", entityId));
        String transaction = checkout.get("transactionId").asString();
        if (pay(checkout) >= 400) {
            // The simulated gateway forgets what was begun before it was started anew.
            write("POST", "/api/v1/payments/" + transaction + "/cancel", Map.of());
            checkout = write("POST", "/api/v1/payments/checkout", Map.of("type", type, "entityId", entityId));
            transaction = checkout.get("transactionId").asString();
            int status = pay(checkout);
            if (status >= 400) throw new IllegalStateException("The gateway refuses the demo's card: " + status);
        }
        readUntil(
                "/api/v1/payments/transactions/" + transaction,
                payment -> payment.get("status").asString().equals("completed"));
    }

    private static int pay(JsonNode checkout) {
        HttpRequest page = HttpRequest.newBuilder(
                        URI.create(checkout.get("paymentUrl").asString()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(TEST_CARD))
                .build();
        return sent(page).statusCode();
    }

    void onboard(List<Map<String, Object>> answers) {
        if (finds("/api/v1/creators/me")
                && read("/api/v1/creators/me").get("onboarded").asBoolean()) return;
        for (int step = 1; step <= answers.size(); step++)
            write("PUT", "/api/v1/onboarding/steps/" + step, answers.get(step - 1));
        write("POST", "/api/v1/onboarding/complete", Map.of());
    }

    private HttpResponse<String> send(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
        return sent(request.build());
    }

    private static HttpResponse<String> sent(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("The application does not answer itself.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode succeed(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300)
            throw new IllegalStateException("The demo data were refused: " + answer.statusCode() + " " + answer.body());
        return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    }
}
