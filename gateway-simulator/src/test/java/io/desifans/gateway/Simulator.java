package io.desifans.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulator on a port of its own, and a merchant who calls it. */
final class Simulator implements AutoCloseable {

    static final String KEY = "test_key_0123456789";
    static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    record Answer(int status, JsonNode json) {

        String text(String field) {
            return json.get(field).asString();
        }

        long number(String field) {
            return json.get(field).longValue();
        }
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ServletWebServerApplicationContext context;

    Simulator(URI webhookUrl, Clock wall, String... secrets) {
        List<WebhookSecret> all =
                List.of(secrets).stream().map(WebhookSecret::new).toList();
        context = GatewaySimulator.start(new Settings(0, KEY, all, webhookUrl, "Asha & Co", null), wall);
    }

    String url() {
        return "http://localhost:" + GatewaySimulator.port(context);
    }

    Answer get(String path) {
        return call(KEY, "GET", path, null);
    }

    Answer post(String path, String body) {
        return call(KEY, "POST", path, body);
    }

    Answer call(String key, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (key != null) request.header("Authorization", "Bearer " + key);
        HttpResponse<String> response = send(request.build());
        return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()));
    }

    /** Whether it is answered within so many milliseconds. */
    boolean hears(String path, String body, long millis) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + KEY)
                .timeout(Duration.ofMillis(millis))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HTTP.send(request, BodyHandlers.discarding());
            return true;
        } catch (HttpTimeoutException e) {
            return false;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a browser does, but it goes nowhere by itself. */
    HttpResponse<String> form(String url, String fields) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields))
                .build());
    }

    HttpResponse<String> page(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    /** Waits until all webhooks under way have arrived or failed. */
    void advance(long seconds) {
        post("/test/clock/advance", "{\"seconds\":" + seconds + "}");
    }

    String product() {
        return post("/products", """
                        {"name":"One-off <sale>","tax_category":"digital_products","price":{"type":"one_time_price",
                         "currency":"INR","price":1,"pay_what_you_want":true,"tax_inclusive":true}}""").text("product_id");
    }

    /** Charged every so many months, for two years. */
    String recurring(long paise, int everyMonths) {
        return post("/products", """
                        {"name":"Gold","tax_category":"digital_products","price":{"type":"recurring_price",
                         "currency":"INR","price":%d,"tax_inclusive":true,
                         "payment_frequency_count":%d,"payment_frequency_interval":"Month",
                         "subscription_period_count":2,"subscription_period_interval":"Year"}}""".formatted(paise, everyMonths)).text("product_id");
    }

    /** A checkout of one product. */
    Answer checkout(long paise) {
        return post("/checkouts", cart(product(), Long.toString(paise)));
    }

    Answer pay(String sessionId, String method, String account) {
        return post("/test/checkouts/" + sessionId + "/pay", """
                {"method":"%s","number":"%2$s","vpa":"%2$s"}""".formatted(method, account));
    }

    static String cart(String product, String amount) {
        return """
                {"product_cart":[{"product_id":"%s","quantity":1,"amount":%s}],
                 "customer":{"email":"fan@example.test","name":"Vikram"},
                 "metadata":{"transactionId":"t-1","months":3},
                 "return_url":"http://localhost/back?from=gateway"}""".formatted(product, amount);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
