package io.desifans.gateway;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code /refunds}. */
final class Refunds {

    private static final int LONGEST_REASON = 3000;

    private record Item(@Nullable String itemId, @Nullable Long amount) {}

    private record Fields(
            @Nullable String paymentId,
            @Nullable List<@Nullable Item> items,
            @Nullable String reason,
            @Nullable Map<String, @Nullable Object> metadata) {}

    private final Till till;
    private final MoneyBack moneyBack;

    Refunds(Till till, MoneyBack moneyBack) {
        this.till = till;
        this.moneyBack = moneyBack;
    }

    ServerResponse create(ServerRequest request) {
        Fields fields = Json.read(request, Fields.class);
        Payment payment = till.payment(Json.required("payment_id", fields.paymentId));
        if (fields.reason != null && fields.reason.length() > LONGEST_REASON)
            throw Refused.unprocessable("reason is longer than " + LONGEST_REASON + " characters.");
        return Json.answer(moneyBack
                .refund(payment, amount(payment, fields.items), fields.reason, Json.metadata(fields.metadata))
                .shown());
    }

    ServerResponse list(ServerRequest request) {
        Between between = Between.of(request);
        Predicate<Refund> wanted = refund -> between.holds(refund.createdAt());
        String customer = request.param("customer_id").orElse(null);
        String status = request.param("status").orElse(null);
        if (customer != null)
            wanted = wanted.and(refund ->
                    refund.payment().checkout().customer().customerId().equals(customer));
        if (status != null)
            wanted = wanted.and(refund -> refund.status().label().equals(status));
        return Json.answer(Page.of(request).of(moneyBack.refunds(wanted), Refund::listed));
    }

    ServerResponse get(ServerRequest request) {
        return Json.answer(moneyBack.refund(request.pathVariable("id")).shown());
    }

    /** A test endpoint: a pending refund does not come through. */
    ServerResponse fail(ServerRequest request) {
        return Json.answer(moneyBack
                .settle(request.pathVariable("id"), RefundStatus.FAILED)
                .shown());
    }

    /** Nothing where all that is left goes back: without items, or with items without an amount. */
    private static @Nullable Long amount(Payment payment, @Nullable List<@Nullable Item> items) {
        if (items == null) return null;
        if (items.isEmpty()) throw Refused.unprocessable("items must not be empty.");
        long paise = 0;
        for (@Nullable Item given : items) {
            Item item = Json.required("items", given);
            String product = Json.required("items.item_id", item.itemId);
            long price = payment.checkout().lines().stream()
                    .filter(line -> line.productId().equals(product))
                    .mapToLong(Checkout.Line::totalPaise)
                    .findFirst()
                    .orElseThrow(() -> Refused.unprocessable("items.item_id is not in the payment's cart."));
            long part = item.amount == null ? price : item.amount;
            if (part < 1 || part > price) throw Refused.unprocessable("items.amount must be 1 to " + price + ".");
            paise = Math.addExact(paise, part);
        }
        return paise;
    }
}
