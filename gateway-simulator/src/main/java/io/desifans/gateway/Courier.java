package io.desifans.gateway;

import io.desifans.gateway.Delivery.Attempt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Takes a webhook to its receiver, who has 15 seconds to answer. */
final class Courier {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final long STALE_SECONDS = 600;

    private final URI receiver;
    private final List<WebhookSecret> secrets;
    private final SimulatedClock clock;
    private final Chaos chaos;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    Courier(URI receiver, List<WebhookSecret> secrets, SimulatedClock clock, Chaos chaos) {
        this.receiver = receiver;
        this.secrets = secrets;
        this.clock = clock;
        this.chaos = chaos;
    }

    void deliver(Delivery delivery) {
        delivery.turn.lock();
        try {
            delivery.add(attempt(delivery));
        } finally {
            delivery.turn.unlock();
        }
    }

    private Attempt attempt(Delivery delivery) {
        Instant at = clock.instant();
        String body = chaos.does(Mischief.NEWEST_PAYLOAD) ? delivery.renewed() : delivery.body();
        long stale = chaos.does(Mischief.STALE_TIMESTAMP) ? STALE_SECONDS : 0;
        long timestamp = delivery.timestamp(clock.wall().instant()) - stale;
        String signed = chaos.does(Mischief.BAD_SIGNATURE) ? body + " " : body;
        String signature = secrets.stream()
                .map(secret -> secret.sign(delivery.id, timestamp, signed))
                .collect(Collectors.joining(" "));
        try {
            int status = send(delivery.id, body, timestamp, signature);
            return new Attempt(at, timestamp, signature, status, null);
        } catch (IOException e) {
            return new Attempt(at, timestamp, signature, null, nameOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Attempt(at, timestamp, signature, null, nameOf(e));
        }
    }

    private int send(String id, String body, long timestamp, String signature)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(receiver)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", signature)
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static String nameOf(Exception e) {
        return e.getClass().getSimpleName();
    }
}
