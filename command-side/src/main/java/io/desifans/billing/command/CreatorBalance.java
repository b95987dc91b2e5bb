package io.desifans.billing.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent;
import io.desifans.billing.BalanceEvent.DebitRecorded;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.BalanceEvent.EarningHeld;
import io.desifans.billing.BalanceEvent.EarningReduced;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.BalanceEvent.PayoutAllocationReleased;
import io.desifans.billing.BalanceEvent.PayoutAllocationSettled;
import io.desifans.billing.command.BalanceCommand.CreditEarning;
import io.desifans.billing.command.BalanceCommand.DebitEarning;
import io.desifans.billing.command.BalanceCommand.HoldEarning;
import io.desifans.billing.command.BalanceCommand.ReleaseAllocation;
import io.desifans.billing.command.BalanceCommand.RequestPayout;
import io.desifans.billing.command.BalanceCommand.SettleAllocation;
import io.desifans.command.BankAccounts;
import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * What a creator has earned and was not paid yet. An earning is open, or goes into one payout; being one aggregate, two
 * requests at the same time cannot pay it twice. What was paid leaves the state.
 */
@Aggregate
class CreatorBalance {

    @AggregateIdentifier
    private @Nullable UUID id;

    private final Map<UUID, Earning> open = new HashMap<>();
    private final Map<UUID, List<Earning>> allocated = new HashMap<>();

    /** What went back after it was paid out, and was not paid off yet. */
    private long debtPaise;

    /** What of the debt is paid off by each payout under way. */
    private final Map<UUID, Long> offsets = new HashMap<>();

    private final List<UUID> adjustments = new ArrayList<>();

    /** The end of the period of each payout that did not fail. */
    private final Map<UUID, Instant> periodEnds = new HashMap<>();

    /** All payouts there were, so that a repeated request is known. */
    private final Set<UUID> payouts = new HashSet<>();

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(CreditEarning c, Claims claims) {
        String transactionId = c.transactionId().toString();
        if (claims.holderOf(ClaimKind.EARNING, transactionId).isPresent()) return;
        claims.take(ClaimKind.EARNING, transactionId, c.creatorId());
        apply(new EarningCredited(
                c.creatorId(),
                c.transactionId(),
                c.grossPaise(),
                c.feePaise(),
                c.netPaise(),
                c.completedAt(),
                c.availableAt()));
    }

    /** What went into a payout stays in it, and is owed. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(DebitEarning c) {
        if (adjustments.contains(c.adjustmentId())) return;
        if (open.containsKey(c.transactionId()))
            apply(new EarningReduced(
                    c.creatorId(),
                    c.transactionId(),
                    c.adjustmentId(),
                    c.grossPaise(),
                    c.feePaise(),
                    c.netPaise(),
                    c.cause()));
        else
            apply(new DebitRecorded(
                    c.creatorId(),
                    c.transactionId(),
                    c.adjustmentId(),
                    c.grossPaise(),
                    c.feePaise(),
                    c.netPaise(),
                    c.cause()));
    }

    /** What is in a payout already is held if it comes back. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(HoldEarning c) {
        Earning earning = unpaid(c.transactionId());
        if (earning != null && !earning.held()) apply(new EarningHeld(c.creatorId(), c.transactionId()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(RequestPayout c, Facts facts, BankAccounts accounts) {
        CreatorFacts.mustBeOnboarded(facts, c.creatorId());
        if (payouts.contains(c.payoutId())) return;
        if (accounts.of(c.creatorId()).details() == null) throw Payout.bankDetailsMissing();
        List<Earning> payable = open.values().stream()
                .filter(earning -> earning.isPayable(c.cutOff()))
                .sorted(Earning.OLDEST_FIRST)
                .toList();
        long netPaise = payable.stream().mapToLong(Earning::netPaise).reduce(0, Math::addExact) - debtPaise;
        if (netPaise < c.thresholdPaise())
            throw Rejected.unprocessable(
                    "BELOW_THRESHOLD",
                    "Only " + Math.max(0, netPaise) + " paise are available; at least " + c.thresholdPaise()
                            + " are paid out.");
        Instant periodStart = periodStart(c, facts);
        List<PayoutPart> parts = PayoutPart.of(payable, debtPaise);
        for (int part = 1; part <= parts.size(); part++)
            apply(allocation(c, parts.get(part - 1), periodStart, part, parts.size()));
    }

    @CommandHandler
    void decide(SettleAllocation c) {
        if (allocated.containsKey(c.payoutId())) apply(new PayoutAllocationSettled(c.creatorId(), c.payoutId()));
    }

    @CommandHandler
    void decide(ReleaseAllocation c) {
        if (allocated.containsKey(c.payoutId()))
            apply(new PayoutAllocationReleased(c.creatorId(), c.payoutId(), c.cause()));
    }

    private @Nullable Earning unpaid(UUID transactionId) {
        Earning earning = open.get(transactionId);
        if (earning != null) return earning;
        return allocated.values().stream()
                .flatMap(List::stream)
                .filter(each -> each.transactionId().equals(transactionId))
                .findFirst()
                .orElse(null);
    }

    /** The end of the payout before, or else when the creator began; never after the cut-off. */
    private Instant periodStart(RequestPayout c, Facts facts) {
        Instant start = periodEnds.values().stream().max(Instant::compareTo).orElseGet(() -> began(c, facts));
        return start.isAfter(c.cutOff()) ? c.cutOff() : start;
    }

    private static Instant began(RequestPayout c, Facts facts) {
        UUID creator = DerivedId.of("Creator", c.creatorId());
        return facts.fold(creator, c.cutOff(), (first, event, at) -> at.isBefore(first) ? at : first);
    }

    private static PayoutAllocated allocation(
            RequestPayout c, PayoutPart part, Instant periodStart, int number, int parts) {
        return new PayoutAllocated(
                c.creatorId(),
                PayoutCommand.partOf(c.payoutId(), number),
                c.origin(),
                part.items(),
                part.grossPaise(),
                part.feePaise(),
                part.netPaise(),
                periodStart,
                c.cutOff(),
                number,
                parts);
    }

    @EventSourcingHandler
    void evolve(BalanceEvent event) {
        id = BalanceCommand.balanceOf(event.creatorId());
        switch (event) {
            case EarningCredited e ->
                open.put(
                        e.transactionId(),
                        new Earning(
                                e.transactionId(), e.grossPaise(), e.feePaise(), e.netPaise(), e.availableAt(), false));
            case EarningReduced e -> {
                open.computeIfPresent(e.transactionId(), (key, earning) -> earning.less(e));
                adjustments.add(e.adjustmentId());
            }
            case DebitRecorded e -> {
                debtPaise = Math.addExact(debtPaise, e.netPaise());
                adjustments.add(e.adjustmentId());
            }
            case EarningHeld e -> {
                open.computeIfPresent(e.transactionId(), (key, earning) -> earning.nowHeld());
                allocated.replaceAll((payoutId, earnings) -> held(earnings, e.transactionId()));
            }
            case PayoutAllocated e -> {
                allocated.put(
                        e.payoutId(),
                        e.items().stream()
                                .map(AllocatedItem::transactionId)
                                .map(open::remove)
                                .toList());
                offset(e);
                periodEnds.put(e.payoutId(), e.periodEnd());
                payouts.add(e.payoutId());
            }
            case PayoutAllocationSettled e -> {
                allocated.remove(e.payoutId());
                offsets.remove(e.payoutId());
            }
            case PayoutAllocationReleased e -> {
                List<Earning> back = allocated.remove(e.payoutId());
                if (back != null) back.forEach(earning -> open.put(earning.transactionId(), earning));
                Long owedAgain = offsets.remove(e.payoutId());
                if (owedAgain != null) debtPaise += owedAgain;
                periodEnds.remove(e.payoutId());
            }
        }
    }

    private void offset(PayoutAllocated e) {
        long offset = e.items().stream().mapToLong(AllocatedItem::netPaise).sum() - e.netPaise();
        if (offset == 0) return;
        offsets.put(e.payoutId(), offset);
        debtPaise -= offset;
    }

    private static List<Earning> held(List<Earning> earnings, UUID transactionId) {
        return earnings.stream()
                .map(earning -> earning.transactionId().equals(transactionId) ? earning.nowHeld() : earning)
                .toList();
    }
}
