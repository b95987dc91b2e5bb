package io.desifans.app;

import io.desifans.eventstore.SettingRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The gateway simulator, in a process and on a port of its own. It ends with this process, however that ends: its standard
 * input is closed then.
 */
final class SimulatedGateway implements AutoCloseable {

    private static final String JAR = "gateway-simulator/target/gateway-simulator.jar";
    private static final int USUAL_PORT = 8090;

    private final Process process;

    private SimulatedGateway(Process process) {
        this.process = process;
    }

    /**
     * The port that {@code GATEWAY_PORT} names, or else 8090, or else a free one.
     *
     * @throws SettingRefused if the port that was asked for is taken
     */
    static int choosePort() {
        String asked = System.getenv("GATEWAY_PORT");
        return asked == null ? Port.freeOr(USUAL_PORT) : Port.free("GATEWAY_PORT", asked);
    }

    /**
     * Starts it; it takes a moment until it answers.
     *
     * @param application the port that its webhooks go to
     * @param log what it prints
     */
    static SimulatedGateway start(int port, int application, String apiKey, String webhookSecret, Path log) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        InProject.at(JAR, "run mvn package, or set DESIFANS_GATEWAY_BASE_URL")
                                .toString(),
                        "--until-input-ends"))
                .redirectErrorStream(true)
                .redirectInput(Redirect.PIPE)
                .redirectOutput(Redirect.to(log.toFile()));
        builder.environment()
                .putAll(Map.of(
                        "GATEWAY_PORT",
                        Integer.toString(port),
                        "GATEWAY_API_KEY",
                        apiKey,
                        "GATEWAY_WEBHOOK_SECRET",
                        webhookSecret,
                        "GATEWAY_WEBHOOK_URL",
                        "http://localhost:" + application + "/api/v1/payments/webhook"));
        try {
            return new SimulatedGateway(builder.start());
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
