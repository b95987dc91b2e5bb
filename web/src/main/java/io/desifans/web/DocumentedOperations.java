package io.desifans.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Adds to each operation its text and examples, and what holds for all of them. */
final class DocumentedOperations implements OpenApiCustomizer {

    private static final String PROBLEM = "Problem";
    private static final String AUTH_ERROR = "AuthError";

    private final OperationTexts texts;

    DocumentedOperations(OperationTexts texts) {
        this.texts = texts;
    }

    @Override
    public void customise(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem()).addSchemas(AUTH_ERROR, authError());
        api.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((method, operation) -> describe(path, method, operation)));
    }

    private void describe(String path, HttpMethod method, Operation operation) {
        operation.setTags(List.of(tag(path)));
        texts.of(method + " " + path).ifPresent(text -> say(operation, text));
        boolean v1 = Face.isV1(path);
        operation.getResponses().addApiResponse("default", failure(v1));
        if (!v1) return;
        operation.setSecurity(List.of(
                new SecurityRequirement().addList(OpenApiConfiguration.BEARER),
                new SecurityRequirement().addList(OpenApiConfiguration.COOKIE)));
        if (method == HttpMethod.GET)
            operation.addParametersItem(
                    header(WaitForPosition.HEADER, "Answers once the read model has come this far."));
        else write(operation);
    }

    private static void write(Operation operation) {
        operation.addParametersItem(
                header(IdempotentWrites.HEADER, "Sent again with the same key and body, it is answered as before."));
        operation.getResponses().forEach((status, response) -> {
            if (status.startsWith("2"))
                response.addHeaderObject(
                        EventPositionHeader.NAME,
                        new Header().description("Where the log stands.").schema(new StringSchema()));
        });
    }

    private static void say(Operation operation, OperationTexts.Text text) {
        operation.setSummary(text.summary());
        operation.setDescription(text.description());
        if (operation.getRequestBody() != null)
            exemplify(operation.getRequestBody().getContent(), text.request());
        ApiResponses responses = operation.getResponses();
        if (text.status() != null && responses.get("200") != null)
            responses.addApiResponse(text.status().toString(), responses.remove("200"));
        responses.forEach((status, response) -> {
            if (status.startsWith("2")) exemplify(response.getContent(), text.response());
        });
    }

    private static void exemplify(@Nullable Content content, @Nullable Object example) {
        if (content != null && example != null) content.values().forEach(media -> media.setExample(example));
    }

    /** The first segment after the version, or {@code auth}. */
    private static String tag(String path) {
        String[] segments = path.split("/");
        return segments[2].equals("v1") ? segments[3] : segments[2];
    }

    private static Parameter header(String name, String description) {
        return new Parameter().name(name).in("header").description(description).schema(new StringSchema());
    }

    private static ApiResponse failure(boolean v1) {
        Schema<?> schema = new Schema<>().$ref(v1 ? PROBLEM : AUTH_ERROR);
        return new ApiResponse()
                .description("It is refused, or it failed.")
                .content(new Content()
                        .addMediaType(
                                v1 ? "application/problem+json" : "application/json", new MediaType().schema(schema)));
    }

    private static Schema<?> problem() {
        Schema<?> error = new ObjectSchema()
                .addProperty("field", new StringSchema())
                .addProperty("message", new StringSchema())
                .required(List.of("field", "message"));
        return new ObjectSchema()
                .description("RFC 9457, with a stable code and the fields that were refused.")
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("code", new StringSchema())
                .addProperty("errors", new ArraySchema().items(error))
                .addProperty("requestId", new StringSchema())
                .required(List.of("type", "title", "status", "detail", "code", "requestId"));
    }

    private static Schema<?> authError() {
        return new ObjectSchema()
                .addProperty("code", new StringSchema())
                .addProperty("message", new StringSchema())
                .required(List.of("code", "message"));
    }
}
