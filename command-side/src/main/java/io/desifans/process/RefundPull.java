package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.RefundEvent;
import io.desifans.billing.RefundEvent.RefundFailed;
import io.desifans.billing.RefundEvent.RefundRequested;
import io.desifans.billing.RefundEvent.RefundSucceeded;
import io.desifans.billing.command.GatewayPayments;
import io.desifans.billing.command.GatewayRefused;
import io.desifans.billing.command.Refunds;
import io.desifans.command.Command;
import io.desifans.command.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the gateway for a refund of which nothing is heard. */
@Component
final class RefundPull extends Timer {

    private final Facts facts;
    private final GatewayPayments gateway;

    RefundPull(Facts facts, GatewayPayments gateway) {
        super("refund-pull");
        this.facts = facts;
        this.gateway = gateway;
    }

    /** One that is under way, and when it was asked for. */
    private record Waiting(RefundRequested refund, Instant since) {}

    @Override
    protected Optional<Setting> after(Event event, Instant at) {
        return Optional.ofNullable(
                switch (event) {
                    case RefundRequested e -> setting(e, at.plus(Patience.FIRST));
                    case RefundSucceeded e -> setting(e, null);
                    case RefundFailed e -> setting(e, null);
                    default -> null;
                });
    }

    private static Setting setting(RefundEvent event, @Nullable Instant at) {
        return new Setting(event.transactionId() + "/" + event.refundId(), at);
    }

    @Override
    protected List<? extends Command> due(String id, Instant at) {
        try {
            return waiting(id)
                    .flatMap(one -> gateway.refund(one.refund()))
                    .map(List::of)
                    .orElse(List.of());
        } catch (GatewayRefused unknown) {
            return List.of();
        }
    }

    @Override
    protected Optional<Instant> again(String id, Instant now) {
        return waiting(id).flatMap(one -> Patience.next(one.since(), now));
    }

    private Optional<Waiting> waiting(String id) {
        UUID transactionId = UUID.fromString(id.substring(0, 36));
        UUID refundId = UUID.fromString(id.substring(37));
        if (!Refunds.of(facts, transactionId).isOpen(refundId)) return Optional.empty();
        return facts.fold(
                transactionId,
                Optional.<Waiting>empty(),
                (before, event, at) ->
                        event instanceof RefundRequested e && e.refundId().equals(refundId)
                                ? Optional.of(new Waiting(e, at))
                                : before);
    }
}
