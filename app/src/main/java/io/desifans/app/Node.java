package io.desifans.app;

import io.desifans.eventstore.SettingRefused;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Both sides and, unless another one is configured, their database, from start to shutdown. */
final class Node {

    private static final boolean GATEWAY_IS_CONFIGURED = System.getenv().containsKey("DESIFANS_GATEWAY_BASE_URL");

    /** A demo pays out at once, and small sums too. */
    private static final Map<String, Object> DEMO = Map.of(
            "desifans.first-admin.email",
            DemoData.ADMIN,
            "desifans.first-admin.password",
            DemoData.password(DemoData.ADMIN),
            "desifans.payouts.hold-days",
            0,
            "desifans.payouts.threshold-paise",
            100,
            "desifans.payouts.bank-change-block-hours",
            0);

    private static @Nullable ConfigurableApplicationContext context;

    private Node() {}

    /** @throws SettingRefused with one sentence if the port, the data folder or a secret stands in the way */
    static void start(boolean demo) {
        int port = Port.free("SERVER_PORT", System.getenv().getOrDefault("SERVER_PORT", "8080"));
        if (Database.isConfigured()) {
            startOn(Map.of("desifans.demo", false), () -> {});
            return;
        }
        DataFolder folder = DataFolder.locked();
        Map<String, Object> settings = new HashMap<>(folder.secrets());
        settings.put("desifans.demo", demo);
        if (demo) settings.putAll(DEMO);
        Runnable stopGateway = GATEWAY_IS_CONFIGURED ? () -> {} : startGateway(folder, port, settings);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder);
        settings.put("spring.datasource.url", Database.ofReadModel(database.url()));
        startOn(settings, () -> {
            stopGateway.run();
            database.close();
        });
    }

    /** Says in the settings where it is found, and gives what ends it. */
    private static Runnable startGateway(DataFolder folder, int port, Map<String, Object> settings) {
        int gatewayPort = SimulatedGateway.choosePort();
        settings.put("desifans.gateway.base-url", "http://localhost:" + gatewayPort);
        return SimulatedGateway.start(
                gatewayPort,
                port,
                String.valueOf(settings.get("desifans.gateway.api-key")),
                String.valueOf(settings.get("desifans.gateway.webhook-secrets")),
                folder.resolve("gateway.log"))::close;
    }

    static boolean isRunning() {
        return context != null && context.isRunning();
    }

    private static void startOn(Map<String, Object> settings, Runnable stopDatabase) {
        SpringApplication application = new SpringApplication(DesiFans.class);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(settings);
        try {
            ConfigurableApplicationContext started = application.run();
            context = started;
            // One hook for both, so that the database outlives everything that writes to it.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                started.close();
                stopDatabase.run();
            }));
        } catch (RuntimeException e) {
            stopDatabase.run();
            throw e;
        }
    }
}
