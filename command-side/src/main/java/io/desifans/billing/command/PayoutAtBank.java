package io.desifans.billing.command;

import io.desifans.Event;
import io.desifans.billing.BankDetails;
import io.desifans.billing.PayoutEvent;
import io.desifans.billing.PayoutEvent.PayoutAnomalyRecorded;
import io.desifans.billing.PayoutEvent.PayoutAttemptFailed;
import io.desifans.billing.PayoutEvent.PayoutAttemptStarted;
import io.desifans.billing.PayoutEvent.PayoutCompleted;
import io.desifans.billing.PayoutEvent.PayoutFailed;
import io.desifans.billing.PayoutEvent.PayoutProcessing;
import io.desifans.billing.PayoutEvent.PayoutReversed;
import io.desifans.billing.PayoutEvent.PayoutScheduled;
import io.desifans.command.Facts;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a payout stands with the bank, as its events tell.
 *
 * @param netPaise what is to be paid
 * @param details where to, as it was when processing started; null if that is erased
 * @param attempt how often the bank was asked to pay it; 0 if an admin sends the money by hand
 * @param underWay whether the last attempt has not failed
 * @param changedAt UTC; when it came to its present state
 */
public record PayoutAtBank(
        long netPaise,
        @Nullable BankDetails details,
        boolean processing,
        boolean completed,
        int attempt,
        boolean underWay,
        Instant changedAt) {

    private static final PayoutAtBank NONE = new PayoutAtBank(0, null, false, false, 0, false, Instant.EPOCH);

    public static PayoutAtBank of(Facts facts, UUID payoutId) {
        return facts.fold(payoutId, NONE, PayoutAtBank::after);
    }

    /** Whether this attempt has led to nothing yet. */
    public boolean isOpen(int number) {
        return processing && underWay && attempt == number;
    }

    /** Whether the bank may still have something to tell of it; what it has paid may come back. */
    public boolean isToBeAskedFor() {
        return attempt > 0 && (processing || completed);
    }

    private PayoutAtBank after(Event event, Instant at) {
        return switch ((PayoutEvent) event) {
            case PayoutScheduled e -> new PayoutAtBank(e.netPaise(), null, false, false, 0, false, at);
            case PayoutProcessing e -> new PayoutAtBank(netPaise, e.bankDetails(), true, false, 0, false, at);
            case PayoutAttemptStarted e ->
                new PayoutAtBank(netPaise, details, processing, completed, e.attempt(), true, at);
            case PayoutAttemptFailed e ->
                new PayoutAtBank(netPaise, details, processing, completed, attempt, false, at);
            case PayoutAnomalyRecorded e -> this;
            case PayoutCompleted e -> new PayoutAtBank(netPaise, details, false, true, attempt, false, at);
            case PayoutFailed e -> new PayoutAtBank(netPaise, details, false, false, attempt, false, at);
            case PayoutReversed e -> new PayoutAtBank(netPaise, details, false, false, attempt, false, at);
        };
    }
}
