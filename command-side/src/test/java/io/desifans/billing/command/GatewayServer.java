package io.desifans.billing.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A gateway for tests: it makes and lists what it is asked for, and fails when it is told to. */
public final class GatewayServer implements AutoCloseable {

    static final String KEY = "test-key";
    static final long PAID = 4900;

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What was asked, as {@code POST /customers}. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** What was made, with the bodies that asked for it. */
    final List<ObjectNode> made = new CopyOnWriteArrayList<>();

    /** The statuses with which the next requests fail. */
    final ConcurrentLinkedDeque<Integer> failures = new ConcurrentLinkedDeque<>();

    /** How many things are made next whose answer is lost. */
    final AtomicInteger answersLost = new AtomicInteger();

    private final AtomicInteger ids = new AtomicInteger();
    private final HttpServer server;

    public GatewayServer() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** What was made at a path, such as {@code /checkouts}. */
    List<ObjectNode> madeAt(String path) {
        return made.stream()
                .filter(thing -> thing.path("path").asString("").equals(path))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        requests.add(exchange.getRequestMethod() + " " + path);
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization")))
            send(exchange, 401, error("UNAUTHORIZED"));
        else {
            Integer failure = failures.poll();
            if (failure != null) send(exchange, failure, error("FAILED_" + failure));
            else if (exchange.getRequestMethod().equals("GET"))
                send(exchange, 200, list(path, exchange.getRequestURI().getQuery()));
            else {
                ObjectNode answer = make(path, (ObjectNode) JSON.readTree(body));
                if (answersLost.getAndUpdate(n -> Math.max(0, n - 1)) > 0) send(exchange, 502, error("LOST"));
                else send(exchange, 200, answer);
            }
        }
    }

    private ObjectNode make(String path, ObjectNode body) {
        int number = ids.incrementAndGet();
        switch (path) {
            case "/customers" -> body.put("customer_id", "cus_" + number);
            case "/products" -> body.put("product_id", "pdt_" + number);
            case "/refunds" ->
                body.put("refund_id", "ref_" + number)
                        .put("status", "pending")
                        .put("currency", "INR")
                        .put("amount", body.at("/items/0/amount").asLong(PAID));
            case "/payouts" -> body.put("id", "pout_" + number).put("status", "queued");
            default -> body.put("session_id", "cks_" + number).put("checkout_url", url() + "/pay/cks_" + number);
        }
        made.add(body.put("path", path));
        return body;
    }

    /** Every payment there is was of this amount, for one product; it has all refunds. */
    private JsonNode thing(String path) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        if (path.startsWith("/refunds/"))
            return madeAt("/refunds").stream()
                    .filter(refund -> refund.path("refund_id").asString("").equals(id))
                    .findFirst()
                    .orElseThrow();
        ObjectNode payment = JSON.createObjectNode().put("payment_id", id).put("total_amount", PAID);
        payment.putArray("product_cart").addObject().put("product_id", "pdt_0");
        ArrayNode refunds = payment.putArray("refunds");
        madeAt("/refunds").forEach(refund -> refunds.addObject().set("refund_id", refund.get("refund_id")));
        return payment;
    }

    private JsonNode list(String path, String query) {
        if (query == null) return thing(path);
        ArrayNode items = JSON.createArrayNode();
        boolean first = !query.contains("page_number") || query.contains("page_number=0");
        List<ObjectNode> all = first ? madeAt(path) : new ArrayList<>();
        all.forEach(items::add);
        return JSON.createObjectNode().set("items", items);
    }

    private static ObjectNode error(String code) {
        return JSON.createObjectNode().put("code", code).put("message", "as told");
    }

    private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        if (status == 429) exchange.getResponseHeaders().add("Retry-After", "0");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
