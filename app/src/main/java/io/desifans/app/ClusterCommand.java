package io.desifans.app;

import io.desifans.eventstore.SettingRefused;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command for whoever wants to see several nodes of each side at work, on one machine and without containers. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description = "Starts two nodes of each side, each a process of its own, the gateway simulator and a reverse"
                + " proxy: nginx where it is installed, or else a small stand-in for it. A node that ends is started"
                + " again. Logs are in the data folder.",
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  SERVER_PORT            HTTP port of the proxy, 8080 if absent",
            "  DESIFANS_DATA          folder of the database, the secrets and the logs, .data if absent",
            "  SPRING_DATASOURCE_URL  use this PostgreSQL instead; the nodes then need what --help of each side names"
        })
final class ClusterCommand implements Runnable {

    private final Deque<Runnable> endings = new ArrayDeque<>();

    @Option(names = "--empty", description = "Start without demo data.")
    private boolean empty;

    @Option(names = "--stand-in", description = "Use the stand-in even where nginx is installed.")
    private boolean standIn;

    private volatile boolean stopping;

    @Override
    public void run() {
        int port = Port.free("SERVER_PORT", System.getenv().getOrDefault("SERVER_PORT", "8080"));
        DataFolder folder = DataFolder.locked();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        Map<String, String> settings = new HashMap<>();
        if (!Database.isConfigured()) startWhatNodesNeed(folder, port, settings);
        Cluster cluster = opened(new Cluster(folder.resolve("cluster"), port, settings, !standIn));
        awaitAll(cluster);
        boolean demo = !empty && !Database.isConfigured();
        if (demo) new DemoData(port, opened(DemoPictures.start()).base()).seed();
        print(cluster, demo);
        while (!stopping) LockSupport.park(this);
    }

    private void startWhatNodesNeed(DataFolder folder, int port, Map<String, String> settings) {
        EmbeddedDatabase database = opened(EmbeddedDatabase.start(folder));
        settings.put("SPRING_DATASOURCE_URL", database.url());
        Map<String, Object> secrets = folder.secrets();
        secrets.forEach((name, value) -> settings.put(variable(name), value.toString()));
        if (!empty) {
            Node.DEMO.forEach((name, value) -> settings.put(variable(name), value.toString()));
            if (SimulatedProvider.isWanted()) startProvider(folder, port, settings);
        }
        if (System.getenv().containsKey("DESIFANS_GATEWAY_BASE_URL")) return;
        int gatewayPort = SimulatedGateway.choosePort();
        settings.put("DESIFANS_GATEWAY_BASE_URL", "http://localhost:" + gatewayPort);
        opened(SimulatedGateway.start(
                gatewayPort,
                port,
                String.valueOf(secrets.get("desifans.gateway.api-key")),
                String.valueOf(secrets.get("desifans.gateway.webhook-secrets")),
                folder.resolve("gateway.log")));
    }

    private void startProvider(DataFolder folder, int port, Map<String, String> settings) {
        int providerPort = SimulatedProvider.choosePort();
        String secret = DataFolder.random();
        SimulatedProvider.settings(providerPort, secret).forEach((name, value) -> settings.put(variable(name), value));
        opened(SimulatedProvider.start(providerPort, port, secret, folder.resolve("provider.log")));
    }

    /** The environment variable of a setting. */
    static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    private static void awaitAll(Cluster cluster) {
        for (NodeProcess node : cluster.nodes())
            while (!node.answers()) {
                if (!node.isAlive())
                    throw new SettingRefused(
                            "A node of the " + node.side().label() + " side does not start: see " + node.log() + ".");
                LockSupport.parkNanos(50_000_000);
            }
    }

    private static void print(Cluster cluster, boolean demo) {
        Welcome.sayReady(cluster.url());
        System.out.println("Before the nodes: " + cluster.proxy().label());
        for (NodeProcess node : cluster.nodes())
            System.out.printf(
                    "  %-7s side, process %d, http://localhost:%d, log %s%n",
                    node.side().label(), node.pid(), node.port(), node.log());
        if (demo) Welcome.sayLogIns();
    }

    /** Ends with the process, before what was opened earlier. */
    private synchronized <T extends AutoCloseable> T opened(T part) {
        endings.push(() -> close(part));
        if (stopping) stop();
        return part;
    }

    private synchronized void stop() {
        stopping = true;
        for (@Nullable Runnable end = endings.poll(); end != null; end = endings.poll()) end.run();
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
