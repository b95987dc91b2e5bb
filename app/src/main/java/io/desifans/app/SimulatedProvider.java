package io.desifans.app;

import io.desifans.eventstore.SettingRefused;
import java.nio.file.Path;
import java.util.Map;

/** The OIDC simulator as it is started here, in the place of Google. */
final class SimulatedProvider {

    static final String CLIENT_ID = "desifans";

    private static final String JAR = "oidc-simulator/target/oidc-simulator.jar";
    private static final int USUAL_PORT = 8091;
    private static final int MEGABYTES = 128;

    private SimulatedProvider() {}

    /** It is not where another provider is configured, nor where it is not built. */
    static boolean isWanted() {
        return System.getenv().keySet().stream().noneMatch(name -> name.startsWith("DESIFANS_OIDC_"))
                && InProject.find(JAR).isPresent();
    }

    /**
     * The port that {@code OIDC_PORT} names, or else 8091, or else a free one.
     *
     * @throws SettingRefused if the port that was asked for is taken
     */
    static int choosePort() {
        String asked = System.getenv("OIDC_PORT");
        return asked == null ? Port.freeOr(USUAL_PORT) : Port.free("OIDC_PORT", asked);
    }

    /** What the application is told. By another host name than the application's, so that their cookies are kept apart. */
    static Map<String, String> settings(int port, String clientSecret) {
        return Map.of(
                "desifans.oidc.google.issuer",
                issuer(port),
                "desifans.oidc.google.client-id",
                CLIENT_ID,
                "desifans.oidc.google.client-secret",
                clientSecret);
    }

    /**
     * Starts it.
     *
     * @param application the port that browsers are sent back to
     * @param log what it prints
     */
    static SimulatorProcess start(int port, int application, String clientSecret, Path log) {
        String callback = "http://localhost:" + application + "/api/auth/callback/";
        Map<String, String> settings = Map.of(
                "OIDC_PORT",
                Integer.toString(port),
                "OIDC_ISSUER",
                issuer(port),
                "OIDC_CLIENT_ID",
                CLIENT_ID,
                "OIDC_CLIENT_SECRET",
                clientSecret,
                "OIDC_REDIRECT_URI",
                callback + "google," + callback + "other");
        return SimulatorProcess.start(InProject.at(JAR, "run mvn package"), MEGABYTES, settings, log);
    }

    static String issuer(int port) {
        return "http://127.0.0.1:" + port;
    }
}
