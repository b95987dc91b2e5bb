package io.desifans.gateway;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.springframework.web.servlet.function.ServerRequest;

/** The time that a list is asked for: {@code created_at_gte} to {@code created_at_lte}. */
record Between(Instant from, Instant to) {

    static Between of(ServerRequest request) {
        return new Between(time(request, "created_at_gte", Instant.MIN), time(request, "created_at_lte", Instant.MAX));
    }

    boolean holds(Instant time) {
        return !time.isBefore(from) && !time.isAfter(to);
    }

    private static Instant time(ServerRequest request, String name, Instant absent) {
        return request.param(name)
                .map(text -> {
                    try {
                        return Instant.parse(text);
                    } catch (DateTimeParseException e) {
                        throw Refused.parameter(name + " must be a time such as 2026-01-31T00:00:00Z.");
                    }
                })
                .orElse(absent);
    }
}
