package io.desifans.web;

import static io.desifans.db.Tables.SESSION;
import static io.desifans.db.Tables.USER;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.jooq.DSLContext;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small application with everything of this module in it, spoken to over HTTP. */
@SpringBootTest(
        classes = TestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "desifans.auth-secret=IVF25p3tGs10m6t8zivJ38yMqv1BV5Bq387oKc9C1jY=",
            "desifans.base-url=" + WebTest.BASE,
            "desifans.trusted-origins=https://app.example.test, https://*.fans.example.test",
            "desifans.wait-for-position=300ms",
            "desifans.max-body=10KB",
            "desifans.drain=1ms",
            "desifans.rate-limits=false"
        })
abstract class WebTest {

    static final String SECRET = "test-secret-0123456789-0123456789";
    static final String BASE = "http://desifans.test";
    static final Instant NOW = TestApplication.NOW;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static int people;

    @LocalServerPort
    int port;

    @Autowired
    DSLContext database;

    /** An answer, with its body as JSON if it is some. */
    record Answered(int status, HttpResponse<String> http) {

        JsonNode json() {
            return JsonMapper.shared().readTree(http.body());
        }

        String code() {
            return json().path("code").asString();
        }

        String field() {
            return json().path("errors").path(0).path("field").asString();
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }

    Answered get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** @param json a body, sent as JSON unless the headers say otherwise */
    Answered send(String method, String path, String json, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) request.setHeader("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
        return send(request.build());
    }

    static Answered send(HttpRequest request) {
        try {
            HttpResponse<String> http = CLIENT.send(request, BodyHandlers.ofString());
            return new Answered(http.statusCode(), http);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new user with this role and a session that has an hour left; gives the session's token. */
    String signedIn(String role) {
        return signedIn(role, newToken());
    }

    static String newToken() {
        return "token" + String.format("%027d", ++people);
    }

    String signedIn(String role, String token) {
        String userId = "user" + String.format("%028d", people);
        database.insertInto(USER)
                .set(USER.ID, userId)
                .set(USER.NAME, "A person")
                .set(USER.EMAIL, userId + "@example.test")
                .set(USER.EMAIL_VERIFIED, true)
                .set(USER.CREATED_AT, NOW)
                .set(USER.UPDATED_AT, NOW)
                .set(USER.ROLE, role)
                .execute();
        database.insertInto(SESSION)
                .set(SESSION.ID, "session" + String.format("%025d", people))
                .set(SESSION.USER_ID, userId)
                .set(SESSION.TOKEN, SessionToken.hash(token))
                .set(SESSION.EXPIRES_AT, NOW.plusSeconds(3600))
                .set(SESSION.CREATED_AT, NOW)
                .set(SESSION.UPDATED_AT, NOW)
                .execute();
        return token;
    }

    static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }
}
