package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every field of every identity endpoint that the API's document names, with everything that it may not hold. */
class IdentityBadInputTest extends EndToEndTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What stands in the place of a field, as JSON. */
    private static final Map<String, String> WRONG_TYPES = Map.of(
            "number", "17",
            "huge number", "1e300",
            "list", "[]",
            "object", "{\"a\": {}}");

    private static final Map<String, String> WRONG_TEXTS = Map.of(
            "too long", text("x".repeat(20_000)),
            "control character", text("a\u0007b\u0000c"),
            "half a character", "\"\\ud800\"",
            "look-alike letters", text("\u0430sha\u212a@ex\u0430mple.test"));

    private static final List<String> QUERIES =
            List.of("", "a%00b", "%07", "%ff%fe", "[]", "-1", "1e300", "//evil.test", "x".repeat(4_000));

    private static final List<String> BODIES =
            List.of("", "{", "[]", "\"text\"", "17", "null", "[".repeat(5_000), "{\"a\":".repeat(5_000), "{\"a\":1}}");

    /** Where a text that names nothing is answered as if it had named something, so that nobody learns which it was. */
    private static final Set<String> SILENT = Set.of(
            "POST /api/auth/revoke-session token",
            "POST /api/auth/admin/revoke-user-session sessionToken",
            "POST /api/auth/admin/revoke-user-sessions userId",
            "POST /api/auth/admin/list-user-sessions userId");

    private final List<String> wrong = new ArrayList<>();
    private Api user;
    private Api admin;

    @Test
    void a_field_that_is_missing_of_another_type_or_unfit_is_refused_in_the_clients_own_form() {
        user = anonymous().signUp("Bina");
        admin = admin();
        List<OpenApiDocument.Operation> operations = operations("POST ")
                .filter(operation -> operation.body().isPresent())
                .toList();
        assertThat(operations).hasSizeGreaterThan(12);
        for (OpenApiDocument.Operation operation : operations) {
            JsonNode body = operation.body().orElseThrow();
            ObjectNode sound = (ObjectNode) body.path("example");
            body.at("/schema/properties").propertyStream().forEach(field -> {
                boolean required = body.at("/schema/required")
                        .valueStream()
                        .anyMatch(name -> name.asString().equals(field.getKey()));
                tryAll(
                        operation,
                        sound,
                        field.getKey(),
                        field.getValue().path("type").asString(""),
                        required);
            });
            for (String broken : BODIES) refuses(operation, "body " + shortened(broken), broken);
            refuses(operation, "2 MB", "{\"a\":\"" + "x".repeat(2_000_000) + "\"}");
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_question_that_makes_no_sense_is_never_our_failure() {
        user = anonymous().signUp("Bina");
        admin = admin();
        List<OpenApiDocument.Operation> questions = operations("GET ").toList();
        assertThat(questions).hasSizeGreaterThan(5);
        for (OpenApiDocument.Operation question : questions)
            question.node().path("parameters").valueStream().forEach(parameter -> {
                String name = parameter.get("name").asString();
                for (String value : QUERIES) {
                    boolean inPath = parameter.path("in").asString().equals("path");
                    String path = inPath
                            ? question.path().replace("{" + name + "}", value.replace("/", "%2f"))
                            : question.path() + "?" + name + "=" + value;
                    int status = caller(question)
                            .get(path.replace("[", "%5b").replace("]", "%5d"))
                            .status();
                    if (status >= 500) wrong.add(path + ": " + status);
                }
            });
        assertThat(wrong).isEmpty();
    }

    private Stream<OpenApiDocument.Operation> operations(String method) {
        return new OpenApiDocument(anonymous().get("/openapi.json").expect(200).json())
                .operations().stream().filter(operation -> operation.name().startsWith(method + "/api/auth/"));
    }

    private Api caller(OpenApiDocument.Operation operation) {
        return operation.path().startsWith("/api/auth/admin/") ? admin : user;
    }

    private void tryAll(
            OpenApiDocument.Operation operation, ObjectNode sound, String field, String type, boolean required) {
        if (required) {
            ObjectNode without = sound.deepCopy();
            without.remove(field);
            refuses(operation, field + " missing", without.toString());
            refuses(operation, field + " null", with(sound, field, "null"));
        }
        WRONG_TYPES.forEach((what, value) -> {
            boolean rightType = type.equals("object") && value.startsWith("{")
                    || type.equals("array") && value.equals("[]")
                    || type.equals("integer") && value.equals("17");
            if (!rightType) refuses(operation, field + " " + what, with(sound, field, value));
        });
        if (SILENT.contains(operation.name() + " " + field)) return;
        WRONG_TEXTS.forEach((what, value) -> {
            boolean letters = what.equals("look-alike letters")
                    && !field.toLowerCase(Locale.ROOT).contains("email");
            if (!letters) refuses(operation, field + " " + what, with(sound, field, value));
        });
    }

    private void refuses(OpenApiDocument.Operation operation, String what, String body) {
        Api.Answer answer = caller(operation).send("POST", operation.path(), body);
        if (answer.status() < 400
                || answer.status() >= 500
                || !inTheirForm(answer.response().body()))
            wrong.add(operation.name() + ", " + what + ": " + answer.status() + " "
                    + shortened(answer.response().body()));
    }

    private static boolean inTheirForm(String body) {
        Map<String, Object> answer = new LinkedHashMap<>(JSON.readValue(body, Map.class));
        return answer.keySet().equals(Set.of("code", "message"))
                && Stream.of("Exception", "io.desifans", "\tat ").noneMatch(body::contains);
    }

    private static String with(ObjectNode sound, String field, String json) {
        ObjectNode body = sound.deepCopy();
        body.put(field, "\u0001here\u0001");
        return body.toString().replace("\"\\u0001here\\u0001\"", json);
    }

    private static String text(String value) {
        return JSON.writeValueAsString(value);
    }

    private static String shortened(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "...";
    }
}
