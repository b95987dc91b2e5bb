package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/** The OIDC simulator as these tests use it: one process for each application, ended with this JVM. */
final class Provider {

    static final String CLIENT_SECRET = "k7Jp2vXq9sLwEt4RzYb6NcMf1DgHa8Uo";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<Integer, Provider> RUNNING = new ConcurrentHashMap<>();

    private final URI base;

    private Provider(int port) {
        this.base = URI.create(SimulatedProvider.issuer(port));
    }

    /** Starts it if it does not run yet. */
    static Provider of(int port, int application) {
        return RUNNING.computeIfAbsent(port, free -> {
            Provider provider = new Provider(free);
            SimulatedProvider.start(free, application, CLIENT_SECRET, log());
            while (!provider.answers()) LockSupport.parkNanos(5_000_000);
            return provider;
        });
    }

    /** Of somebody who came without having been told of. */
    String subject(String email) {
        return UUID.nameUUIDFromBytes(email.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Somebody has an account there from now on, or another address or name. */
    void person(String subject, String email, boolean verified, String name) {
        put("/test/people", Map.of("subject", subject, "email", email, "emailVerified", verified, "name", name));
    }

    /** In the place of how it misbehaved before. */
    void misbehave(String... how) {
        put("/test/behaviour", List.of(how));
    }

    void rotateKeys() {
        send(request("/test/keys/rotate").POST(BodyPublishers.noBody()));
    }

    private void put(String path, Object body) {
        send(request(path).PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Content-Type", "application/json");
    }

    private boolean answers() {
        try {
            return HTTP.send(request("/health").build(), BodyHandlers.discarding())
                            .statusCode()
                    == 204;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path log() {
        try {
            Path log = Files.createTempFile("provider", ".log");
            log.toFile().deleteOnExit();
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
