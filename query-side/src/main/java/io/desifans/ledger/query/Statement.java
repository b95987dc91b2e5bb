package io.desifans.ledger.query;

import io.desifans.Labelled;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A creator's account over a month of UTC. All in paise.
 *
 * @param until UTC; the first moment that is not in it
 * @param closed whether nothing can be added to it
 * @param openingPaise what was owed to the creator when it began, below 0 what they owed
 * @param closingPaise the same at its end, or now: the opening balance with all lines
 * @param totals of all lines
 */
record Statement(
        String period,
        String creatorId,
        @Nullable String displayName,
        Instant from,
        Instant until,
        boolean closed,
        long openingPaise,
        long closingPaise,
        Totals totals,
        List<Line> lines) {

    /** What a line is about. */
    enum Kind implements Labelled {
        SALE("sale"),
        REFUND("refund"),
        DISPUTE("dispute"),
        DISPUTE_REVERSED("dispute_reversed"),
        CORRECTION("correction"),
        PAYOUT("payout"),
        PAYOUT_RETURNED("payout_returned");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }

        static Kind of(String event) {
            return switch (event) {
                case "PaymentCompleted" -> SALE;
                case "RefundSucceeded" -> REFUND;
                case "EarningReduced", "DebitRecorded" -> DISPUTE;
                case "DebitReversed" -> DISPUTE_REVERSED;
                case "BalanceCorrected" -> CORRECTION;
                case "PayoutAllocated" -> PAYOUT;
                case "PayoutFailed", "PayoutReversed" -> PAYOUT_RETURNED;
                default -> throw new IllegalArgumentException(event);
            };
        }
    }

    /**
     * @param reference the payment, payout or correction
     * @param title of what was sold, as it was then; null for others, and where the buyer is erased
     * @param grossPaise what the fan paid, or below 0 got or asked back; of payouts what was paid out, below 0
     * @param feePaise the platform's part of it
     * @param netPaise the creator's
     * @param balancePaise what is owed to the creator after it
     */
    record Line(
            Instant at,
            Kind kind,
            UUID reference,
            @Nullable String title,
            long grossPaise,
            long feePaise,
            long netPaise,
            long balancePaise) {}

    /**
     * @param salesPaise what fans paid
     * @param refundsPaise what went back to them, above 0
     * @param disputesPaise what their banks asked back, above 0, less what came back of it
     * @param correctionsPaise what we gave, less what we took off
     * @param feesPaise the platform's part of what fans paid, less of what went back
     * @param payoutsPaise what was paid out, less what came back
     */
    record Totals(
            long salesPaise,
            long refundsPaise,
            long disputesPaise,
            long correctionsPaise,
            long feesPaise,
            long payoutsPaise) {

        static Totals of(List<Line> lines) {
            return new Totals(
                    gross(lines, Kind.SALE),
                    -gross(lines, Kind.REFUND),
                    -gross(lines, Kind.DISPUTE) - gross(lines, Kind.DISPUTE_REVERSED),
                    gross(lines, Kind.CORRECTION),
                    lines.stream().mapToLong(Line::feePaise).sum(),
                    -gross(lines, Kind.PAYOUT) - gross(lines, Kind.PAYOUT_RETURNED));
        }

        private static long gross(List<Line> lines, Kind kind) {
            return lines.stream()
                    .filter(line -> line.kind() == kind)
                    .mapToLong(Line::grossPaise)
                    .sum();
        }
    }
}
