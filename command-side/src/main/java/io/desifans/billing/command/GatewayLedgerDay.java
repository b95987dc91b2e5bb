package io.desifans.billing.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.billing.GatewayLedgerEntry;
import io.desifans.billing.GatewayLedgerEvent;
import io.desifans.billing.GatewayLedgerEvent.GatewayLedgerPulled;
import io.desifans.command.Command;
import io.desifans.command.Facts;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A day of the payment gateway's own ledger, pulled page by page, each page once. */
@Aggregate
public class GatewayLedgerDay {

    /** What a process may do with such a day. */
    public sealed interface GatewayLedgerCommand extends Command {

        /** @param last whether no page follows */
        @SentBy(Sender.SYSTEM)
        record RecordLedgerPage(LocalDate day, int page, boolean last, List<GatewayLedgerEntry> entries)
                implements GatewayLedgerCommand {

            @TargetAggregateIdentifier
            public UUID ledgerDayId() {
                return id(day);
            }
        }
    }

    @AggregateIdentifier
    private @Nullable UUID id;

    private int pages;
    private boolean complete;

    /** @param day of UTC */
    public static UUID id(LocalDate day) {
        return DerivedId.of("GatewayLedgerDay", day.toString());
    }

    /** The page of the day that is to be pulled next; nothing once it is complete. */
    public static OptionalInt nextPage(Facts facts, LocalDate day) {
        return facts.fold(
                id(day),
                OptionalInt.of(0),
                (before, event) -> event instanceof GatewayLedgerPulled e
                        ? e.last() ? OptionalInt.empty() : OptionalInt.of(e.page() + 1)
                        : before);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(GatewayLedgerCommand.RecordLedgerPage c) {
        if (!complete && c.page() == pages)
            apply(new GatewayLedgerPulled(c.ledgerDayId(), c.day(), c.page(), c.last(), c.entries()));
    }

    @EventSourcingHandler
    void evolve(GatewayLedgerEvent event) {
        switch (event) {
            case GatewayLedgerPulled e -> {
                id = e.ledgerDayId();
                pages = e.page() + 1;
                complete = e.last();
            }
        }
    }
}
