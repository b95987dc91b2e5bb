package io.desifans.web;

import org.springframework.http.HttpStatus;

/** What is said where nothing is known but the status. */
final class Statuses {

    private Statuses() {}

    static Problem problem(int status) {
        return Problem.of(status, code(status), detail(status));
    }

    /** The stable code, which is the reason phrase in capitals except where it has changed over the years. */
    private static String code(int status) {
        return switch (status) {
            case 400 -> "VALIDATION_ERROR";
            case 413 -> "PAYLOAD_TOO_LARGE";
            case 500 -> "INTERNAL_ERROR";
            default -> {
                HttpStatus known = HttpStatus.resolve(status);
                yield known == null ? "HTTP_" + status : known.name();
            }
        };
    }

    private static String detail(int status) {
        return switch (status) {
            case 400 -> "The request is malformed.";
            case 401 -> "Sign in first.";
            case 403 -> "You may not do this.";
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path does not take this method.";
            case 406 -> "The answer is application/json, which the request does not accept.";
            case 413 -> "The body is too large.";
            case 415 -> "The body must be application/json.";
            case 500 -> "Something went wrong on our side. Name the request id when you report it.";
            default -> "The request failed.";
        };
    }
}
