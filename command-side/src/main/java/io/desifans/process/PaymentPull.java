package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.PaymentEvent.PaymentCancelled;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentFailed;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.command.GatewayPayments;
import io.desifans.billing.command.GatewayRefused;
import io.desifans.billing.command.PaymentCommand.ExpirePayment;
import io.desifans.billing.command.PaymentState;
import io.desifans.billing.command.PaymentStatus;
import io.desifans.command.Command;
import io.desifans.command.Facts;
import io.desifans.eventstore.SettingRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Asks the gateway for a payment of which nothing is heard, and gives up one that nobody has paid in time. */
@Component
final class PaymentPull extends Timer {

    private final Facts facts;
    private final GatewayPayments gateway;
    private final Duration patience;

    PaymentPull(Facts facts, GatewayPayments gateway, @Value("${desifans.checkout-patience-hours:24}") String hours) {
        super("payment-pull");
        this.facts = facts;
        this.gateway = gateway;
        this.patience = Duration.ofHours(hours(hours.strip()));
    }

    @Override
    protected Optional<Setting> after(Event event, Instant at) {
        return Optional.ofNullable(
                switch (event) {
                    case PaymentInitiated e ->
                        e.amountPaise() == 0 ? null : setting(e.transactionId(), at.plus(Patience.FIRST));
                    case PaymentCompleted e -> setting(e.transactionId(), null);
                    case PaymentFailed e -> setting(e.transactionId(), null);
                    case PaymentCancelled e -> setting(e.transactionId(), null);
                    default -> null;
                });
    }

    private static Setting setting(UUID transactionId, @Nullable Instant at) {
        return new Setting(transactionId.toString(), at);
    }

    @Override
    protected List<? extends Command> due(String id, Instant at) {
        UUID transactionId = UUID.fromString(id);
        PaymentState payment = PaymentState.of(facts, transactionId);
        if (!payment.status().isOpen()) return List.of();
        List<? extends Command> found = found(payment);
        boolean over = !at.isBefore(begun(transactionId).plus(patience));
        return found.isEmpty() && over ? List.of(new ExpirePayment(transactionId)) : found;
    }

    private List<? extends Command> found(PaymentState payment) {
        if (payment.session() == null) return List.of();
        try {
            return gateway.ofPage(payment.session().gatewaySessionId());
        } catch (GatewayRefused unknown) {
            return List.of();
        }
    }

    @Override
    protected Optional<Instant> again(String id, Instant now) {
        UUID transactionId = UUID.fromString(id);
        PaymentState payment = PaymentState.of(facts, transactionId);
        if (!payment.status().isOpen()) return Optional.empty();
        Instant begun = begun(transactionId);
        Instant end = begun.plus(patience);
        boolean ends = payment.status() == PaymentStatus.PENDING && now.isBefore(end);
        return Patience.next(begun, now).map(next -> ends && end.isBefore(next) ? end : next);
    }

    private Instant begun(UUID transactionId) {
        return facts.fold(
                transactionId, Instant.EPOCH, (before, event, at) -> event instanceof PaymentInitiated ? at : before);
    }

    private static long hours(String setting) {
        if (setting.matches("[1-9][0-9]{0,2}")) return Long.parseLong(setting);
        throw new SettingRefused("The setting desifans.checkout-patience-hours must be a whole number from 1 to 999.");
    }
}
