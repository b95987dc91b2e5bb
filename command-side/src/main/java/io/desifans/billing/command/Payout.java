package io.desifans.billing.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.BankDetails;
import io.desifans.billing.BankStatus;
import io.desifans.billing.PayoutEvent;
import io.desifans.billing.PayoutEvent.PayoutAnomalyRecorded;
import io.desifans.billing.PayoutEvent.PayoutAttemptFailed;
import io.desifans.billing.PayoutEvent.PayoutAttemptStarted;
import io.desifans.billing.PayoutEvent.PayoutCompleted;
import io.desifans.billing.PayoutEvent.PayoutFailed;
import io.desifans.billing.PayoutEvent.PayoutProcessing;
import io.desifans.billing.PayoutEvent.PayoutReversed;
import io.desifans.billing.PayoutEvent.PayoutScheduled;
import io.desifans.billing.command.PayoutCommand.CompletePayout;
import io.desifans.billing.command.PayoutCommand.FailPayout;
import io.desifans.billing.command.PayoutCommand.FailPayoutAttempt;
import io.desifans.billing.command.PayoutCommand.GiveUpPayout;
import io.desifans.billing.command.PayoutCommand.RecordBankTransfer;
import io.desifans.billing.command.PayoutCommand.ReversePayout;
import io.desifans.billing.command.PayoutCommand.SchedulePayout;
import io.desifans.billing.command.PayoutCommand.StartPayout;
import io.desifans.billing.command.PayoutCommand.StartPayoutAttempt;
import io.desifans.command.BankAccount;
import io.desifans.command.BankAccounts;
import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A payout on its way to the creator's bank: pending, processing, and then completed or failed. What has completed may come
 * back from the bank, once. While it is processing the bank is asked to pay it, in one attempt or more, or an admin sends it.
 */
@Aggregate
class Payout {

    /** Where a payout stands. */
    private enum State {
        NONE,
        PENDING,
        PROCESSING,
        COMPLETED,
        FAILED,
        REVERSED
    }

    @AggregateIdentifier
    private @Nullable UUID id;

    private State state = State.NONE;
    private String creatorId = "";
    private long netPaise;
    private int attempt;
    private boolean underWay;
    private @Nullable BankStatus anomaly;
    private @Nullable String bankReference;
    private @Nullable String reason;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(SchedulePayout c, Facts facts) {
        if (state != State.NONE) return;
        PayoutAllocated a = Allocation.of(facts, c.creatorId(), c.payoutId()).allocated();
        apply(new PayoutScheduled(
                c.payoutId(),
                a.creatorId(),
                a.origin(),
                a.items(),
                a.grossPaise(),
                a.feePaise(),
                a.netPaise(),
                a.periodStart(),
                a.periodEnd(),
                a.part(),
                a.parts(),
                a.overriddenThresholdPaise()));
    }

    @CommandHandler
    void decide(StartPayout c, BankAccounts accounts, Facts facts, PayoutRules rules) {
        if (state == State.PROCESSING) return;
        mustBe(state == State.PENDING);
        if (UserFacts.of(facts, creatorId).banned())
            throw Rejected.conflict("CREATOR_BANNED", "Nothing is paid out to a creator while they are banned.");
        apply(new PayoutProcessing(c.payoutId(), creatorId, checked(accounts.given(creatorId), c.now(), rules)));
    }

    @CommandHandler
    void decide(StartPayoutAttempt c) {
        if (c.attempt() <= attempt) return;
        mustBe(state == State.PROCESSING);
        apply(new PayoutAttemptStarted(c.payoutId(), creatorId, c.attempt()));
    }

    @CommandHandler
    void decide(FailPayoutAttempt c) {
        if (state == State.PROCESSING && underWay && c.attempt() == attempt)
            apply(new PayoutAttemptFailed(c.payoutId(), creatorId, attempt, c.retryAt()));
    }

    /** What it says of another amount, or of a payout that cannot stand so, is kept and changes nothing. */
    @CommandHandler
    void decide(RecordBankTransfer c, Facts facts) {
        if (c.amountPaise() != netPaise || contradicts(c.status())) {
            if (c.status() != anomaly)
                apply(new PayoutAnomalyRecorded(
                        c.payoutId(), creatorId, c.status(), c.amountPaise(), c.bankReference()));
            return;
        }
        boolean paid = c.status() == BankStatus.COMPLETED || c.status() == BankStatus.REVERSED;
        if (state == State.PROCESSING && paid) apply(new PayoutCompleted(c.payoutId(), creatorId, c.bankReference()));
        if (state == State.COMPLETED && c.status() == BankStatus.REVERSED)
            apply(new PayoutReversed(c.payoutId(), creatorId, c.seenAt(), kept(c.reason(), facts)));
        if (state == State.PROCESSING && c.status() == BankStatus.FAILED)
            apply(new PayoutFailed(c.payoutId(), creatorId, kept(c.reason(), facts)));
    }

    private boolean contradicts(BankStatus status) {
        return switch (status) {
            case PENDING, PROCESSING -> false;
            case COMPLETED -> state == State.PENDING || state == State.FAILED;
            case FAILED -> state != State.PROCESSING && state != State.FAILED;
            case REVERSED -> state == State.PENDING;
        };
    }

    @CommandHandler
    void decide(GiveUpPayout c, Facts facts) {
        if (state == State.FAILED) return;
        mustBe(state == State.PROCESSING);
        apply(new PayoutFailed(c.payoutId(), creatorId, kept(c.reason(), facts)));
    }

    @CommandHandler
    void decide(CompletePayout c, PayoutRules rules) {
        if (state == State.COMPLETED && c.bankReference().equals(bankReference)) return;
        mustBe(state == State.PROCESSING);
        mustBeByHand(rules);
        apply(new PayoutCompleted(c.payoutId(), creatorId, c.bankReference()));
    }

    /** Of somebody who is gone nothing personal is stored any more, but the money has to find its end. */
    @CommandHandler
    void decide(FailPayout c, Facts facts, PayoutRules rules) {
        if (state == State.FAILED && c.reason().equals(reason)) return;
        mustBe(state == State.PENDING || state == State.PROCESSING);
        mustBeByHand(rules);
        apply(new PayoutFailed(c.payoutId(), creatorId, kept(c.reason(), facts)));
    }

    @CommandHandler
    void decide(ReversePayout c, Facts facts) {
        if (state == State.REVERSED) return;
        mustBe(state == State.COMPLETED);
        apply(new PayoutReversed(c.payoutId(), creatorId, c.reversedAt(), kept(c.reason(), facts)));
    }

    private @Nullable String kept(String words, Facts facts) {
        return UserFacts.of(facts, creatorId).here() ? words : null;
    }

    private static BankDetails checked(BankAccount account, Instant now, PayoutRules rules) {
        if (rules.verifiedRequired() && !account.verified())
            throw Rejected.conflict("BANK_DETAILS_NOT_VERIFIED", "The bank details are not verified yet.");
        if (now.isBefore(Objects.requireNonNull(account.changedAt()).plus(rules.bankChangeBlock())))
            throw Rejected.conflict(
                    "BANK_DETAILS_CHANGED_RECENTLY",
                    "The bank details were changed less than "
                            + rules.bankChangeBlock().toHours() + " hours ago.");
        return Objects.requireNonNull(account.details());
    }

    /** Who declared failed what the bank then pays would pay it twice. */
    private void mustBeByHand(PayoutRules rules) {
        if (rules.bankTells() && attempt > 0)
            throw Rejected.conflict(
                    "PAYOUT_AT_BANK", "The bank has been asked to pay it, and tells what becomes of it.");
    }

    private static void mustBe(boolean possible) {
        if (!possible)
            throw Rejected.conflict("INVALID_PAYOUT_TRANSITION", "This cannot happen to the payout as it is now.");
    }

    @EventSourcingHandler
    void evolve(PayoutEvent event) {
        id = event.payoutId();
        creatorId = event.creatorId();
        switch (event) {
            case PayoutScheduled e -> {
                state = State.PENDING;
                netPaise = e.netPaise();
            }
            case PayoutProcessing e -> state = State.PROCESSING;
            case PayoutAttemptStarted e -> {
                attempt = e.attempt();
                underWay = true;
            }
            case PayoutAttemptFailed e -> underWay = false;
            case PayoutAnomalyRecorded e -> anomaly = e.bankStatus();
            case PayoutCompleted e -> {
                state = State.COMPLETED;
                bankReference = e.bankReference();
            }
            case PayoutFailed e -> {
                state = State.FAILED;
                reason = e.reason();
            }
            case PayoutReversed e -> state = State.REVERSED;
        }
    }
}
