package io.desifans.gateway;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code /disputes}, and what the customer's bank does to them: the real gateway has no API for that. */
final class Disputes {

    private record Opened(@Nullable Long amount) {}

    private record Moved(@Nullable String status) {}

    private final Till till;
    private final MoneyBack moneyBack;

    Disputes(Till till, MoneyBack moneyBack) {
        this.till = till;
        this.moneyBack = moneyBack;
    }

    ServerResponse list(ServerRequest request) {
        Between between = Between.of(request);
        Predicate<Dispute> wanted = dispute -> between.holds(dispute.createdAt());
        String customer = request.param("customer_id").orElse(null);
        String status = request.param("dispute_status").orElse(null);
        if (customer != null)
            wanted = wanted.and(dispute ->
                    dispute.payment().checkout().customer().customerId().equals(customer));
        if (status != null)
            wanted = wanted.and(dispute -> dispute.status().label().equals(status));
        return Json.answer(Page.of(request).of(moneyBack.disputes(wanted), Dispute::listed));
    }

    ServerResponse get(ServerRequest request) {
        return Json.answer(moneyBack.dispute(request.pathVariable("id")).full());
    }

    /** A test endpoint: {@code {"amount":n}}, all that is left if absent. */
    ServerResponse open(ServerRequest request) {
        Payment payment = till.payment(request.pathVariable("id"));
        return Json.answer(
                moneyBack.open(payment, Json.read(request, Opened.class).amount).full());
    }

    /** A test endpoint: {@code {"status":"won"}}, or lost, challenged, accepted, cancelled, expired. */
    ServerResponse move(ServerRequest request) {
        DisputeStatus status = DisputeStatus.of(Json.required("status", Json.read(request, Moved.class).status))
                .orElseThrow(() -> Refused.unprocessable("status is not one of a dispute."));
        return Json.answer(moneyBack.move(request.pathVariable("id"), status).full());
    }
}
