package io.desifans.billing.command;

import java.time.Duration;

/**
 * What the operator has settled about payouts.
 *
 * @param thresholdPaise less than this is not paid out
 * @param hold how long an earning waits, from the completion of its payment
 * @param bankChangeBlock how long after a change of bank details no payout is started
 * @param verifiedRequired whether bank details must have been verified before a payout is started
 * @param bankTells whether there is a bank that is asked to pay, and tells what becomes of what it was asked for
 */
public record PayoutRules(
        long thresholdPaise, Duration hold, Duration bankChangeBlock, boolean verifiedRequired, boolean bankTells) {}
