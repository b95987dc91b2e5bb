package io.desifans.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does by the rules of {@code deploy/nginx.conf} what is needed of them where there is no nginx: one request a connection,
 * a write handed on only if no node has taken it. Good for trying and testing on one machine, and for nothing else.
 */
final class StandInProxy implements ReverseProxy {

    private static final Logger LOG = LoggerFactory.getLogger(StandInProxy.class);
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 60_000;
    private static final long REST_NANOS = Duration.ofSeconds(2).toNanos();

    private static final String NOBODY =
            problem(503, "Service Unavailable", "TEMPORARILY_UNAVAILABLE", "No node answers.");
    private static final String UNKNOWN = problem(
            502, "Bad Gateway", "OUTCOME_UNKNOWN", "The node ended before it answered. Look before you try again.");
    private static final String NOT_FOUND = problem(404, "Not Found", "NOT_FOUND", "There is nothing at this path.");
    private static final String BAD_REQUEST = problem(400, "Bad Request", "BAD_REQUEST", "That is no HTTP.");

    private final ServerSocket door;
    private final List<Integer> commandSide;
    private final List<Integer> querySide;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<Integer, Long> restingSince = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private StandInProxy(ServerSocket door, List<Integer> commandSide, List<Integer> querySide) {
        this.door = door;
        this.commandSide = commandSide;
        this.querySide = querySide;
    }

    static StandInProxy start(int port, List<Integer> commandSide, List<Integer> querySide) {
        try {
            ServerSocket door = new ServerSocket();
            door.setReuseAddress(true);
            door.bind(new InetSocketAddress(port), 1_000);
            StandInProxy proxy = new StandInProxy(door, commandSide, querySide);
            Thread.ofPlatform().daemon().name("proxy").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String label() {
        return "a stand-in for nginx, which is not installed";
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            LOG.debug("The port was closed already");
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                if (!door.isClosed())
                    LOG.warn("A connection is not accepted: {}", e.getClass().getName());
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(ANSWER_MILLIS);
            OutputStream out = client.getOutputStream();
            try {
                ProxiedRequest request = ProxiedRequest.read(client);
                if (request != null) answer(request, out);
            } catch (ProxiedRequest.Unreadable e) {
                say(BAD_REQUEST, out);
            }
        } catch (IOException e) {
            LOG.debug("A client has gone: {}", e.getClass().getName());
        }
    }

    private void answer(ProxiedRequest request, OutputStream out) throws IOException {
        Optional<List<Integer>> side = side(request);
        if (side.isEmpty()) {
            say(NOT_FOUND, out);
            return;
        }
        for (int port : inTurn(side.get())) {
            switch (attempt(request, port, out)) {
                case ANSWERED -> {
                    return;
                }
                case LOST -> {
                    if (request.isWrite()) {
                        say(UNKNOWN, out);
                        return;
                    }
                }
                case NOT_TAKEN -> LOG.debug("Node {} takes nothing", port);
            }
            restingSince.put(port, System.nanoTime());
        }
        say(NOBODY, out);
    }

    private Optional<List<Integer>> side(ProxiedRequest request) {
        if (request.isBelow("/api/auth")) return Optional.of(commandSide);
        if (request.isBelow("/api/v1/audit")
                || request.isBelow("/api/v1/admin/dead-letters")
                || request.isBelow("/api/v1/admin/money-rules")) return Optional.of(querySide);
        if (request.isBelow("/api")) return Optional.of(request.isRead() ? querySide : commandSide);
        if (request.isBelow("/docs") || request.isBelow("/swagger-ui") || request.isBelow("/openapi.json"))
            return Optional.of(querySide);
        return Optional.empty();
    }

    /** Those that have refused lately come last. */
    private List<Integer> inTurn(List<Integer> ports) {
        int first = Math.floorMod(turn.getAndIncrement(), ports.size());
        List<Integer> turned = IntStream.range(0, ports.size())
                .mapToObj(i -> ports.get((first + i) % ports.size()))
                .toList();
        return turned.stream().sorted(Comparator.comparing(this::isResting)).toList();
    }

    private boolean isResting(int port) {
        Long since = restingSince.get(port);
        return since != null && System.nanoTime() - since < REST_NANOS;
    }

    private enum Attempt {
        ANSWERED,
        /** Nothing was done: the node cannot be reached, or is about to end. */
        NOT_TAKEN,
        /** It was sent, and the node has gone. */
        LOST
    }

    private static Attempt attempt(ProxiedRequest request, int port, OutputStream out) throws IOException {
        try (Socket node = new Socket()) {
            try {
                node.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
            } catch (IOException e) {
                return Attempt.NOT_TAKEN;
            }
            byte[] head;
            InputStream in;
            try {
                node.setSoTimeout(ANSWER_MILLIS);
                node.getOutputStream().write(request.forNode());
                node.getOutputStream().flush();
                in = node.getInputStream();
                head = in.readNBytes("HTTP/1.1 502".length());
            } catch (IOException e) {
                return Attempt.LOST;
            }
            String status = new String(head, StandardCharsets.ISO_8859_1);
            if (head.length < "HTTP/1.1 502".length()) return Attempt.LOST;
            if (status.endsWith(" 502")) return Attempt.NOT_TAKEN;
            out.write(head);
            in.transferTo(out);
            out.flush();
            return Attempt.ANSWERED;
        }
    }

    private static void say(String answer, OutputStream out) throws IOException {
        out.write(answer.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String problem(int status, String title, String code, String detail) {
        String body = "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\"}\n"
                .formatted(title, status, code, detail);
        return "HTTP/1.1 %d %s\r\nContent-Type: application/problem+json\r\nContent-Length: %d\r\nConnection: close\r\n%s\r\n%s"
                .formatted(status, title, body.length(), status == 503 ? "Retry-After: 1\r\n" : "", body);
    }
}
