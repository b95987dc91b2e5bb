package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.desifans.app.OpenApiDocument.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of the REST face is whole, true and the committed one. */
class OpenApiDocumentTest extends EndToEndTest {

    private static final Path COMMITTED = Path.of("..", "docs", "openapi.json");

    private static final String WHAT_TO_DO = """
            Every operation has a text in src/main/resources/openapi/<domain>.yaml of its module, such as

              POST /api/v1/memberships:
                id: offerMembership
                summary: Offers a tier that fans pay for by the month.
                description: 409 ID_TAKEN.            # only where a rule needs it
                status: 201                           # only where a success is not 200 or 204
                request: {title: Inner circle, …}     # only where there is a body
                response: {membershipId: 019c1889-…}  # only where something is answered

            Then write docs/openapi.json anew, look at what changed in it, and commit it:

              mvn -B -pl app -am test -Dtest=OpenApiDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Dopenapi.write=true
            """;

    private static final Pattern CODE = Pattern.compile("\\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\\b");
    private static final Pattern LITERAL = Pattern.compile("\"(" + CODE + ")\"");

    /** An admin's rights, which end in what the right is called. */
    private static final String RIGHT = "YOU_ARE_NOT_ALLOWED_TO_";

    /** Settings, claims, and what only processes of our own are told. */
    private static final Set<String> NO_ANSWER = Set.of(
            "ANOTHER_USER",
            "BUYER_DELETED",
            "CURRENCY_MISMATCH",
            "EARNING_CREDITED",
            "EMAIL_CHANGED",
            "FIRST_ADMIN_EXISTS",
            "GATEWAY_PAYMENT_TAKEN",
            "LOGGING_STRUCTURED_FORMAT_CONSOLE",
            "NOT_THE_PAYMENT",
            "PASSWORD_CHANGED",
            "POST_DELETED",
            "SERVER_PORT",
            "SERVICE_GONE",
            "SPRING_DATASOURCE_PASSWORD",
            "SPRING_DATASOURCE_URL",
            "SPRING_DATASOURCE_USERNAME",
            "UNKNOWN_ID",
            "UNKNOWN_PAYMENT",
            "UNKNOWN_SUBSCRIPTION");

    @Autowired
    JsonMapper json;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping controllers;

    private OpenApiDocument document;
    private JsonNode root;

    @BeforeEach
    void read() {
        root = anonymous().get("/openapi.json").expect(200).json();
        document = new OpenApiDocument(root);
    }

    @Test
    void every_operation_is_described() {
        List<String> missing = new ArrayList<>();
        for (Operation operation : document.operations())
            missingIn(operation).forEach(what -> missing.add(operation.name() + ": " + what));
        assertThat(missing).as(WHAT_TO_DO).isEmpty();
    }

    private static List<String> missingIn(Operation operation) {
        List<String> missing = new ArrayList<>();
        JsonNode node = operation.node();
        if (node.path("summary").asString("").isBlank()) missing.add("no summary");
        if (!operation.id().matches("[a-z][A-Za-z]*")) missing.add("no id");
        if (node.path("tags").isEmpty()) missing.add("no tag");
        if (operation.success().getKey().equals("none")) missing.add("no success");
        if (node.at("/responses/default/content").isEmpty()) missing.add("no failure");
        for (JsonNode parameter : node.path("parameters"))
            if (!parameter.path("in").asString().equals("path") && !parameter.has("description"))
                missing.add(
                        "parameters does not say what " + parameter.path("name").asString() + " is");
        if (node.has("requestBody")
                && !operation.body().map(OpenApiDocumentTest::isShown).orElse(false)) missing.add("no request");
        if (!operation.success().getKey().equals("204")
                && !operation.answer().map(OpenApiDocumentTest::isShown).orElse(false)) missing.add("no response");
        return missing;
    }

    private static boolean isShown(JsonNode media) {
        return media.path("schema").isObject() && media.has("example");
    }

    @Test
    void every_operation_is_called_and_found_by_one_name_only() {
        assertThat(document.operations().stream().map(Operation::id)).doesNotHaveDuplicates();
        Map<String, Set<String>> paths = new TreeMap<>();
        for (Operation operation : document.operations())
            paths.computeIfAbsent(operation.path().replaceAll("\\{\\w+}", "{}"), any -> new HashSet<>())
                    .add(operation.path());
        assertThat(paths.values())
                .as("Variables at the same place of a path have the same name.")
                .allSatisfy(same -> assertThat(same).hasSize(1));
    }

    @Test
    void every_example_is_as_its_schema_says() {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : document.operations())
            operation
                    .bodyAndAnswer()
                    .flatMap(media -> document.errors(media).stream())
                    .forEach(error -> wrong.add(operation.name() + error));
        assertThat(wrong).as(WHAT_TO_DO).isEmpty();
    }

    /** The same mapper reads the body of a request. */
    @Test
    void an_example_is_read_by_its_controller_and_only_what_is_required_is_missed() {
        Map<String, Type> bodies = bodies();
        assertThat(bodies).isNotEmpty();
        bodies.forEach((name, type) -> {
            JsonNode media = document.operation(name).body().orElseThrow();
            JsonNode example = media.path("example");
            assertThat(isRead(example, type)).as(name).isTrue();
            JsonNode schema = document.resolved(media.path("schema"));
            schema.path("properties").propertyNames().forEach(field -> {
                ObjectNode without = ((ObjectNode) example.deepCopy()).without(field);
                boolean required = schema.path("required")
                        .valueStream()
                        .anyMatch(each -> each.asString().equals(field));
                assertThat(isRead(without, type)).as(name + " without " + field).isEqualTo(!required);
            });
        });
    }

    private boolean isRead(JsonNode body, Type type) {
        try {
            json.readValue(body.toString(), json.constructType(type));
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    /** By operation; the fields of a map are nobody's but the controller's. */
    private Map<String, Type> bodies() {
        Map<String, Type> bodies = new TreeMap<>();
        controllers.getHandlerMethods().forEach((mapping, method) -> {
            for (MethodParameter parameter : method.getMethodParameters())
                if (parameter.hasParameterAnnotation(RequestBody.class)
                        && parameter.getParameterType().isRecord())
                    bodies.put(
                            mapping.getMethodsCondition()
                                            .getMethods()
                                            .iterator()
                                            .next() + " "
                                    + mapping.getPatternValues().iterator().next(),
                            parameter.getGenericParameterType());
        });
        return bodies;
    }

    @Test
    void the_codes_of_all_refusals_are_described_and_no_other() throws IOException {
        Set<String> inSources = new TreeSet<>();
        for (String module : List.of("web", "command-side", "query-side"))
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file : files.filter(Files::isRegularFile).toList())
                    LITERAL.matcher(Files.readString(file)).results().forEach(code -> inSources.add(code.group(1)));
            }
        Set<String> described = new TreeSet<>();
        for (JsonNode text : root.findValues("description"))
            if (text.isString()) CODE.matcher(text.asString()).results().forEach(code -> described.add(code.group()));
        assertThat(inSources.stream().filter(code -> !described.contains(code)))
                .as("not described; if no client is ever answered so, put it into NO_ANSWER")
                .containsExactlyInAnyOrderElementsOf(NO_ANSWER);
        assertThat(described)
                .as("described, but in no source")
                .allMatch(code -> inSources.contains(code) || code.startsWith(RIGHT) || isOfStatus(code));
    }

    private static boolean isOfStatus(String code) {
        return Arrays.stream(HttpStatus.values())
                .anyMatch(status -> status.name().equals(code));
    }

    /** By their names: what is one of few is called so, and what is called so and is not stands here. */
    @Test
    void a_text_that_is_one_of_few_lists_them() {
        Set<String> anything = Set.of(
                "Access.method", "Problem.type", "StoredEvent.aggregateType", "Webhook.type", "DeadLetter.sqlState");
        List<String> open = new ArrayList<>();
        root.at("/components/schemas")
                .propertyStream()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .propertyStream()
                        .filter(field -> field.getKey().matches("(?i).*(status|state|type|kind|phase|method)"))
                        .filter(field ->
                                field.getValue().path("type").toString().contains("string"))
                        .filter(field -> !field.getValue().has("enum"))
                        .forEach(field -> open.add(schema.getKey() + "." + field.getKey())));
        assertThat(open).as("@OneOf says which").containsExactlyInAnyOrderElementsOf(anything);
    }

    @Test
    void no_text_describes_what_is_not_there() throws IOException {
        Set<String> texts = new HashSet<>();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:openapi/*.yaml"))
            try (InputStream yaml = file.getInputStream()) {
                Map<String, Object> said = new Yaml().load(yaml);
                texts.addAll(said.keySet());
            }
        texts.remove("parameters");
        document.operations().forEach(operation -> texts.remove(operation.name()));
        assertThat(texts).isEmpty();
    }

    @Test
    void the_committed_document_is_this_one() throws IOException {
        String now = json.rebuild()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(root)
                + "\n";
        if (Boolean.getBoolean("openapi.write")) Files.writeString(COMMITTED, now);
        if (!Files.readString(COMMITTED).equals(now))
            fail("docs/openapi.json is not what is served.\n\n%s", WHAT_TO_DO);
    }
}
