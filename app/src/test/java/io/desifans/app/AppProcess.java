package io.desifans.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The application as a person starts it: a process of its own with a data folder, killed or ended at will. */
final class AppProcess implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path output;
    final int port;

    private AppProcess(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    static AppProcess start(Path data, int port, String... arguments) throws IOException {
        return start(data, port, Map.of(), arguments);
    }

    static AppProcess start(Path data, int port, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(Rehearsal.java());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("desifans", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("DESIFANS_DATA", data.toString());
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().put("DESIFANS_RATE_LIMITS", "false");
        builder.environment().put("GATEWAY_PORT", Integer.toString(Ports.free()));
        builder.environment().put("OIDC_PORT", Integer.toString(Ports.free()));
        builder.environment().putAll(environment);
        return new AppProcess(builder.start(), output, port);
    }

    /** Waits until the application answers. */
    void awaitReady() throws Exception {
        await(this::answers);
    }

    /** Waits until the application, or what it has started, has made the file. */
    void awaitFile(Path file) throws Exception {
        await(() -> Files.exists(file));
    }

    /** Waits until the application has said so. */
    void awaitSaid(String words) throws Exception {
        await(() -> output().contains(words));
    }

    private void await(Callable<Boolean> condition) throws Exception {
        Instant begin = Instant.now();
        while (!condition.call()) {
            if (!process.isAlive() || Duration.between(begin, Instant.now()).toSeconds() > 180) {
                throw new IllegalStateException("not ready:\n" + output());
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(uri("/api/auth/ok"))
                                            .timeout(Duration.ofSeconds(2))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end of a process that ends by itself, and gives its exit code. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(180, TimeUnit.SECONDS)) throw new IllegalStateException("does not end");
        return process.exitValue();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** What Ctrl-C does. */
    int interrupt() throws IOException, InterruptedException {
        String signal = isInterruptIgnored() ? "-TERM" : "-INT";
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
        return awaitExit();
    }

    /** So it is where the tests were started in the background, and a process started here inherits it. */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) return false;
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    /** Database servers on this data folder. */
    static List<ProcessHandle> databasesOn(Path data) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> process.info().commandLine().orElse("").contains(data + "/postgres"))
                    .toList();
        }
    }

    /** Leaves nothing behind, the database of a killed process included. */
    @Override
    public void close() throws IOException, InterruptedException {
        if (process.isAlive()) interrupt();
        Files.deleteIfExists(output);
    }
}
