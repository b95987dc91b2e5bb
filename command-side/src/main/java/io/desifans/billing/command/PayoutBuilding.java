package io.desifans.billing.command;

import io.desifans.DerivedId;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.command.BalanceCommand.RequestPayout;
import io.desifans.command.BankAccounts;
import io.desifans.command.Facts;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What goes into a payout, and into how many (payments.md section 9.3). */
final class PayoutBuilding {

    private PayoutBuilding() {}

    /**
     * All that is payable by the cut-off. 409 without bank details, 422 if it is too little.
     *
     * @param open what the creator has earned and was not paid
     * @param periodEnds of the payouts before that did not fail
     */
    static List<PayoutAllocated> of(
            RequestPayout c,
            Collection<Earning> open,
            Debts debts,
            Collection<Instant> periodEnds,
            Facts facts,
            BankAccounts accounts) {
        accounts.given(c.creatorId());
        List<Earning> payable = open.stream()
                .filter(earning -> earning.isPayable(c.cutOff()))
                .sorted(Earning.OLDEST_FIRST)
                .toList();
        long owedPaise = Math.addExact(debts.paise(), debts.tooEarlyPaise(open, c.cutOff()));
        long netPaise =
                Math.subtractExact(payable.stream().mapToLong(Earning::netPaise).reduce(0, Math::addExact), owedPaise);
        long leastPaise = c.override() ? 1 : c.thresholdPaise();
        if (netPaise < leastPaise)
            throw Rejected.unprocessable(
                    "BELOW_THRESHOLD",
                    "Only " + Math.max(0, netPaise) + " paise are available; at least " + leastPaise
                            + " are paid out.");
        Long overridden = netPaise < c.thresholdPaise() ? Long.valueOf(c.thresholdPaise()) : null;
        Instant periodStart = periodStart(c, periodEnds, facts);
        List<PayoutPart> parts = PayoutPart.of(payable, owedPaise);
        List<PayoutAllocated> allocated = new ArrayList<>();
        for (int part = 1; part <= parts.size(); part++)
            allocated.add(allocation(c, parts.get(part - 1), periodStart, part, parts.size(), overridden));
        return allocated;
    }

    /** The end of the payout before, or else when the creator began; never after the cut-off. */
    private static Instant periodStart(RequestPayout c, Collection<Instant> periodEnds, Facts facts) {
        Instant start = periodEnds.stream().max(Instant::compareTo).orElseGet(() -> began(c, facts));
        return start.isAfter(c.cutOff()) ? c.cutOff() : start;
    }

    private static Instant began(RequestPayout c, Facts facts) {
        UUID creator = DerivedId.of("Creator", c.creatorId());
        return facts.fold(creator, c.cutOff(), (first, event, at) -> at.isBefore(first) ? at : first);
    }

    private static PayoutAllocated allocation(
            RequestPayout c,
            PayoutPart part,
            Instant periodStart,
            int number,
            int parts,
            @Nullable Long overriddenThresholdPaise) {
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
                parts,
                overriddenThresholdPaise);
    }
}
