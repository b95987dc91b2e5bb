package io.desifans.app;

import io.desifans.eventstore.SettingRefused;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Both sides and, unless another one is configured, their database, from start to shutdown. */
final class Node {

    private static final boolean GATEWAY_IS_CONFIGURED = System.getenv().containsKey("DESIFANS_GATEWAY_BASE_URL");

    private static final boolean MAIL_IS_CONFIGURED = System.getenv().containsKey("SPRING_MAIL_HOST");

    /** A demo pays out at once, and small sums too. All of its people sign up from one address. */
    static final Map<String, Object> DEMO = Map.of(
            "desifans.first-admin.email",
            DemoData.ADMIN,
            "desifans.first-admin.password",
            DemoData.password(DemoData.ADMIN),
            "desifans.payouts.hold-days",
            0,
            "desifans.payouts.threshold-paise",
            100,
            "desifans.payouts.bank-change-block-hours",
            0,
            "desifans.rate-limits.passwords",
            "100/10s");

    private static volatile @Nullable ConfigurableApplicationContext started;
    private static volatile boolean stopping;

    private Node() {}

    /** @throws SettingRefused with one sentence if the port, the data folder or a secret stands in the way */
    static void start(boolean demo) {
        int port = Port.free("SERVER_PORT", System.getenv().getOrDefault("SERVER_PORT", "8080"));
        SpringApplication application = new SpringApplication(DesiFans.class);
        application.setRegisterShutdownHook(false);
        if (Database.isConfigured()) {
            application.setDefaultProperties(Map.of("desifans.demo", false));
            stopAtTheEnd(() -> {});
        } else {
            startBeside(application, port, demo);
        }
        started = application.run("--server.port=" + port);
    }

    /** Whether the process is about to end, so that what goes wrong is a consequence of that. */
    static boolean isStopping() {
        return stopping;
    }

    private static void startBeside(SpringApplication application, int port, boolean demo) {
        DataFolder folder = DataFolder.locked();
        Map<String, Object> settings = new HashMap<>(folder.secrets());
        settings.put("desifans.demo", demo);
        if (demo) settings.putAll(DEMO);
        Runnable stopGateway = GATEWAY_IS_CONFIGURED ? () -> {} : startGateway(folder, port, settings);
        Runnable stopProvider = demo && SimulatedProvider.isWanted() ? startProvider(folder, port, settings) : () -> {};
        StartingDatabase database = StartingDatabase.on(folder);
        Runnable stopPictures = demo ? startPictures(application) : () -> {};
        Runnable stopMails = demo && !MAIL_IS_CONFIGURED ? startMails(application, settings) : () -> {};
        stopAtTheEnd(() -> {
            stopMails.run();
            stopPictures.run();
            stopGateway.run();
            stopProvider.run();
            database.stop();
        });
        application.setDefaultProperties(settings);
        application.addInitializers(context ->
                ((GenericApplicationContext) context).registerBean(JdbcConnectionDetails.class, () -> database));
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

    /** The same for the provider that stands in for Google. Neither remembers anything of the other when it starts anew. */
    private static Runnable startProvider(DataFolder folder, int port, Map<String, Object> settings) {
        int providerPort = SimulatedProvider.choosePort();
        String secret = DataFolder.random();
        settings.putAll(SimulatedProvider.settings(providerPort, secret));
        return SimulatedProvider.start(providerPort, port, secret, folder.resolve("provider.log"))::close;
    }

    /** Gives what ends the server of the pictures. */
    private static Runnable startPictures(SpringApplication application) {
        DemoPictures pictures = DemoPictures.start();
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(DemoPictures.class, () -> pictures));
        return pictures::close;
    }

    /** Says in the settings where they are taken, and gives what ends that. */
    private static Runnable startMails(SpringApplication application, Map<String, Object> settings) {
        DemoMails mails = DemoMails.start();
        settings.putAll(mails.settings());
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(DemoMails.class, () -> mails));
        return mails::close;
    }

    /** One hook for all, so that the database outlives everything that writes to it. */
    private static void stopAtTheEnd(Runnable stopOthers) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopping = true;
            ConfigurableApplicationContext context = started;
            // What is still starting falls with its database, and nobody wants to read how.
            if (context == null) SilencedLogs.silence();
            else context.close();
            stopOthers.run();
        }));
    }
}
