package io.desifans.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code /balances/ledger}: every change of what the gateway keeps for the merchant. It charges no fees but those entered by hand. */
final class Ledger {

    /** Rupees count as nothing in dollars: there is no rate here. */
    private record Entry(
            String id,
            String businessId,
            String eventType,
            String referenceObjectId,
            boolean isCredit,
            long amount,
            String currency,
            long usdEquivalentAmount,
            long beforeBalance,
            long afterBalance,
            @Nullable String description,
            @Nullable String payoutId,
            Instant createdAt) {}

    private final Clock clock;
    private final Shelf<Entry> entries = new Shelf<>("Ledger entry");
    private long balancePaise;

    Ledger(Clock clock) {
        this.clock = clock;
    }

    /** @param object the payment, refund or dispute */
    synchronized void enter(String type, Payment payment, String object, boolean isCredit, long paise) {
        enter(type, payment.checkout().customer().businessId(), object, isCredit, paise, payment.currency());
    }

    private Entry enter(String type, String businessId, String object, boolean isCredit, long paise, String currency) {
        long before = balancePaise;
        balancePaise = Math.addExact(before, isCredit ? paise : -paise);
        String id = Ids.next("led_");
        Entry entry = new Entry(
                id,
                businessId,
                type,
                object,
                isCredit,
                paise,
                currency,
                0,
                before,
                balancePaise,
                null,
                null,
                clock.instant());
        entries.put(id, entry);
        return entry;
    }

    private record ByHand(
            @Nullable String eventType,
            @Nullable String referenceObjectId,
            @Nullable Boolean isCredit,
            @Nullable Long amount) {}

    /** An entry that nothing here gives a reason for, such as a fee. */
    synchronized ServerResponse enter(ServerRequest request) {
        ByHand hand = Json.read(request, ByHand.class);
        return Json.answer(enter(
                Json.required("event_type", hand.eventType),
                "bus_by_hand",
                Json.required("reference_object_id", hand.referenceObjectId),
                Json.required("is_credit", hand.isCredit),
                Json.required("amount", hand.amount),
                "INR"));
    }

    ServerResponse list(ServerRequest request) {
        Between between = Between.of(request);
        Predicate<Entry> wanted = entry -> between.holds(entry.createdAt);
        String type = request.param("event_type").orElse(null);
        String object = request.param("reference_object_id").orElse(null);
        String currency = request.param("currency").orElse(null);
        if (type != null) wanted = wanted.and(entry -> entry.eventType.equals(type));
        if (object != null) wanted = wanted.and(entry -> entry.referenceObjectId.equals(object));
        if (currency != null) wanted = wanted.and(entry -> entry.currency.equals(currency));
        return Json.answer(Page.of(request).of(entries.all(wanted), entry -> entry));
    }
}
