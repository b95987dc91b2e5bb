package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the REST faces: who it is signed in as, and the position of its last write, which its reads wait for. */
final class Api {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private HttpClient http = HTTP;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String base;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String userId = "";

    Api(String base) {
        this.base = base;
    }

    /** Comes from one of the machine's own addresses. */
    Api from(String address) throws UnknownHostException {
        http = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(address))
                .build();
        return this;
    }

    /** What came back. */
    record Answer(int status, HttpResponse<String> response) {

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        Answer expect(int expected) {
            assertThat(status).as(response.uri() + " " + response.body()).isEqualTo(expected);
            return this;
        }
    }

    Api signUp(String name) {
        return signUp(name, UUID.randomUUID() + "@example.test");
    }

    Api signUp(String name, String email) {
        return signedIn(post(
                "/api/auth/sign-up/email", Map.of("name", name, "email", email, "password", "correct horse battery")));
    }

    Api signIn(String email, String password) {
        return signedIn(post("/api/auth/sign-in/email", Map.of("email", email, "password", password)));
    }

    /** Whose the session of this client is, as the node tells. */
    String userOfSession() {
        return get("/api/auth/get-session").json().at("/user/id").asString("nobody");
    }

    private Api signedIn(Answer answer) {
        answer.expect(200);
        headers.put("Authorization", "Bearer " + answer.json().get("token").asString());
        userId = answer.json().at("/user/id").asString();
        return this;
    }

    String token() {
        return headers.get("Authorization").substring("Bearer ".length());
    }

    Api bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** Takes the signed-in user through the eight steps. */
    Api onboarded(String username) {
        Object[] answers = {
            Map.of("country", "IN"),
            Map.of("creatorType", "human"),
            Map.of("contentType", "general"),
            Map.of("username", username),
            Map.of("displayName", "Creator " + username),
            Map.of("gender", "female"),
            Map.of("dateOfBirth", "1998-04-01"),
            Map.of("categories", new String[] {"Art", "Travel"})
        };
        for (int step = 1; step <= answers.length; step++) {
            assertThat(put("/api/v1/onboarding/steps/" + step, answers[step - 1])
                            .status())
                    .as("step " + step)
                    .isBetween(200, 204);
        }
        assertThat(post("/api/v1/onboarding/complete", Map.of()).status()).isBetween(200, 204);
        return this;
    }

    String userId() {
        return userId;
    }

    /** Where the log stood after the last write of this client. */
    String position() {
        return headers.getOrDefault("Wait-For-Position", "");
    }

    Api with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, Object body) {
        return send("POST", path, JSON.writeValueAsString(body));
    }

    Answer put(String path, Object body) {
        return send("PUT", path, JSON.writeValueAsString(body));
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** What is answered, of which no more is read: a stream does not end. */
    String status(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request =
                request(method, path, body).timeout(Duration.ofSeconds(30)).build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        response.body().close();
        return Integer.toString(response.statusCode());
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        headers.forEach(request::header);
        if (body == null) return request.method(method, BodyPublishers.noBody());
        return request.method(method, BodyPublishers.ofString(body)).header("Content-Type", "application/json");
    }

    Answer send(String method, String path, String body) {
        HttpRequest.Builder request = request(method, path, body);
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers()
                    .firstValue("Event-Position")
                    .filter(position -> !method.equals("GET"))
                    .ifPresent(position -> headers.put("Wait-For-Position", position));
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
