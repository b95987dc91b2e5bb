package io.desifans.app;

import io.desifans.app.NodeProcess.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two nodes of each side and the proxy before them, on a PostgreSQL that is there. A node that ends is started again. */
final class Cluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final List<Side> SIDES = List.of(Side.COMMAND, Side.COMMAND, Side.QUERY, Side.QUERY);

    private final List<NodeProcess> nodes = new ArrayList<>();
    private final Map<String, String> settings;
    private final int port;
    private final ReverseProxy proxy;
    private boolean closed;

    /**
     * Starts all of them; it takes a while until they answer.
     *
     * @param folder of what they print and the proxy writes
     * @param port of the proxy
     * @param settings environment variables of the nodes
     * @param nginx whether one that is installed is used
     */
    Cluster(Path folder, int port, Map<String, String> settings, boolean nginx) {
        this.port = port;
        this.settings = new HashMap<>(settings);
        this.settings.putIfAbsent("DESIFANS_BASE_URL", url());
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Side side : SIDES) {
            Path log = folder.resolve(side.label() + "-" + (1 + nodes.size() % 2) + ".log");
            nodes.add(started(side, Port.anyFree(), log));
        }
        for (int i = 0; i < nodes.size(); i++) startAgainWhenItEnds(i);
        this.proxy = proxy(folder.resolve("proxy"), nginx);
    }

    private ReverseProxy proxy(Path folder, boolean nginx) {
        List<Integer> commandSide = List.of(node(0).port(), node(1).port());
        List<Integer> querySide = List.of(node(2).port(), node(3).port());
        return Nginx.installed()
                .filter(program -> nginx)
                .<ReverseProxy>map(program -> Nginx.start(program, folder, port, commandSide, querySide))
                .orElseGet(() -> StandInProxy.start(port, commandSide, querySide));
    }

    String url() {
        return "http://localhost:" + port;
    }

    ReverseProxy proxy() {
        return proxy;
    }

    /** The first two are of the command side, the others of the query side. */
    synchronized NodeProcess node(int i) {
        return nodes.get(i);
    }

    synchronized List<NodeProcess> nodes() {
        return List.copyOf(nodes);
    }

    private NodeProcess started(Side side, int nodePort, Path log) {
        return NodeProcess.start(side, nodePort, settings, log);
    }

    private synchronized void startAgainWhenItEnds(int i) {
        NodeProcess node = nodes.get(i);
        var unused = node.onExit()
                .thenRunAsync(() -> startAgain(i, node), CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
    }

    private synchronized void startAgain(int i, NodeProcess ended) {
        if (closed) return;
        LOG.warn(
                "The {} side on port {} has ended and is started again",
                ended.side().label(),
                ended.port());
        nodes.set(i, started(ended.side(), ended.port(), ended.log()));
        startAgainWhenItEnds(i);
    }

    /** The nodes first, so that the proxy can say who is still there. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        nodes.forEach(NodeProcess::terminate);
        nodes.forEach(NodeProcess::awaitExit);
        proxy.close();
    }
}
