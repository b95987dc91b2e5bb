package io.desifans.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A few people and posts, made over HTTP as any client would. Every step may be repeated, so a seeding that was cut off is
 * completed by the next start.
 */
final class DemoData {

    static final String ADMIN = "admin@demo.desifans.test";
    static final String AUDITOR = "auditor@demo.desifans.test";
    static final String CREATOR = "asha@demo.desifans.test";
    static final String FAN = "vikram@demo.desifans.test";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final UUID TIER = UUID.fromString("0190d3a0-0000-7000-8000-000000000001");
    private static final UUID MEMBERS_POST = UUID.fromString("0190d3a0-0000-7000-8000-000000000002");
    private static final UUID SOLD_POST = UUID.fromString("0190d3a0-0000-7000-8000-000000000003");
    private static final UUID COMMENT = UUID.fromString("0190d3a0-0000-7000-8000-000000000004");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    DemoData(int port) {
        this.base = "http://localhost:" + port;
    }

    /** The password of a demo log-in. */
    static String password(String email) {
        return "demo-" + email.substring(0, email.indexOf('@'));
    }

    void seed() {
        if (send("", "GET", "/api/v1/posts/" + SOLD_POST + "/access", null).statusCode() == 200) return;
        signUp(AUDITOR, "Demo auditor");
        signUp(FAN, "Vikram Demo");
        String creator = signUp(CREATOR, "Asha Demo");
        makeAuditor();
        onboard(creator);
        publish(creator);
        follow();
    }

    private void makeAuditor() {
        String auditorId = session(signIn(AUDITOR)).at("/user/id").asString();
        write(
                signIn(ADMIN),
                "POST",
                "/api/auth/admin/set-role",
                Map.of("userId", auditorId, "role", List.of("user", "auditor")));
    }

    private void onboard(String creator) {
        List<Map<String, Object>> answers = List.of(
                Map.of("country", "IN"),
                Map.of("creatorType", "human"),
                Map.of("contentType", "general"),
                Map.of("username", "asha"),
                Map.of("displayName", "Asha"),
                Map.of("gender", "female"),
                Map.of("dateOfBirth", "1998-04-01"),
                Map.of("categories", List.of("Art", "Travel")));
        if (send(creator, "GET", "/api/v1/creators/me", null).statusCode() == 200
                && read(creator, "/api/v1/creators/me").get("onboarded").asBoolean()) return;
        for (int step = 1; step <= answers.size(); step++)
            write(creator, "PUT", "/api/v1/onboarding/steps/" + step, answers.get(step - 1));
        write(creator, "POST", "/api/v1/onboarding/complete", Map.of());
    }

    private void publish(String creator) {
        write(
                creator,
                "POST",
                "/api/v1/memberships",
                Map.of(
                        "membershipId",
                        TIER,
                        "title",
                        "Inner circle",
                        "description",
                        "Every sketch before anyone else.",
                        "monthlyRecurringFee",
                        19900));
        write(
                creator,
                "POST",
                "/api/v1/posts",
                Map.of(
                        "postId",
                        MEMBERS_POST,
                        "caption",
                        "Sketches from Hampi",
                        "postType",
                        "subscription",
                        "membershipIds",
                        List.of(TIER),
                        "media",
                        List.of(image("hampi"))));
        write(
                creator,
                "POST",
                "/api/v1/posts",
                Map.of(
                        "postId",
                        SOLD_POST,
                        "caption",
                        "Sunrise over the ghats",
                        "postType",
                        "exclusive",
                        "price",
                        4900,
                        "media",
                        List.of(image("ghats"))));
        write(creator, "PUT", "/api/v1/posts/" + SOLD_POST + "/like", null);
        write(
                creator,
                "POST",
                "/api/v1/posts/" + SOLD_POST + "/comments",
                Map.of("commentId", COMMENT, "content", "Taken at five in the morning."));
    }

    private void follow() {
        String creatorId = session(signIn(CREATOR)).at("/user/id").asString();
        write(signIn(FAN), "PUT", "/api/v1/creators/" + creatorId + "/follow", null);
    }

    private static Map<String, Object> image(String name) {
        return Map.of(
                "mediaType", "image",
                "url", "https://media.demo.desifans.test/" + name + ".jpg",
                "blurThumbnailUrl", "https://media.demo.desifans.test/" + name + "-blurred.jpg");
    }

    /** The session of a new user, or of the one that an earlier start has made. */
    private String signUp(String email, String name) {
        HttpResponse<String> answer = send(
                "",
                "POST",
                "/api/auth/sign-up/email",
                Map.of("name", name, "email", email, "password", password(email)));
        return answer.statusCode() == 200
                ? JSON.readTree(answer.body()).get("token").asString()
                : signIn(email);
    }

    private String signIn(String email) {
        return write("", "POST", "/api/auth/sign-in/email", Map.of("email", email, "password", password(email)))
                .get("token")
                .asString();
    }

    private JsonNode session(String token) {
        return read(token, "/api/auth/get-session");
    }

    private JsonNode read(String token, String path) {
        return succeed(send(token, "GET", path, null));
    }

    private JsonNode write(String token, String method, String path, @Nullable Object body) {
        return succeed(send(token, method, path, body));
    }

    private static JsonNode succeed(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300)
            throw new IllegalStateException("The demo data were refused: " + answer.statusCode() + " " + answer.body());
        return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    }

    private HttpResponse<String> send(String token, String method, String path, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("The application does not answer itself.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
