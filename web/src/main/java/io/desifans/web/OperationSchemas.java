package io.desifans.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Describes what a controller's method takes and gives, by its signature. */
final class OperationSchemas implements OperationCustomizer {

    private static final int DEFAULT_LIMIT = Limit.parse(null).rows();

    private final RecordSchemas schemas;

    OperationSchemas(RecordSchemas schemas) {
        this.schemas = schemas;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.getParameterType() == Limit.class) operation.addParametersItem(limit());
            if (parameter.hasParameterAnnotation(RequestBody.class))
                describe(
                        operation.getRequestBody().getContent(),
                        schemas.ofBody(ResolvableType.forMethodParameter(parameter)));
        }
        ResolvableType answer = ResolvableType.forMethodReturnType(method.getMethod());
        ResolvableType body = answer.toClass() == ResponseEntity.class ? answer.getGeneric(0) : answer;
        if (body.toClass() != void.class) {
            Schema<?> schema = body.toClass() == SseEmitter.class ? new StringSchema() : schemas.ofAnswer(body);
            operation.getResponses().values().forEach(response -> describe(response.getContent(), schema));
        }
        if (method.hasMethodAnnotation(Revalidated.class)) revalidated(operation);
        if (!CheckedRequest.needsSession(method)) operation.addSecurityItem(new SecurityRequirement());
        return operation;
    }

    private static void describe(@Nullable Content content, Schema<?> schema) {
        if (content != null) content.values().forEach(media -> media.setSchema(schema));
    }

    private static void revalidated(Operation operation) {
        operation.addParametersItem(DocumentedOperations.header(
                HttpHeaders.IF_NONE_MATCH,
                "The ETag of an earlier answer: 304 without a body if it is still this one."));
        operation
                .getResponses()
                .values()
                .forEach(response ->
                        DocumentedOperations.says(response, HttpHeaders.ETAG, "Of what this reader is answered."));
        operation.getResponses().addApiResponse("304", new ApiResponse().description("Not Modified"));
    }

    private static Parameter limit() {
        IntegerSchema rows = new IntegerSchema();
        rows.setDefault(DEFAULT_LIMIT);
        return new Parameter()
                .name(Limit.PARAMETER)
                .in("query")
                .description("Rows of a page, 1 to 100; out of range is clamped.")
                .schema(rows);
    }
}
