package io.desifans.billing.command;

import io.desifans.DerivedId;
import io.desifans.billing.BalanceEvent.DebitRecorded;
import io.desifans.billing.BalanceEvent.EarningReduced;
import io.desifans.billing.DebitCause;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.PayoutSchedule;
import io.desifans.billing.ReleaseCause;
import io.desifans.command.MoneyCommand;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What the processes, the creator and an admin may do with what a creator has earned. */
public sealed interface BalanceCommand extends MoneyCommand {

    String creatorId();

    @TargetAggregateIdentifier
    default UUID balanceId() {
        return balanceOf(creatorId());
    }

    static UUID balanceOf(String creatorId) {
        return DerivedId.of("CreatorBalance", creatorId);
    }

    /**
     * A payment of these amounts completed.
     *
     * @param availableAt UTC; from here on it can go into a payout
     */
    @SentBy(Sender.SYSTEM)
    record CreditEarning(
            String creatorId,
            UUID transactionId,
            long grossPaise,
            long feePaise,
            long netPaise,
            Instant completedAt,
            Instant availableAt)
            implements BalanceCommand {

        public CreditEarning {
            Shape.range("grossPaise", grossPaise, 1, Integer.MAX_VALUE);
            Shape.range("feePaise", feePaise, 0, grossPaise);
            Shape.require("netPaise", netPaise == grossPaise - feePaise, "The parts must add up to the whole.");
        }
    }

    /**
     * A part of a payment went back.
     *
     * @param adjustmentId of the refund or the dispute; each counts once
     */
    @SentBy(Sender.SYSTEM)
    record DebitEarning(
            String creatorId,
            UUID transactionId,
            UUID adjustmentId,
            long grossPaise,
            long feePaise,
            long netPaise,
            DebitCause cause)
            implements BalanceCommand {

        public DebitEarning {
            Shape.range("grossPaise", grossPaise, 1, Integer.MAX_VALUE);
            Shape.require("netPaise", netPaise == grossPaise - feePaise, "The parts must add up to the whole.");
        }

        EarningReduced reduced() {
            return new EarningReduced(creatorId, transactionId, adjustmentId, grossPaise, feePaise, netPaise, cause);
        }

        DebitRecorded owed() {
            return new DebitRecorded(creatorId, transactionId, adjustmentId, grossPaise, feePaise, netPaise, cause);
        }
    }

    /** The buyer's bank asks for what is left of it: until that is decided the creator does not get it, or owes it. */
    @SentBy(Sender.SYSTEM)
    record SuspendEarning(String creatorId, UUID transactionId, UUID disputeId, long feePaise, long netPaise)
            implements BalanceCommand {

        DebitRecorded owed() {
            return new DebitRecorded(
                    creatorId,
                    transactionId,
                    disputeId,
                    Math.addExact(feePaise, netPaise),
                    feePaise,
                    netPaise,
                    DebitCause.DISPUTE);
        }
    }

    /**
     * It was decided in favour of the creator.
     *
     * @param netPaise the creator's part of what was not refunded, as {@code feePaise} is the platform's
     */
    @SentBy(Sender.SYSTEM)
    record ReleaseEarning(String creatorId, UUID transactionId, UUID disputeId, long feePaise, long netPaise)
            implements BalanceCommand {}

    /** The payment has to go back. */
    @SentBy(Sender.SYSTEM)
    record HoldEarning(String creatorId, UUID transactionId) implements BalanceCommand {}

    /**
     * All that is available goes into a payout, or into more where a sum would be over the limit.
     *
     * @param payoutId of the first payout; the ids of the others follow from it, see {@link PayoutCommand#partOf}
     * @param cutOff UTC; what is available by then
     * @param thresholdPaise less is not paid out
     * @param override whether less is, because an admin says so
     */
    @SentBy({Sender.USER, Sender.ADMIN})
    record RequestPayout(
            String creatorId, UUID payoutId, PayoutOrigin origin, Instant cutOff, long thresholdPaise, boolean override)
            implements BalanceCommand {

        public RequestPayout(
                String creatorId, UUID payoutId, PayoutOrigin origin, Instant cutOff, long thresholdPaise) {
            this(creatorId, payoutId, origin, cutOff, thresholdPaise, false);
        }
    }

    /** When the creator wants to be paid out without asking. */
    @SentBy(Sender.USER)
    record ChoosePayoutSchedule(String creatorId, PayoutSchedule schedule) implements BalanceCommand {

        public ChoosePayoutSchedule {
            Shape.present("schedule", schedule);
        }
    }

    /**
     * The time of the creator's schedule has come. Each time counts once.
     *
     * @param dueAt UTC; what is available by then is paid out
     * @param thresholdPaise less is not
     */
    @SentBy(Sender.SYSTEM)
    record PayOutOnSchedule(String creatorId, Instant dueAt, long thresholdPaise) implements BalanceCommand {

        RequestPayout request() {
            UUID payoutId = DerivedId.of("payout", "schedule", creatorId, dueAt.toString());
            return new RequestPayout(creatorId, payoutId, PayoutOrigin.SCHEDULE, dueAt, thresholdPaise);
        }
    }

    /**
     * An admin puts something right.
     *
     * @param correctionId each counts once
     * @param amountPaise not 0; below 0 it is taken off
     */
    @SentBy(Sender.ADMIN)
    record CorrectBalance(String creatorId, UUID correctionId, long amountPaise) implements BalanceCommand {

        public CorrectBalance {
            Shape.amount("amount", amountPaise, -Integer.MAX_VALUE, Integer.MAX_VALUE);
            Shape.require("amount", amountPaise != 0, "amount must not be 0.");
        }
    }

    /** The payout has reached the creator. */
    @SentBy(Sender.SYSTEM)
    record SettleAllocation(String creatorId, UUID payoutId) implements BalanceCommand {}

    /** The payout will not reach the creator. */
    @SentBy(Sender.SYSTEM)
    record ReleaseAllocation(String creatorId, UUID payoutId, ReleaseCause cause) implements BalanceCommand {}
}
