package io.desifans.gateway;

/** A request that is answered with an error, as the real gateway words it: a status, a code, a message. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private Refused(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    /** 400: no JSON, a value of the wrong type, a field that must be there and is not. */
    static Refused body(String message) {
        return new Refused(400, "INVALID_REQUEST_BODY", message);
    }

    /** 400: a query parameter. */
    static Refused parameter(String message) {
        return new Refused(400, "INVALID_REQUEST_PARAMETERS", message);
    }

    /** 401. */
    static Refused unauthorized() {
        return new Refused(401, "UNAUTHORIZED", "The API key is missing or wrong.");
    }

    /** 404. */
    static Refused unknown(String what) {
        return new Refused(404, "NOT_FOUND", what + " does not exist.");
    }

    /** 409: the checkout session has its payment. */
    static Refused consumed() {
        return new Refused(409, "CHECKOUT_SESSION_CONSUMED", "Checkout session is already consumed.");
    }

    /** 413. */
    static Refused tooLarge() {
        return new Refused(413, "PAYLOAD_TOO_LARGE", "The request body is too large.");
    }

    /** 429. */
    static Refused tooMany() {
        return new Refused(429, "TOO_MANY_REQUESTS", "Too many requests.");
    }

    /** 500. */
    static Refused badDay() {
        return new Refused(500, "INTERNAL_SERVER_ERROR", "Something went wrong.");
    }

    /** 422: well-formed, and not possible. */
    static Refused unprocessable(String message) {
        return new Refused(422, "UNPROCESSABLE_ENTITY", message);
    }
}
