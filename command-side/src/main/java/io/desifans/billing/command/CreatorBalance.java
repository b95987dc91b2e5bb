package io.desifans.billing.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent;
import io.desifans.billing.BalanceEvent.BalanceCorrected;
import io.desifans.billing.BalanceEvent.DebitRecorded;
import io.desifans.billing.BalanceEvent.DebitReversed;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.BalanceEvent.EarningHeld;
import io.desifans.billing.BalanceEvent.EarningReduced;
import io.desifans.billing.BalanceEvent.EarningReleased;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.BalanceEvent.PayoutAllocationReleased;
import io.desifans.billing.BalanceEvent.PayoutAllocationSettled;
import io.desifans.billing.BalanceEvent.PayoutScheduleChosen;
import io.desifans.billing.BalanceEvent.ScheduledPayoutSkipped;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.PayoutSchedule;
import io.desifans.billing.ReleaseCause;
import io.desifans.billing.command.BalanceCommand.ChoosePayoutSchedule;
import io.desifans.billing.command.BalanceCommand.CorrectBalance;
import io.desifans.billing.command.BalanceCommand.CreditEarning;
import io.desifans.billing.command.BalanceCommand.DebitEarning;
import io.desifans.billing.command.BalanceCommand.HoldEarning;
import io.desifans.billing.command.BalanceCommand.PayOutOnSchedule;
import io.desifans.billing.command.BalanceCommand.ReleaseAllocation;
import io.desifans.billing.command.BalanceCommand.ReleaseEarning;
import io.desifans.billing.command.BalanceCommand.RequestPayout;
import io.desifans.billing.command.BalanceCommand.SettleAllocation;
import io.desifans.billing.command.BalanceCommand.SuspendEarning;
import io.desifans.command.BankAccounts;
import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
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

    private Debts debts = Debts.NONE;

    private PayoutSchedule schedule = PayoutSchedule.MANUAL;

    /** The last time of the schedule that is done. */
    private Instant lastDue = Instant.EPOCH;

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

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(DebitEarning c) {
        debts.debit(c, open.get(c.transactionId())).forEach(this::take);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(SuspendEarning c) {
        debts.suspend(c, open.get(c.transactionId())).ifPresent(this::take);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ReleaseEarning c) {
        debts.release(c, open.get(c.transactionId())).forEach(AggregateLifecycle::apply);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(CorrectBalance c, Facts facts) {
        CreatorFacts creator = CreatorFacts.of(facts, c.creatorId());
        if (!creator.here() || (id == null && !creator.onboarded())) throw Rejected.notFound("creator");
        if (!debts.adjustments().contains(c.correctionId()))
            apply(new BalanceCorrected(c.creatorId(), c.correctionId(), c.amountPaise()));
    }

    /** What is in a payout already is held if it comes back. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(HoldEarning c) {
        Earning earning = unpaid(c.transactionId());
        if (earning != null && !debts.held().contains(c.transactionId()))
            apply(new EarningHeld(c.creatorId(), c.transactionId()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(RequestPayout c, Facts facts, BankAccounts accounts) {
        CreatorFacts.mustBeOnboarded(facts, c.creatorId());
        if (payouts.contains(c.payoutId())) return;
        PayoutBuilding.of(c, open.values(), debts, periodEnds.values(), facts, accounts)
                .forEach(AggregateLifecycle::apply);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ChoosePayoutSchedule c, Facts facts) {
        CreatorFacts.mustBeOnboarded(facts, c.creatorId());
        if (c.schedule() != schedule) apply(new PayoutScheduleChosen(c.creatorId(), c.schedule()));
    }

    /** Why nothing was paid out is told, so that whoever waits for it can see. */
    @CommandHandler
    void decide(PayOutOnSchedule c, Facts facts, BankAccounts accounts) {
        if (schedule == PayoutSchedule.MANUAL || !c.dueAt().isAfter(lastDue)) return;
        try {
            decide(c.request(), facts, accounts);
        } catch (Rejected refused) {
            if (!CreatorFacts.of(facts, c.creatorId()).here()) throw refused;
            apply(new ScheduledPayoutSkipped(c.creatorId(), c.dueAt(), refused.code()));
        }
    }

    @CommandHandler
    void decide(SettleAllocation c) {
        if (allocated.containsKey(c.payoutId())) apply(new PayoutAllocationSettled(c.creatorId(), c.payoutId()));
    }

    /** What was settled has left the state; the log still has it. */
    @CommandHandler
    void decide(ReleaseAllocation c, Facts facts) {
        if (allocated.containsKey(c.payoutId()))
            apply(new PayoutAllocationReleased(c.creatorId(), c.payoutId(), c.cause()));
        else if (c.cause() == ReleaseCause.REVERSED && periodEnds.containsKey(c.payoutId()))
            apply(Allocation.of(facts, c.creatorId(), c.payoutId()).released(c.cause()));
    }

    /** What is owed is not held besides, should it come back from its payout. */
    private void take(BalanceEvent event) {
        apply(event);
        if (!(event instanceof DebitRecorded owed)) return;
        Earning earning = unpaid(owed.transactionId());
        if (earning != null && earning.isHeldForGood())
            apply(new EarningReleased(owed.creatorId(), owed.transactionId(), owed.transactionId()));
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

    @EventSourcingHandler
    void evolve(BalanceEvent event) {
        id = BalanceCommand.balanceOf(event.creatorId());
        debts = debts.after(event);
        switch (event) {
            case EarningCredited e -> open.put(e.transactionId(), Earning.of(e));
            case EarningReduced e -> open.computeIfPresent(e.transactionId(), (key, earning) -> earning.less(e));
            case DebitRecorded e -> {}
            case DebitReversed e -> {}
            case BalanceCorrected e -> {}
            case EarningReleased e ->
                changeUnpaid(e.transactionId(), earning -> earning.releasedFrom(e.adjustmentId()));
            case EarningHeld e -> changeUnpaid(e.transactionId(), earning -> earning.heldFor(e.adjustmentId()));
            case PayoutAllocated e -> {
                allocated.put(
                        e.payoutId(),
                        e.items().stream()
                                .map(AllocatedItem::transactionId)
                                .map(open::remove)
                                .toList());
                if (e.origin() == PayoutOrigin.SCHEDULE) lastDue = e.periodEnd();
                periodEnds.put(e.payoutId(), e.periodEnd());
                payouts.add(e.payoutId());
            }
            case PayoutScheduleChosen e -> schedule = e.schedule();
            case ScheduledPayoutSkipped e -> lastDue = e.dueAt();
            case PayoutAllocationSettled e -> allocated.remove(e.payoutId());
            case PayoutAllocationReleased e -> {
                List<Earning> back = allocated.remove(e.payoutId());
                Instant end = periodEnds.remove(e.payoutId());
                if (e.items() != null && end != null)
                    back = e.items().stream()
                            .map(item -> Earning.returned(item, end))
                            .toList();
                if (back != null) back.forEach(earning -> open.put(earning.transactionId(), earning));
            }
        }
    }

    private void changeUnpaid(UUID transactionId, UnaryOperator<Earning> change) {
        open.computeIfPresent(transactionId, (key, earning) -> change.apply(earning));
        allocated.replaceAll((payoutId, earnings) -> earnings.stream()
                .map(earning -> earning.transactionId().equals(transactionId) ? change.apply(earning) : earning)
                .toList());
    }
}
