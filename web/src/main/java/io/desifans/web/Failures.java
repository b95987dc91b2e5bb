package io.desifans.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;

/** How failures, as {@link Answer} tells of them, are described. */
final class Failures {

    private static final String PROBLEM = "Problem";
    private static final String AUTH_ERROR = "AuthError";

    private Failures() {}

    static void addTo(Components components) {
        components.addSchemas(PROBLEM, problemSchema()).addSchemas(AUTH_ERROR, authErrorSchema());
    }

    /** Of an operation under {@code /api/v1}. */
    static ApiResponse problem() {
        return failure(PROBLEM, "application/problem+json");
    }

    /** Of an operation under {@code /api/auth}. */
    static ApiResponse authError() {
        return failure(AUTH_ERROR, "application/json");
    }

    private static ApiResponse failure(String schema, String contentType) {
        MediaType body = new MediaType().schema(new Schema<>().$ref(schema));
        return new ApiResponse()
                .description("It is refused, or it failed.")
                .content(new Content().addMediaType(contentType, body));
    }

    private static Schema<?> problemSchema() {
        Schema<?> error = new ObjectSchema()
                .addProperty("field", text("title"))
                .addProperty("message", text("title must be 1 to 200 characters."))
                .required(List.of("field", "message"));
        return new ObjectSchema()
                .description("RFC 9457, with a stable code and the fields that were refused.")
                .addProperty("type", text("about:blank"))
                .addProperty("title", text("Bad Request"))
                .addProperty("status", new IntegerSchema().example(400))
                .addProperty("detail", text("title must be 1 to 200 characters."))
                .addProperty("code", text("VALIDATION_ERROR"))
                .addProperty("errors", new ArraySchema().items(error))
                .addProperty("requestId", text("019c249c-9ed0-71b0-8fd2-f2915ee33969"))
                .required(List.of("type", "title", "status", "detail", "code", "requestId"));
    }

    private static Schema<?> authErrorSchema() {
        return new ObjectSchema()
                .addProperty("code", text("INVALID_EMAIL_OR_PASSWORD"))
                .addProperty("message", text("Invalid email or password"))
                .required(List.of("code", "message"));
    }

    private static Schema<?> text(String example) {
        return new StringSchema().example(example);
    }
}
