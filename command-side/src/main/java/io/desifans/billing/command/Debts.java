package io.desifans.billing.command;

import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent;
import io.desifans.billing.BalanceEvent.BalanceCorrected;
import io.desifans.billing.BalanceEvent.DebitRecorded;
import io.desifans.billing.BalanceEvent.DebitReversed;
import io.desifans.billing.BalanceEvent.EarningHeld;
import io.desifans.billing.BalanceEvent.EarningReduced;
import io.desifans.billing.BalanceEvent.EarningReleased;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.BalanceEvent.PayoutAllocationReleased;
import io.desifans.billing.BalanceEvent.PayoutAllocationSettled;
import io.desifans.billing.DebitCause;
import io.desifans.billing.command.BalanceCommand.DebitEarning;
import io.desifans.billing.command.BalanceCommand.ReleaseEarning;
import io.desifans.billing.command.BalanceCommand.SuspendEarning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a creator owes: what went back after it was paid out, and what was corrected. All amounts in paise.
 *
 * @param paise what is not paid off yet; below 0 what comes on top of the next payout
 * @param offsets what of it is paid off by each payout under way
 * @param adjustments all that ever went back or was corrected, so that each counts once
 * @param disputed what was taken off for disputes that were not won
 * @param held the disputes for which an earning was ever held; its own id stands for what was held for good
 * @param wonBack what came back when a dispute was won
 */
record Debts(
        long paise,
        Map<UUID, Long> offsets,
        List<UUID> adjustments,
        List<Taken> disputed,
        List<UUID> held,
        List<DebitReversed> wonBack) {

    static final Debts NONE = new Debts(0, Map.of(), List.of(), List.of(), List.of(), List.of());

    /** What was taken off for a dispute. */
    record Taken(UUID disputeId, UUID transactionId, long feePaise, long netPaise) {

        private boolean isAnything() {
            return feePaise > 0 || netPaise > 0;
        }

        private Taken less(DebitReversed e) {
            return new Taken(disputeId, transactionId, feePaise - e.feePaise(), netPaise - e.netPaise());
        }

        private DebitReversed reversed(DebitEarning refund) {
            return reversed(refund.creatorId(), refund.adjustmentId(), refund.feePaise(), refund.netPaise());
        }

        private DebitReversed reversed(ReleaseEarning won) {
            return reversed(won.creatorId(), null, won.feePaise(), won.netPaise());
        }

        private DebitReversed reversed(String creatorId, @Nullable UUID replacedBy, long mostFee, long mostNet) {
            long fee = Math.min(feePaise, mostFee);
            long net = Math.min(netPaise, mostNet);
            return new DebitReversed(
                    creatorId, transactionId, disputeId, replacedBy, Math.addExact(fee, net), fee, net);
        }
    }

    /**
     * What went into a payout stays in it, and is owed, as is what came back beside it. What a dispute has taken off is not
     * taken off by a refund, too.
     *
     * @param earning null if it is in a payout, or was
     */
    List<BalanceEvent> debit(DebitEarning c, @Nullable Earning earning) {
        if (adjustments.contains(c.adjustmentId())) return List.of();
        List<BalanceEvent> events = new ArrayList<>();
        if (c.cause() == DebitCause.REFUND)
            disputed.stream()
                    .filter(taken -> taken.transactionId.equals(c.transactionId()) && taken.isAnything())
                    .findFirst()
                    .map(taken -> taken.reversed(c))
                    .ifPresent(events::add);
        events.add(earning != null && earning.holds(c.feePaise(), c.netPaise()) ? c.reduced() : c.owed());
        if (earning != null && earning.isHeldFor(c.adjustmentId()))
            events.add(new EarningReleased(c.creatorId(), c.transactionId(), c.adjustmentId()));
        return events;
    }

    /** What can still be kept out of payouts is held, anything else is owed. */
    Optional<BalanceEvent> suspend(SuspendEarning c, @Nullable Earning earning) {
        if (adjustments.contains(c.disputeId()) || held.contains(c.disputeId())) return Optional.empty();
        if (earning == null || !earning.holds(c.feePaise(), c.netPaise())) return Optional.of(c.owed());
        return Optional.of(new EarningHeld(c.creatorId(), c.transactionId(), c.disputeId()));
    }

    List<BalanceEvent> release(ReleaseEarning c, @Nullable Earning earning) {
        List<BalanceEvent> events = new ArrayList<>();
        disputed.stream()
                .filter(taken -> taken.disputeId.equals(c.disputeId()))
                .map(taken -> taken.reversed(c))
                .forEach(events::add);
        if (earning != null && earning.isHeldFor(c.disputeId()))
            events.add(new EarningReleased(c.creatorId(), c.transactionId(), c.disputeId()));
        return events;
    }

    /** What came back of earnings that would not be available yet if nobody had disputed them. */
    long tooEarlyPaise(Collection<Earning> open, Instant cutOff) {
        List<UUID> waiting = open.stream()
                .filter(earning -> earning.availableAt().isAfter(cutOff))
                .map(Earning::transactionId)
                .toList();
        return wonBack.stream()
                .filter(back -> waiting.contains(back.transactionId()))
                .mapToLong(DebitReversed::netPaise)
                .reduce(0, Math::addExact);
    }

    Debts after(BalanceEvent event) {
        return switch (event) {
            case EarningReduced e ->
                taken(e.cause(), 0, new Taken(e.adjustmentId(), e.transactionId(), e.feePaise(), e.netPaise()));
            case DebitRecorded e ->
                taken(
                        e.cause(),
                        e.netPaise(),
                        new Taken(e.adjustmentId(), e.transactionId(), e.feePaise(), e.netPaise()));
            case DebitReversed e -> reversed(e);
            case BalanceCorrected e -> corrected(e);
            case EarningHeld e -> held(Objects.requireNonNullElse(e.adjustmentId(), e.transactionId()));
            case PayoutAllocated e -> {
                long offset =
                        e.items().stream().mapToLong(AllocatedItem::netPaise).reduce(0, Math::addExact) - e.netPaise();
                yield offset == 0 ? this : offset(e.payoutId(), offset, Math.subtractExact(paise, offset));
            }
            case PayoutAllocationSettled e -> offset(e.payoutId(), null, paise);
            case PayoutAllocationReleased e ->
                offset(
                        e.payoutId(),
                        null,
                        Math.addExact(
                                paise,
                                Objects.requireNonNullElse(e.offsetPaise(), offsets.getOrDefault(e.payoutId(), 0L))));
            default -> this;
        };
    }

    private Debts taken(DebitCause cause, long owed, Taken taken) {
        List<UUID> known = new ArrayList<>(adjustments);
        known.add(taken.disputeId);
        List<Taken> more = new ArrayList<>(disputed);
        if (cause == DebitCause.DISPUTE) more.add(taken);
        return new Debts(Math.addExact(paise, owed), offsets, known, more, held, wonBack);
    }

    private Debts corrected(BalanceCorrected e) {
        List<UUID> known = new ArrayList<>(adjustments);
        known.add(e.correctionId());
        return new Debts(Math.subtractExact(paise, e.amountPaise()), offsets, known, disputed, held, wonBack);
    }

    private Debts reversed(DebitReversed e) {
        List<Taken> left = new ArrayList<>();
        for (Taken taken : disputed)
            if (!taken.disputeId.equals(e.adjustmentId())) left.add(taken);
            else if (e.replacedBy() != null) left.add(taken.less(e));
        List<DebitReversed> back = new ArrayList<>(wonBack);
        if (e.replacedBy() == null) back.add(e);
        return new Debts(Math.subtractExact(paise, e.netPaise()), offsets, adjustments, left, held, back);
    }

    private Debts held(UUID disputeId) {
        List<UUID> more = new ArrayList<>(held);
        more.add(disputeId);
        return new Debts(paise, offsets, adjustments, disputed, more, wonBack);
    }

    private Debts offset(UUID payoutId, @Nullable Long offset, long left) {
        Map<UUID, Long> more = new HashMap<>(offsets);
        if (offset == null) more.remove(payoutId);
        else more.put(payoutId, offset);
        return new Debts(left, more, adjustments, disputed, held, wonBack);
    }
}
