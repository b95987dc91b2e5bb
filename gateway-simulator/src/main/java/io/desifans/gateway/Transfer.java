package io.desifans.gateway;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money on its way to a creator's bank.
 *
 * @param referenceId the merchant's own id for it
 * @param utr the bank's number of the transfer, once it is processed
 * @param reason why it did not arrive or came back
 */
record Transfer(
        String id,
        String referenceId,
        long amountPaise,
        String mode,
        TransferStatus status,
        @Nullable String utr,
        @Nullable String reason,
        Instant createdAt) {

    record Details(@Nullable String description) {}

    /** What {@code /bank/payouts/{id}} shows: nothing of the account. */
    record Shown(
            String id,
            String entity,
            String referenceId,
            long amount,
            String currency,
            String mode,
            TransferStatus status,
            @Nullable String utr,
            Details statusDetails,
            Instant createdAt) {}

    Transfer now(TransferStatus next, @Nullable String why) {
        String number = next == TransferStatus.PROCESSED ? Ids.next("UTR") : utr;
        return new Transfer(id, referenceId, amountPaise, mode, next, number, why, createdAt);
    }

    Shown shown() {
        return new Shown(
                id, "payout", referenceId, amountPaise, "INR", mode, status, utr, new Details(reason), createdAt);
    }
}
