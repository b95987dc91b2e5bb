package io.desifans.billing.command;

import io.desifans.eventstore.SettingRefused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the payment gateway, or the bank that pays creators, over HTTP, and tells a refusal from an answer that may be another one later. */
final class GatewayHttp {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(60);
    private static final int REPETITIONS = 2;

    private final RestClient http;
    private final Duration firstPause;

    /** @param firstPause before the first repetition; each further one waits twice as long, up to 8 s */
    GatewayHttp(URI baseUrl, String apiKey, Duration firstPause) {
        this(client(baseUrl, apiKey), firstPause);
    }

    /** @param http knows the gateway's address and the key */
    GatewayHttp(RestClient http, Duration firstPause) {
        this.http = http;
        this.firstPause = firstPause;
    }

    private static RestClient client(URI baseUrl, String apiKey) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build());
        requests.setReadTimeout(READ);
        return RestClient.builder()
                .requestFactory(requests)
                .baseUrl(baseUrl.toString())
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + apiKey)
                .build();
    }

    /**
     * Reads the settings; without an address there is nobody to be asked.
     *
     * @param whose {@code desifans.gateway} or {@code desifans.bank}
     */
    static @Nullable GatewayHttp of(String whose, String baseUrl, String apiKey) {
        if (baseUrl.isBlank()) return null;
        if (apiKey.isBlank() || !apiKey.chars().allMatch(c -> c > ' ' && c < 127))
            throw new SettingRefused("The setting " + whose + ".api-key must be the key for " + whose
                    + ".base-url, in visible ASCII characters.");
        return new GatewayHttp(address(whose, baseUrl.strip()), apiKey, Duration.ofMillis(500));
    }

    private static URI address(String whose, String baseUrl) {
        try {
            URI address = URI.create(baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl);
            String scheme = String.valueOf(address.getScheme());
            boolean web = scheme.equals("http") || scheme.equals("https");
            if (web && address.getHost() != null && address.getRawQuery() == null && address.getRawFragment() == null)
                return address;
        } catch (IllegalArgumentException e) {
            throw notAnAddress(whose);
        }
        throw notAnAddress(whose);
    }

    private static SettingRefused notAnAddress(String whose) {
        return new SettingRefused("The setting " + whose + ".base-url must be an http or https address.");
    }

    /** @param query the parameters by name */
    JsonNode get(String path, Map<String, ?> query) {
        return answered(http.get().uri(uri -> {
            uri.path(path);
            query.forEach((name, value) -> uri.queryParam(name, "{" + name + "}"));
            return uri.build(query);
        }));
    }

    JsonNode post(String path, Map<String, ?> body) {
        return answered(
                http.post().uri(path).contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsBytes(body)));
    }

    JsonNode patch(String path, Map<String, ?> body) {
        return answered(
                http.patch().uri(path).contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsBytes(body)));
    }

    /** Does it again where it may succeed then. Whatever it makes, it must look for first. */
    <T> T repeated(Supplier<T> work) {
        for (int repetition = 0; ; repetition++) {
            try {
                return work.get();
            } catch (GatewayUnreachable e) {
                if (repetition == REPETITIONS || e.retryAfter().compareTo(LONGEST_RETRY_AFTER) > 0) throw e;
                pause(repetition, e);
            }
        }
    }

    private void pause(int repetition, GatewayUnreachable failure) {
        long longest = Math.min(firstPause.toMillis() << repetition, LONGEST_PAUSE.toMillis());
        long millis = longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
        try {
            Thread.sleep(Math.max(millis, failure.retryAfter().toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    private static JsonNode answered(RestClient.RequestHeadersSpec<?> request) {
        try {
            JsonNode answer = request.accept(MediaType.APPLICATION_JSON).exchange((sent, received) -> {
                int status = received.getStatusCode().value();
                return status < 300
                        ? json(received.getBody().readAllBytes())
                        : refused(
                                status,
                                received.getHeaders(),
                                received.getBody().readAllBytes());
            });
            return answer == null ? JSON.createObjectNode() : answer;
        } catch (RestClientException e) {
            throw new GatewayUnreachable(e.getClass().getSimpleName(), Duration.ZERO);
        }
    }

    private static JsonNode json(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new IOException("no JSON");
        }
    }

    /** A wrong key, too, is ours to mend and says nothing of what was asked. */
    private static JsonNode refused(int status, HttpHeaders headers, byte[] body) throws IOException {
        boolean passing = status < 400
                || status >= 500
                || switch (status) {
                    case 401, 403, 408, 409, 425, 429 -> true;
                    default -> false;
                };
        if (passing) throw new GatewayUnreachable("status " + status, retryAfter(headers));
        throw new GatewayRefused(status, code(status, body));
    }

    private static Duration retryAfter(HttpHeaders headers) {
        String seconds = headers.getFirst(HttpHeaders.RETRY_AFTER);
        return seconds != null && seconds.matches("[0-9]{1,5}")
                ? Duration.ofSeconds(Integer.parseInt(seconds))
                : Duration.ZERO;
    }

    private static String code(int status, byte[] body) {
        try {
            String code = JSON.readTree(body).path("code").asString("");
            return code.matches("\\w{1,100}") ? code : "HTTP_" + status;
        } catch (JacksonException e) {
            return "HTTP_" + status;
        }
    }
}
