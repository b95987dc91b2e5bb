package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.app.AccessTable.Row;
import io.desifans.app.OpenApiDocument.Operation;
import io.desifans.command.Commands;
import io.desifans.command.NewId;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.RegisterUser;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.web.Caller;
import io.desifans.web.SessionToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Who gets what answer where: every operation of docs/openapi.json for each of twelve identities. */
class AccessMatrixTest extends EndToEndTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "openapi.json");
    private static final Pattern VARIABLE = Pattern.compile("([\\w-]+)/(\\{\\w+})");
    private static final String WRITE = "access.write";

    /** Who has changed something that others would find unchanged comes after them. */
    private static final List<String> LAST = List.of("buyer", "subscriber", "admin", "owner");

    /** Optional ids, and what must be another one each time. */
    private static final Set<String> LEFT_OUT =
            Set.of("membershipId", "postId", "serviceId", "commentId", "transactionId", "messageId");

    private static final String WHAT_TO_DO = """
            Every operation of docs/openapi.json has a row in app/src/test/resources/access-matrix.txt, whose head says how it
            is read. The rows below are what was answered just now. Look whether each answer is what it should be, above all
            that nobody gets a 2xx who must not; then put the row into the table, or have the whole table written anew:

              mvn -B -o -pl app,gateway-simulator,oidc-simulator -am verify -Dtest=AccessMatrixTest -Dsurefire.failIfNoSpecifiedTests=false -Daccess.write=true
            """;

    @Autowired
    private Commands commands;

    @Autowired
    private Clock clock;

    private final JsonMapper json = JsonMapper.shared();

    @Test
    void every_operation_answers_each_of_twelve_identities_as_the_table_says() throws Exception {
        OpenApiDocument document = new OpenApiDocument(json.readTree(Files.readString(DOCUMENT)));
        AccessTable table = AccessTable.read();
        Map<String, Operation> operations = new HashMap<>();
        document.operations().forEach(operation -> operations.put(operation.name(), operation));
        addMissing(table, document);
        assertThat(table.rows().stream().map(Row::operation).filter(name -> !operations.containsKey(name)))
                .as("rows of access-matrix.txt that are of no operation in docs/openapi.json: take them out")
                .isEmpty();

        AccessWorld world = new AccessWorld(this, expired());
        Map<Row, Row> seen = new HashMap<>();
        for (Row row : inOrder(table))
            seen.put(row, row.answered(answers(row, operations.get(row.operation()), world)));
        List<String> wrong = new ArrayList<>();
        for (Row row : table.rows())
            if (!row.equals(seen.get(row))) wrong.add("was " + row + "\n    is  " + seen.get(row));
        table.rows().replaceAll(seen::get);
        if (Boolean.getBoolean(WRITE)) table.write();
        else assertThat(wrong).as(WHAT_TO_DO).isEmpty();
    }

    /** Behind the one it follows in the document. */
    private static void addMissing(AccessTable table, OpenApiDocument document) {
        int at = 0;
        for (Operation operation : document.operations()) {
            int found = -1;
            for (int i = 0; i < table.rows().size(); i++)
                if (table.rows().get(i).operation().equals(operation.name())) found = i;
            if (found < 0) table.rows().add(at++, new Row(operation.name(), Map.of(), List.of()));
            else at = found + 1;
        }
    }

    /** First what only reads, then what changes something, then what takes it away, and at last one's own session. */
    private static List<Row> inOrder(AccessTable table) {
        return table.rows().stream()
                .sorted(Comparator.comparingInt(row -> {
                    if (row.path().matches("/api/auth/(sign-out|revoke-sessions)")) return 7;
                    if (row.path().matches("/api/auth/admin/stop-.*")) return 6;
                    if (row.path().matches("/api/auth/revoke-.*")) return 5;
                    if (row.operation().equals("DELETE /api/v1/creators/me")) return 4;
                    if (row.method().equals("DELETE")) return 3;
                    return row.method().equals("GET") ? 1 : 2;
                }))
                .toList();
    }

    private List<String> answers(Row row, Operation operation, AccessWorld world) throws Exception {
        Map<String, Callable<String>> calls = new HashMap<>();
        for (String identity : AccessWorld.IDENTITIES)
            calls.put(
                    identity,
                    () -> world.client(identity)
                            .status(row.method(), path(row, operation, world), body(row, operation, world)));
        Map<String, String> statuses = new HashMap<>();
        if (row.method().equals("GET")) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Map<String, Future<String>> running = new HashMap<>();
                calls.forEach((identity, call) -> running.put(identity, threads.submit(call)));
                for (var each : running.entrySet())
                    statuses.put(each.getKey(), each.getValue().get());
            }
        } else {
            List<String> order = new ArrayList<>(AccessWorld.IDENTITIES);
            order.sort(Comparator.comparingInt(LAST::indexOf));
            for (String identity : order)
                statuses.put(identity, calls.get(identity).call());
        }
        return AccessWorld.IDENTITIES.stream().map(statuses::get).toList();
    }

    private static String path(Row row, Operation operation, AccessWorld world) {
        Matcher variable = VARIABLE.matcher(row.path());
        StringBuilder path = new StringBuilder();
        Set<String> used = new HashSet<>();
        while (variable.find()) {
            String name = variable.group(2).substring(1, variable.group(2).length() - 1);
            used.add(name);
            String thing = row.with().getOrDefault(name, variable.group());
            variable.appendReplacement(path, variable.group(1) + "/" + world.thing(thing));
        }
        variable.appendTail(path);
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : operation.node().path("parameters")) {
            String name = parameter.path("name").asString();
            boolean asked =
                    parameter.path("required").asBoolean(false) || row.with().containsKey(name);
            if (parameter.path("in").asString().equals("query") && asked && used.add(name))
                query.append(query.isEmpty() ? "?" : "&")
                        .append(name)
                        .append('=')
                        .append(row.with().containsKey(name) ? row.with().get(name) : world.thing("?" + name));
        }
        return path.append(query).toString();
    }

    /** The example of the document, about what is there. */
    private static String body(Row row, Operation operation, AccessWorld world) {
        JsonNode example = operation.body().map(media -> media.path("example")).orElse(null);
        if (!(example instanceof ObjectNode given)) return null;
        ObjectNode body = given.deepCopy();
        body.remove(LEFT_OUT);
        for (String name : List.copyOf(body.propertyNames())) {
            String thing = row.with().getOrDefault(name, "body/" + name);
            if (world.knows(thing)) body.set(name, JsonMapper.shared().valueToTree(world.thing(thing)));
            else if (row.with().containsKey(name)) body.put(name, thing);
            else if (name.toLowerCase(Locale.ROOT).endsWith("email"))
                body.put(name, UUID.randomUUID() + "@example.test");
            else if (name.equals("password") || name.equals("currentPassword")) body.put(name, "not the password");
        }
        return body.toString();
    }

    private Api expired() {
        String token = NewId.next();
        String userId = NewId.next();
        var registration = new Registration("Late", userId + "@example.test", null, NewId.next(), "no hash");
        var session = new NewSession(
                NewId.next(), SessionToken.hash(token), clock.instant().minus(Duration.ofDays(30)), true, null, null);
        commands.send(new RegisterUser(userId, registration, session), Caller.ANONYMOUS);
        return anonymous().bearer(token);
    }
}
