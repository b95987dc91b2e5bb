package io.desifans.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpStatus;

/** Adds to each operation its text and examples, and what holds for all of them. */
final class DocumentedOperations implements OpenApiCustomizer {

    private static final String JSON = "application/json";

    private final OperationTexts texts;
    private final RecordSchemas schemas;

    DocumentedOperations(OperationTexts texts, RecordSchemas schemas) {
        this.texts = texts;
        this.schemas = schemas;
    }

    @Override
    public void customise(OpenAPI api) {
        Components components = api.getComponents();
        components.setSchemas(null);
        schemas.byName().forEach(components::addSchemas);
        Failures.addTo(components);
        Paths paths = new Paths();
        new TreeMap<>(api.getPaths()).forEach(paths::addPathItem);
        api.setPaths(paths);
        paths.forEach((path, item) ->
                item.readOperationsMap().forEach((method, operation) -> describe(path, method, operation)));
    }

    private void describe(String path, HttpMethod method, Operation operation) {
        operation.setTags(List.of(tag(path)));
        boolean v1 = Face.isV1(path);
        boolean read = method == HttpMethod.GET;
        boolean ofRole = path.startsWith("/api/v1/admin/")
                || path.startsWith("/api/v1/audit/")
                || path.startsWith("/api/auth/admin/");
        operation.setSecurity(sessions(ofRole || v1 && !read || operation.getSecurity() == null));
        if (path.equals(Face.WEBHOOK)) operation.setSecurity(List.of(new SecurityRequirement()));
        else if (v1 && read) read(operation);
        else if (v1) write(operation);
        texts.of(method + " " + path).ifPresent(text -> say(operation, text));
        operation.getResponses().addApiResponse("default", v1 ? Failures.problem() : Failures.authError());
    }

    private static List<SecurityRequirement> sessions(boolean needed) {
        List<SecurityRequirement> either = new ArrayList<>(List.of(
                new SecurityRequirement().addList(OpenApiConfiguration.BEARER),
                new SecurityRequirement().addList(OpenApiConfiguration.COOKIE)));
        if (!needed) either.add(new SecurityRequirement());
        return either;
    }

    private static void read(Operation operation) {
        operation.addParametersItem(header(WaitForPosition.HEADER, "Answers once the read model has come this far."));
        for (Parameter parameter : operation.getParameters()) {
            if (parameter.getSchema().getTypes() != null)
                parameter.getSchema().getTypes().remove("null");
            if (Cursor.PARAMETER.equals(parameter.getName()))
                parameter.setDescription("Where the page begins: nextCursor of the page before.");
        }
    }

    private static void write(Operation operation) {
        operation.addParametersItem(
                header(IdempotentWrites.HEADER, "Sent again with the same key and body, it is answered as before."));
        operation.getResponses().forEach((status, response) -> {
            if (status.startsWith("2")) says(response, EventPositionHeader.NAME, "Where the log stands.");
        });
    }

    private void say(Operation operation, OperationTexts.Text text) {
        operation.setOperationId(text.id());
        operation.setSummary(text.summary());
        operation.setDescription(text.description());
        if (operation.getParameters() != null)
            for (Parameter parameter : operation.getParameters()) explain(parameter, text);
        if (!text.fields().isEmpty()) take(operation, text.fields());
        if (operation.getRequestBody() != null)
            exemplify(operation.getRequestBody().getContent(), text.request());
        ApiResponses responses = operation.getResponses();
        if (text.status() != null && responses.get("200") != null)
            responses.addApiResponse(text.status().toString(), responses.remove("200"));
        ApiResponse created = responses.get("201");
        if (created != null) says(created, "Location", "Where it is.");
        responses.forEach((status, response) -> {
            if (!status.startsWith("2")) return;
            response.setDescription(HttpStatus.valueOf(Integer.parseInt(status)).getReasonPhrase());
            exemplify(response.getContent(), text.response());
        });
    }

    private void explain(Parameter parameter, OperationTexts.Text text) {
        String name = parameter.getName();
        String meaning = text.parameters().getOrDefault(name, texts.parameter(name));
        if (meaning != null && !parameter.getIn().equals("path")) parameter.setDescription(meaning);
    }

    private static void take(Operation operation, Map<String, String> fields) {
        Schema<?> schema = new ObjectSchema();
        List<String> required = new ArrayList<>();
        fields.forEach((name, type) -> {
            String field = name.replace("?", "");
            schema.addProperty(field, typed(type));
            if (field.equals(name)) required.add(field);
        });
        schema.setRequired(required);
        if (operation.getRequestBody() == null)
            operation.requestBody(
                    new RequestBody().required(true).content(new Content().addMediaType(JSON, new MediaType())));
        Content content = new Content();
        new TreeMap<>(operation.getRequestBody().getContent())
                .forEach((name, media) -> content.addMediaType(name, media.schema(schema)));
        operation.getRequestBody().setContent(content);
    }

    /** @param type of JSON, or of the items of a list: {@code string[]} */
    private static Schema<?> typed(String type) {
        if (!type.endsWith("[]")) return new Schema<>().types(Set.of(type));
        return new Schema<>().types(Set.of("array")).items(typed(type.substring(0, type.length() - 2)));
    }

    private static void exemplify(@Nullable Content content, @Nullable Object example) {
        if (content != null && example != null) content.values().forEach(media -> media.setExample(example));
    }

    /** The first segment after the version, or {@code auth}. */
    private static String tag(String path) {
        String[] segments = path.split("/");
        return segments[2].equals("v1") ? segments[3] : segments[2];
    }

    static Parameter header(String name, String description) {
        return new Parameter().name(name).in("header").description(description).schema(new StringSchema());
    }

    static void says(ApiResponse response, String header, String description) {
        response.addHeaderObject(header, new Header().description(description).schema(new StringSchema()));
    }
}
