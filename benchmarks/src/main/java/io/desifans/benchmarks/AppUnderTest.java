package io.desifans.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The application as a newcomer starts it, in a process of its own with a new database; ended with this one. */
final class AppUnderTest implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(120);
    private static final int LONGEST_END_SECONDS = 30;
    private static final String NOBODY = "none";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI base;
    private final URI metrics;
    private String authorization = NOBODY;

    private AppUnderTest(Process process, URI base, URI metrics) {
        this.process = process;
        this.base = base;
        this.metrics = metrics;
    }

    static AppUnderTest start(Path jar, Path data) throws IOException, InterruptedException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        jar.toString(),
                        "--empty")
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("app.log").toFile());
        builder.environment().put("DESIFANS_DATA", data.resolve("app").toString());
        int management = freePort();
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().put("MANAGEMENT_SERVER_PORT", Integer.toString(management));
        builder.environment().put("GATEWAY_PORT", "0");
        builder.environment().put("DESIFANS_RATE_LIMITS", "false");
        builder.environment().put("DESIFANS_DRAIN", "0s");
        AppUnderTest app = new AppUnderTest(
                builder.start(),
                URI.create("http://localhost:" + port),
                URI.create("http://localhost:" + management + "/actuator/prometheus"));
        app.awaitAnswer();
        return app;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() throws InterruptedException {
        long giveUpAt = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < giveUpAt && process.isAlive()) {
            try {
                if (send("GET", base.resolve("/api/auth/ok"), "", NOBODY).statusCode() == 200) return;
            } catch (UncheckedIOException notYet) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        close();
        throw new IllegalStateException("the application does not answer");
    }

    /** The value of a metric that stands alone under its name. */
    double metric(String name) {
        String all = send("GET", metrics, "", NOBODY).body();
        return all.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    /** What nobody is signed in for. @return the session's token, if the answer gives one */
    String post(String path, String body) {
        return token(request("POST", path, body, NOBODY));
    }

    /** In the session of {@link #signedInBy}. */
    HttpResponse<String> request(String method, String path, String body) {
        return request(method, path, body, authorization);
    }

    private HttpResponse<String> request(String method, String path, String body, String authorization) {
        HttpResponse<String> answer = send(method, base.resolve(path), body, authorization);
        if (answer.statusCode() != 200) throw new IllegalStateException(path + " answers " + answer.statusCode());
        return answer;
    }

    private static String token(HttpResponse<String> answer) {
        return answer.body().replaceFirst(".*\"token\":\"(\\w+)\".*", "$1");
    }

    /** In whose session requests are made from now on. */
    void signedInBy(String token) {
        authorization = "Bearer " + token;
    }

    private HttpResponse<String> send(String method, URI address, String body, String authorization) {
        try {
            return http.send(
                    HttpRequest.newBuilder(address)
                            .header("Content-Type", "application/json")
                            .header("Authorization", authorization)
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
