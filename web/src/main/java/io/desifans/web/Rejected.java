package io.desifans.web;

import org.jspecify.annotations.Nullable;

/** A request that is understood and refused. The client is told the status, a stable code, a sentence and, for bad input, the field. */
public final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String field;

    private Rejected(int status, String code, @Nullable String field, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.field = field;
    }

    /** 400: this component of the input is missing, too long, out of range or of the wrong form. */
    public static Rejected invalid(String field, String message) {
        return new Rejected(400, "VALIDATION_ERROR", field, message);
    }

    /** As {@link #invalid(String, String)}, with a code of its own. */
    public static Rejected invalid(String code, String field, String message) {
        return new Rejected(400, code, field, message);
    }

    /** 401: this needs a session. */
    public static Rejected unauthenticated() {
        return new Rejected(401, "UNAUTHORIZED", null, "Sign in first.");
    }

    /** 401: these credentials are not good. */
    public static Rejected unauthenticated(String code, String message) {
        return new Rejected(401, code, null, message);
    }

    /** 403: the caller may see it, but may not do this. */
    public static Rejected forbidden(String code, String message) {
        return new Rejected(403, code, null, message);
    }

    /** 404: it is not there, or the caller may not know that it is. */
    public static Rejected notFound(String what) {
        return new Rejected(404, "NOT_FOUND", null, "There is no such " + what + ".");
    }

    /** The same, in words that a client knows. */
    public static Rejected notFound(String code, String message) {
        return new Rejected(404, code, null, message);
    }

    /** 409: not in this state. */
    public static Rejected conflict(String code, String message) {
        return new Rejected(409, code, null, message);
    }

    /** 409: not with this value of the field. */
    public static Rejected conflict(String code, String field, String message) {
        return new Rejected(409, code, field, message);
    }

    /** 422: the value is well formed but someone else holds it. */
    public static Rejected taken(String code, String field, String message) {
        return new Rejected(422, code, field, message);
    }

    /** 422: the value is well formed but not one that can be worked with. */
    public static Rejected unprocessable(String code, String field, String message) {
        return new Rejected(422, code, field, message);
    }

    /** 404: what this field of the body names is not there, or the caller may not know that it is. */
    public static Rejected unknown(String field, String what) {
        return new Rejected(404, "NOT_FOUND", field, "There is no such " + what + ".");
    }

    /** 422: it is well formed and allowed, but not with these amounts. */
    public static Rejected unprocessable(String code, String message) {
        return new Rejected(422, code, null, message);
    }

    /** One that was thrown on another node. */
    public static Rejected elsewhere(int status, String code, @Nullable String field, String message) {
        return new Rejected(status, code, field, message);
    }

    /** The same, said of a record inside the body. */
    Rejected within(String path) {
        if (field == null || path.equals(FieldPath.BODY)) return this;
        return new Rejected(status, code, path + "." + field, String.valueOf(getMessage()));
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public @Nullable String field() {
        return field;
    }
}
