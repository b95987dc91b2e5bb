package io.desifans.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of what the payment gateway keeps for us.
 *
 * @param type the gateway's word, such as {@code payment}, {@code dispute_reversal} or {@code payment_fees}
 * @param gatewayObjectId of the payment, refund, dispute or payout; null where it is about none
 * @param credit whether it adds to what the gateway keeps
 * @param amount in the currency's smallest unit, 0 or more
 * @param at UTC
 */
public record GatewayLedgerEntry(
        String gatewayEntryId,
        String type,
        @Nullable String gatewayObjectId,
        boolean credit,
        long amount,
        String currency,
        Instant at) {}
