package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser that signs in at a provider: it keeps cookies for each host and follows redirects only when told to. */
final class Browser {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String application;
    private final Map<String, Map<String, String>> cookies = new TreeMap<>();

    Browser(String application) {
        this.application = application;
    }

    /** The cookies for the application. */
    Map<String, String> cookies() {
        return cookies.computeIfAbsent(URI.create(application).getHost(), host -> new TreeMap<>());
    }

    HttpResponse<String> post(String path, Map<String, ?> body) {
        return send(HttpRequest.newBuilder(URI.create(application + path))
                .header("Content-Type", "application/json")
                .header("Origin", application)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    JsonNode json(String path, Map<String, ?> body) {
        HttpResponse<String> answer = post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** As another site's page posts it. */
    HttpResponse<String> form(String path, String fields) {
        return send(HttpRequest.newBuilder(URI.create(application + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "http://127.0.0.1")
                .POST(BodyPublishers.ofString(fields)));
    }

    JsonNode get(String path) {
        return JSON.readTree(open(application + path).body());
    }

    HttpResponse<String> open(String address) {
        return send(
                HttpRequest.newBuilder(URI.create(application).resolve(address)).GET());
    }

    /** Where the provider sends it back to, once the person has signed in there. */
    String providersAnswer(String provider, String path, String login, Map<String, ?> more) {
        Map<String, Object> body = new TreeMap<>(Map.of(
                "provider",
                provider,
                "callbackURL",
                "/home",
                "newUserCallbackURL",
                "/welcome",
                "errorCallbackURL",
                "/failed"));
        body.putAll(more);
        HttpResponse<String> begun = post(path, body);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        String there = JSON.readTree(begun.body()).get("url").asString();
        String page = location(open(there));
        if (!page.endsWith("/login")) return page;
        HttpResponse<String> signedIn = send(HttpRequest.newBuilder(URI.create(page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("login=" + URLEncoder.encode(login, StandardCharsets.UTF_8))));
        return location(open(location(signedIn)));
    }

    /** Where the sign-in ends. */
    String signIn(String provider, String login) {
        return signIn(provider, login, Map.of());
    }

    String signIn(String provider, String login, Map<String, ?> more) {
        return location(open(providersAnswer(provider, "/api/auth/sign-in/social", login, more)));
    }

    String link(String provider, String login) {
        return location(open(providersAnswer(provider, "/api/auth/link-social", login, Map.of())));
    }

    /** At the provider. */
    Browser signedOutThere() {
        cookies.remove("127.0.0.1");
        return this;
    }

    static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        Map<String, String> jar = cookies.computeIfAbsent(request.build().uri().getHost(), host -> new TreeMap<>());
        if (!jar.isEmpty())
            request.header(
                    "Cookie",
                    jar.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(cookie -> keep(jar, cookie));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keep(Map<String, String> jar, String cookie) {
        String pair = cookie.substring(0, cookie.indexOf(';'));
        int equals = pair.indexOf('=');
        String name = pair.substring(0, equals);
        if (cookie.contains("Max-Age=0")) jar.remove(name);
        else jar.put(name, pair.substring(equals + 1));
    }
}
