package io.desifans.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A simulator of somebody else's server, in a process and on a port of its own. It ends with this process, however that
 * ends: its standard input is closed then.
 */
final class SimulatorProcess implements AutoCloseable {

    private final Process process;

    private SimulatorProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it; it takes a moment until it answers.
     *
     * @param megabytes of its heap
     * @param settings environment variables
     * @param log what it prints
     */
    static SimulatorProcess start(Path jar, int megabytes, Map<String, String> settings, Path log) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + megabytes + "m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        jar.toString(),
                        "--until-input-ends"))
                .redirectErrorStream(true)
                .redirectInput(Redirect.PIPE)
                .redirectOutput(Redirect.to(log.toFile()));
        builder.environment().putAll(settings);
        try {
            return new SimulatorProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
