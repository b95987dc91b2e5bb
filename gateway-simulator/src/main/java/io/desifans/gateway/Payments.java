package io.desifans.gateway;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code /payments}. */
final class Payments {

    private final Till till;
    private final MoneyBack moneyBack;

    Payments(Till till, MoneyBack moneyBack) {
        this.till = till;
        this.moneyBack = moneyBack;
    }

    ServerResponse list(ServerRequest request) {
        return Json.answer(Page.of(request).of(till.payments(wanted(request)), this::shown));
    }

    ServerResponse get(ServerRequest request) {
        return Json.answer(shown(till.payment(request.pathVariable("id"))));
    }

    private Map<String, @Nullable Object> shown(Payment payment) {
        Map<String, @Nullable Object> shown = payment.shown();
        moneyBack.show(payment, shown);
        return shown;
    }

    private static Predicate<Payment> wanted(ServerRequest request) {
        Predicate<Payment> wanted = payment -> true;
        String customer = request.param("customer_id").orElse(null);
        String status = request.param("status").orElse(null);
        Between between = Between.of(request);
        String subscription = request.param("subscription_id").orElse(null);
        if (customer != null)
            wanted = wanted.and(
                    payment -> payment.checkout().customer().customerId().equals(customer));
        if (subscription != null)
            wanted = wanted.and(payment -> payment.charge() != null
                    && payment.charge().subscriptionId().equals(subscription));
        if (status != null)
            wanted = wanted.and(payment -> payment.status().label().equals(status));
        return wanted.and(payment -> between.holds(payment.createdAt()));
    }
}
