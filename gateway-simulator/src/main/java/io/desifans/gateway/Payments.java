package io.desifans.gateway;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Predicate;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code /payments}. */
final class Payments {

    private final Till till;

    Payments(Till till) {
        this.till = till;
    }

    ServerResponse list(ServerRequest request) {
        return Json.answer(Page.of(request).of(till.payments(wanted(request)), Payment::shown));
    }

    ServerResponse get(ServerRequest request) {
        return Json.answer(till.payment(request.pathVariable("id")).shown());
    }

    private static Predicate<Payment> wanted(ServerRequest request) {
        Predicate<Payment> wanted = payment -> true;
        String customer = request.param("customer_id").orElse(null);
        String status = request.param("status").orElse(null);
        Instant from = time(request, "created_at_gte", Instant.MIN);
        Instant to = time(request, "created_at_lte", Instant.MAX);
        if (customer != null)
            wanted = wanted.and(
                    payment -> payment.checkout().customer().customerId().equals(customer));
        if (status != null)
            wanted = wanted.and(payment -> payment.status().label().equals(status));
        return wanted.and(payment -> !payment.createdAt().isBefore(from))
                .and(payment -> !payment.createdAt().isAfter(to));
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
