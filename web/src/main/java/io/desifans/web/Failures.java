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

    private static final String ANYWHERE = "Beside those that an operation names, any may answer "
            + "400 VALIDATION_ERROR; 401 UNAUTHORIZED; 403 FORBIDDEN, ACCOUNT_BANNED or ACCOUNT_DELETED, and with a cookie "
            + "from a page that is not trusted MISSING_OR_NULL_ORIGIN or INVALID_ORIGIN; 404 NOT_FOUND; "
            + "409 CHANGED_MEANWHILE; 413 PAYLOAD_TOO_LARGE; 415 UNSUPPORTED_MEDIA_TYPE; 500 INTERNAL_ERROR; "
            + "502 NODE_IS_ENDING; 503 BUSY, NOT_YET_VISIBLE or TEMPORARILY_UNAVAILABLE. With Retry-After the same "
            + "request may be sent again.";
    private static final String UNDER_V1 =
            " Where an amount is sent: 400 INVALID_AMOUNT, 422 AMOUNT_OUT_OF_RANGE. With an Idempotency-Key: "
                    + "409 IDEMPOTENCY_KEY_IN_USE, 422 IDEMPOTENCY_KEY_REUSED. 403 NOT_ALLOWED for a role that may not.";

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
                .addProperty("code", text("VALIDATION_ERROR").description(ANYWHERE + UNDER_V1))
                .addProperty("errors", new ArraySchema().items(error))
                .addProperty("requestId", text("019c249c-9ed0-71b0-8fd2-f2915ee33969"))
                .required(List.of("type", "title", "status", "detail", "code", "requestId"));
    }

    private static Schema<?> authErrorSchema() {
        return new ObjectSchema()
                .addProperty("code", text("INVALID_EMAIL_OR_PASSWORD").description(ANYWHERE))
                .addProperty("message", text("Invalid email or password"))
                .required(List.of("code", "message"));
    }

    private static Schema<?> text(String example) {
        return new StringSchema().example(example);
    }
}
