package io.desifans.app;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the application says of its REST face, operation by operation. */
final class OpenApiDocument {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final JsonNode root;
    private final JsonNode components;

    OpenApiDocument(JsonNode root) {
        this.root = root;
        this.components = closed(root.path("components"));
    }

    /** @param name method and path, as the texts have it */
    record Operation(String name, String path, JsonNode node) {

        String id() {
            return node.path("operationId").asString("");
        }

        /** What is sent as JSON. */
        Optional<JsonNode> body() {
            return node.path("requestBody").path("content").optional("application/json");
        }

        Map.Entry<String, JsonNode> success() {
            return node.path("responses")
                    .propertyStream()
                    .filter(response -> response.getKey().startsWith("2"))
                    .findFirst()
                    .orElse(Map.entry("none", node.path("responses").path("none")));
        }

        /** What a success answers as JSON. */
        Optional<JsonNode> answer() {
            JsonNode content = success().getValue().path("content");
            return content.optional("application/json").or(() -> content.optional("text/event-stream"));
        }

        Stream<JsonNode> bodyAndAnswer() {
            return Stream.concat(body().stream(), answer().stream());
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(operation -> operations.add(new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                path.getKey(),
                                operation.getValue()))));
        return operations;
    }

    Operation operation(String name) {
        return operations().stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The schema itself, not a reference to it. */
    JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : root.at(reference.substring(1));
    }

    /** What in the example is not as its schema says; fields that the schema does not know are not either. */
    List<Error> errors(JsonNode media) {
        ObjectNode schema = (ObjectNode) closed(media.path("schema"));
        schema.set("components", components);
        return SCHEMAS.getSchema(schema).validate(media.path("example"));
    }

    private static JsonNode closed(JsonNode schemas) {
        JsonNode copy = schemas.deepCopy();
        close(copy);
        return copy;
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && schema.path("properties").isObject())
            object.put("additionalProperties", false);
        schema.forEach(OpenApiDocument::close);
    }
}
