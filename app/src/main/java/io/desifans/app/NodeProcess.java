package io.desifans.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One side in a process and on a port of its own. It ends with this process, however that ends. */
final class NodeProcess implements AutoCloseable {

    /** Which of the two; each is built as one jar. */
    enum Side {
        COMMAND,
        QUERY;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws io.desifans.eventstore.SettingRefused if it is not built */
        Path jar() {
            return InProject.at(label() + "-side/target/" + label() + "-side-exec.jar", "run mvn package");
        }
    }

    /** Few threads compile and collect, since several nodes share a machine here. */
    private static final List<String> SMALL = List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED");

    private static final int STOP_LIMIT_SECONDS = 40;

    private final Process process;
    private final Side side;
    private final int port;
    private final Path log;

    private NodeProcess(Process process, Side side, int port, Path log) {
        this.process = process;
        this.side = side;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts it; it takes a while until it answers.
     *
     * @param settings environment variables
     * @param log what it prints, after what an earlier one has printed
     */
    static NodeProcess start(Side side, int port, Map<String, String> settings, Path log) {
        List<String> run = List.of("-jar", side.jar().toString(), "--until-input-ends");
        return start(side, port, settings, log, run);
    }

    /** @param run what the JVM is to run, and with what */
    static NodeProcess start(Side side, int port, Map<String, String> settings, Path log, List<String> run) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        command.addAll(run);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Redirect.PIPE)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(settings);
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        try {
            return new NodeProcess(builder.start(), side, port, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Side side() {
        return side;
    }

    int port() {
        return port;
    }

    Path log() {
        return log;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Whether it has started and serves. */
    boolean answers() {
        return isAlive() && Port.answers(port);
    }

    /** SIGTERM; it answers what it has begun. */
    void terminate() {
        process.toHandle().destroy(); // process.destroy() would close its input too, which ends it otherwise
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    /** Waits for its end, and gives its exit code. */
    int awaitExit() {
        try {
            if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    @Override
    public void close() {
        terminate();
        awaitExit();
    }
}
