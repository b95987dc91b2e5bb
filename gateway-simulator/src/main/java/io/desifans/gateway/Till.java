package io.desifans.gateway;

import io.desifans.gateway.Charge.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where checkouts are paid: makes payments, lets them settle and tells the merchant. */
final class Till {

    /** How long a UPI payment is {@code processing}. */
    static final Duration UPI_TAKES = Duration.ofSeconds(10);

    private final SimulatedClock clock;
    private final Agenda agenda;
    private final Webhooks webhooks;
    private final Ledger ledger;
    private final Chaos chaos;
    private final Supplier<String> publicUrl;
    private final Shelf<Checkout> checkouts = new Shelf<>("Checkout session");
    private final Shelf<Payment> payments = new Shelf<>("Payment");
    private Consumer<Payment> settled = payment -> {};

    Till(
            SimulatedClock clock,
            Agenda agenda,
            Webhooks webhooks,
            Ledger ledger,
            Chaos chaos,
            Supplier<String> publicUrl) {
        this.clock = clock;
        this.agenda = agenda;
        this.webhooks = webhooks;
        this.ledger = ledger;
        this.chaos = chaos;
        this.publicUrl = publicUrl;
    }

    /** Hears of each payment when it is made and when it settles. */
    void whenSettled(Consumer<Payment> listener) {
        settled = listener;
    }

    void open(Checkout checkout) {
        checkouts.put(checkout.sessionId(), checkout);
    }

    String url(String sessionId) {
        return publicUrl.get() + "/checkout/" + sessionId;
    }

    Checkout checkout(String sessionId) {
        return checkouts.get(sessionId);
    }

    Payment payment(String id) {
        return payments.get(id);
    }

    List<Payment> payments(Predicate<Payment> wanted) {
        return payments.all(wanted);
    }

    /** @throws Refused 409 unless the session is open, so that whoever clicks twice pays once */
    Payment pay(String sessionId, Means means) {
        Instant now = clock.instant();
        String id = Ids.next("pay_");
        Checkout paid = checkouts.change(sessionId, checkout -> {
            if (!checkout.isOpen()) throw Refused.consumed();
            Charge charge = charge(checkout);
            return checkout.with(made(id, checkout, means, means.atFirst(), charge, now));
        });
        Payment payment = paid.lastPayment();
        payments.put(id, payment);
        tell(payment);
        if (payment.status() != means.outcome) agenda.in(UPI_TAKES, () -> settle(payment));
        if (means.outcome == PaymentStatus.SUCCEEDED && chaos.does(Mischief.DOUBLE_CHARGE)) chargeAgain(payment);
        return payment;
    }

    /** For the same again, as one payment more; the checkout shows the first. */
    private void chargeAgain(Payment first) {
        Payment second = first.again(Ids.next("pay_"), PaymentStatus.SUCCEEDED, clock.instant());
        payments.put(second.paymentId(), second);
        tell(second);
    }

    private Payment made(
            String id, Checkout checkout, Means means, PaymentStatus status, @Nullable Charge charge, Instant now) {
        long agreed = checkout.totalPaise();
        long paise = chaos.does(Mischief.WRONG_AMOUNT) ? chaos.insteadOf(agreed) : agreed;
        String currency = chaos.does(Mischief.WRONG_CURRENCY) ? "USD" : "INR";
        String url = url(checkout.sessionId());
        return new Payment(id, checkout, url, means, status, paise, currency, charge, now, now);
    }

    private static @Nullable Charge charge(Checkout checkout) {
        if (checkout.changes() != null) return Charge.of(checkout.changes(), Reason.CHANGE_METHOD);
        return checkout.plan() == null ? null : Charge.of(Ids.next("sub_"), Reason.BEGIN);
    }

    /** By what the subscription was begun with, and no person is there. */
    void charge(Subscription subscription, Charge charge, boolean declined) {
        Instant now = clock.instant();
        Means means = subscription.means;
        PaymentStatus status = declined ? PaymentStatus.FAILED : means.atFirst();
        Checkout sale = subscription.sale();
        Payment payment = made(Ids.next("pay_"), sale, means, status, charge, now);
        payments.put(payment.paymentId(), payment);
        tell(payment);
        if (status == PaymentStatus.PROCESSING) agenda.in(UPI_TAKES, () -> settle(payment));
    }

    /** Where the person goes after this payment: back to the merchant, who is told the id and the status. */
    URI wayBack(Payment payment) {
        Checkout checkout = payment.checkout();
        @Nullable URI cancelUrl = payment.status() == PaymentStatus.CANCELLED ? checkout.cancelUrl() : null;
        @Nullable URI address = cancelUrl == null ? checkout.returnUrl() : cancelUrl;
        if (address == null) return URI.create(url(checkout.sessionId()));
        return WebAddress.with(
                address,
                "payment_id=" + payment.paymentId() + "&status="
                        + payment.status().label());
    }

    private void settle(Payment processing) {
        Payment ended = processing.settled(clock.instant());
        payments.put(ended.paymentId(), ended);
        if (ended.isHosted()) checkouts.change(ended.checkout().sessionId(), checkout -> checkout.with(ended));
        tell(ended);
    }

    private void tell(Payment payment) {
        if (payment.status() == PaymentStatus.SUCCEEDED)
            ledger.enter("payment", payment, payment.paymentId(), true, payment.paise());
        String business = payment.checkout().customer().businessId();
        webhooks.tell(
                "payment." + payment.status().label(),
                business,
                "Payment",
                payment.paymentId(),
                () -> payments.get(payment.paymentId()).shown());
        settled.accept(payment);
    }
}
