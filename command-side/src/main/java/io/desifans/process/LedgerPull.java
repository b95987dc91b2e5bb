package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.GatewayLedgerEvent.GatewayLedgerPulled;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.command.GatewayLedger;
import io.desifans.billing.command.GatewayLedgerDay;
import io.desifans.command.Command;
import io.desifans.command.Facts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Pulls what the gateway's ledger says of a day, two hours after it is over. The first payment begins it; from then on no day
 * is left out.
 */
@Component
final class LedgerPull extends Timer {

    private static final Duration LATER = Duration.ofHours(2);

    private final Facts facts;
    private final GatewayLedger gateway;

    LedgerPull(Facts facts, GatewayLedger gateway) {
        super("gateway-ledger");
        this.facts = facts;
        this.gateway = gateway;
    }

    @Override
    protected Optional<Setting> after(Event event, Instant at) {
        return switch (event) {
            case PaymentCompleted e ->
                e.gatewayPaymentId() == null
                        ? Optional.empty()
                        : Optional.of(setting(LocalDate.ofInstant(at, ZoneOffset.UTC)));
            case GatewayLedgerPulled e -> e.last() ? Optional.of(setting(e.day().plusDays(1))) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Setting setting(LocalDate day) {
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Setting(day.toString(), end.plus(LATER));
    }

    /** One page at a time, so that a restart goes on behind the last. */
    @Override
    protected List<? extends Command> due(String id, Instant at) {
        LocalDate day = LocalDate.parse(id);
        return GatewayLedgerDay.nextPage(facts, day).stream()
                .mapToObj(page -> gateway.page(day, page))
                .toList();
    }

    @Override
    protected Optional<Instant> again(String id, Instant now) {
        return GatewayLedgerDay.nextPage(facts, LocalDate.parse(id)).isPresent() ? Optional.of(now) : Optional.empty();
    }
}
