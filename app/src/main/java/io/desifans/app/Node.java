package io.desifans.app;

import io.desifans.eventstore.SettingRefused;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Both sides and, unless another one is configured, their database, from start to shutdown. */
final class Node {

    private static @Nullable ConfigurableApplicationContext context;

    private Node() {}

    /** @throws SettingRefused with one sentence if the port, the data folder or a secret stands in the way */
    static void start(boolean demo) {
        requireFreePort();
        if (Database.isConfigured()) {
            startOn(Map.of("desifans.demo", false), () -> {});
            return;
        }
        DataFolder folder = DataFolder.locked();
        EmbeddedDatabase database = EmbeddedDatabase.start(folder);
        Map<String, Object> settings = new HashMap<>(folder.secrets());
        settings.put("spring.datasource.url", Database.ofReadModel(database.url()));
        settings.put("desifans.demo", demo);
        if (demo) {
            settings.put("desifans.first-admin.email", DemoData.ADMIN);
            settings.put("desifans.first-admin.password", DemoData.password(DemoData.ADMIN));
        }
        startOn(settings, database::close);
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

    private static void requireFreePort() {
        String port = System.getenv().getOrDefault("SERVER_PORT", "8080");
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(Integer.parseInt(port)));
        } catch (IOException e) {
            throw new SettingRefused("Port " + port + " is taken: stop what listens there or set SERVER_PORT.");
        } catch (IllegalArgumentException e) {
            throw new SettingRefused("SERVER_PORT is not a port number: " + port + ".");
        }
    }
}
