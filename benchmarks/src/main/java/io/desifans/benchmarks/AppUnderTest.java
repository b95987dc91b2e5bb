package io.desifans.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The application as a newcomer starts it, in a process of its own with a new database; ended with this one. */
final class AppUnderTest implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(120);
    private static final int LONGEST_END_SECONDS = 30;
    private static final String NOBODY = "none";

    private final Process process;
    private final URI base;
    private final URI metrics;

    private AppUnderTest(Process process, URI base, URI metrics) {
        this.process = process;
        this.base = base;
        this.metrics = metrics;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /**
     * @param run the script that starts it
     * @param environment beside what is set here
     * @param options for its JVM, beside those of the script
     */
    static AppUnderTest start(Path run, Path data, Map<String, String> environment, String options)
            throws IOException, InterruptedException {
        return start(List.of(run.toAbsolutePath().toString()), data, environment, options);
    }

    /** The same by a command that ends with the script. */
    static AppUnderTest start(List<String> command, Path data, Map<String, String> environment, String options)
            throws IOException, InterruptedException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(command.stream(), Stream.of("--empty")).toList())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(data.resolve("app.log").toFile()));
        builder.environment().put("DESIFANS_DATA", data.resolve("app").toString());
        int management = freePort();
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().put("MANAGEMENT_SERVER_PORT", Integer.toString(management));
        builder.environment().put("GATEWAY_PORT", "0");
        builder.environment().put("DESIFANS_RATE_LIMITS", "false");
        builder.environment().put("DESIFANS_DRAIN", "0s");
        builder.environment().put("DESIFANS_JAVA_OPTS", options);
        builder.environment().putAll(environment);
        AppUnderTest app = new AppUnderTest(
                builder.start(),
                URI.create("http://localhost:" + port),
                URI.create("http://localhost:" + management + "/actuator/prometheus"));
        app.awaitAnswer(app.base.resolve("/api/auth/ok"));
        return app;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer(URI address) throws InterruptedException {
        long giveUpAt = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < giveUpAt && process.isAlive()) {
            try {
                if (send("GET", address, "", NOBODY).status() == 200) return;
            } catch (UncheckedIOException notYet) {
                // It does not listen there yet.
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        close();
        throw new IllegalStateException("the application does not answer at " + address);
    }

    /** Where it answers. */
    URI base() {
        return base;
    }

    /** Until all that readiness asks for holds. */
    void awaitReady() throws InterruptedException {
        awaitAnswer(metrics.resolve("/actuator/health/readiness"));
    }

    /** What its process holds of the machine's memory, if the machine tells. */
    double residentMiB() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param location null where the answer names none */
    record Answer(int status, String body, @Nullable String location) {}

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
        return token(answered("POST", path, body, NOBODY));
    }

    /** @param token of the session in which it is asked */
    Answer request(String method, String path, String body, String token) {
        return answered(method, path, body, "Bearer " + token);
    }

    private Answer answered(String method, String path, String body, String authorization) {
        Answer answer = send(method, base.resolve(path), body, authorization);
        if (answer.status() / 100 != 2) throw new IllegalStateException(path + " answers " + answer.status());
        return answer;
    }

    private static String token(Answer answer) {
        return answer.body().replaceFirst(".*\"token\":\"(\\w+)\".*", "$1");
    }

    /**
     * By a client that waits in the very thread that asks, and sends head and body at once: one that hands over to threads
     * of its own, or wakes the application twice, would be measured with it, at one or two milliseconds a request.
     */
    private static Answer send(String method, URI address, String body, String authorization) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setRequestProperty("Authorization", authorization);
            if (!body.isEmpty()) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                connection.setDoOutput(true);
                connection.getOutputStream().write(bytes);
            }
            int status = connection.getResponseCode();
            try (InputStream answer = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                String text = answer == null ? "" : new String(answer.readAllBytes(), StandardCharsets.UTF_8);
                return new Answer(status, text, connection.getHeaderField("Location"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
