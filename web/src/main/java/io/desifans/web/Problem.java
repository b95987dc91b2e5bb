package io.desifans.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request failed, as the client is told.
 *
 * @param members what is told beside, under names of its own
 */
record Problem(
        int status,
        String code,
        String detail,
        @Nullable String field,
        Map<String, String> members,
        Map<String, String> headers) {

    static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, null, Map.of(), Map.of());
    }

    static Problem of(Rejected rejected) {
        Problem problem = new Problem(
                rejected.status(),
                rejected.code(),
                String.valueOf(rejected.getMessage()),
                rejected.field(),
                Map.of(),
                Map.of());
        return rejected.status() == 401 ? problem.with(Map.of("WWW-Authenticate", "Bearer")) : problem;
    }

    static Problem of(Unavailable unavailable) {
        String detail = String.valueOf(unavailable.getMessage());
        return new Problem(503, unavailable.code(), detail, null, unavailable.members(), Map.of()).retriable();
    }

    Problem retriable() {
        return with(Map.of("Retry-After", "1"));
    }

    Problem with(Map<String, String> headers) {
        return new Problem(status, code, detail, field, members, headers);
    }
}
