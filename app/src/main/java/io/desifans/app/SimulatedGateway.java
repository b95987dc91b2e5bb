package io.desifans.app;

import io.desifans.eventstore.SettingRefused;
import java.nio.file.Path;
import java.util.Map;

/** The gateway simulator as it is started here. */
final class SimulatedGateway {

    private static final String JAR = "gateway-simulator/target/gateway-simulator.jar";
    private static final int USUAL_PORT = 8090;
    private static final int MEGABYTES = 96;

    private SimulatedGateway() {}

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
     * Starts it.
     *
     * @param application the port that its webhooks go to
     * @param log what it prints
     */
    static SimulatorProcess start(int port, int application, String apiKey, String webhookSecret, Path log) {
        Map<String, String> settings = Map.of(
                "GATEWAY_PORT",
                Integer.toString(port),
                "GATEWAY_API_KEY",
                apiKey,
                "GATEWAY_WEBHOOK_SECRET",
                webhookSecret,
                "GATEWAY_WEBHOOK_URL",
                "http://localhost:" + application + "/api/v1/payments/webhook");
        Path jar = InProject.at(JAR, "run mvn package, or set DESIFANS_GATEWAY_BASE_URL");
        return SimulatorProcess.start(jar, MEGABYTES, settings, log);
    }
}
