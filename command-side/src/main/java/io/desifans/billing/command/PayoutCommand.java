package io.desifans.billing.command;

import io.desifans.DerivedId;
import io.desifans.billing.BankStatus;
import io.desifans.command.Founding;
import io.desifans.command.MoneyCommand;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What the processes and an admin may do with a payout. */
public sealed interface PayoutCommand extends MoneyCommand {

    @TargetAggregateIdentifier
    UUID payoutId();

    /** The id of a part of what was asked for under one id; the first part has this id itself. */
    static UUID partOf(UUID payoutId, int part) {
        return part == 1 ? payoutId : DerivedId.of("payout", payoutId.toString(), Integer.toString(part));
    }

    /** The creator's balance has set the items aside. */
    @SentBy(Sender.SYSTEM)
    @Founding
    record SchedulePayout(UUID payoutId, String creatorId) implements PayoutCommand {}

    /**
     * The money is sent to the bank.
     *
     * @param now UTC, from the clock
     */
    @SentBy(Sender.ADMIN)
    record StartPayout(UUID payoutId, Instant now) implements PayoutCommand {}

    /**
     * The bank is to be asked to pay it.
     *
     * @param attempt counted from 1
     */
    @SentBy(Sender.SYSTEM)
    record StartPayoutAttempt(UUID payoutId, int attempt) implements PayoutCommand {}

    /**
     * The bank could not be asked, or did not answer.
     *
     * @param retryAt UTC; when it is to be asked again
     */
    @SentBy(Sender.SYSTEM)
    record FailPayoutAttempt(UUID payoutId, int attempt, Instant retryAt) implements PayoutCommand {}

    /**
     * The bank has said how the transfer stands.
     *
     * @param amountPaise as the bank says
     * @param bankReference the bank's number of the transfer, 1 to 100 characters
     * @param reason why it was not paid or came back, 1 to 500 characters; the creator reads it
     * @param seenAt UTC
     */
    @SentBy(Sender.SYSTEM)
    record RecordBankTransfer(
            UUID payoutId, BankStatus status, long amountPaise, String bankReference, String reason, Instant seenAt)
            implements PayoutCommand {

        public RecordBankTransfer {
            Shape.line("bankReference", bankReference, 1, 100);
            Shape.prose("reason", reason, 1, 500);
        }
    }

    /**
     * The bank does not have it and is not asked again.
     *
     * @param reason 1 to 500 characters; the creator reads it
     */
    @SentBy(Sender.SYSTEM)
    record GiveUpPayout(UUID payoutId, String reason) implements PayoutCommand {

        public GiveUpPayout {
            Shape.prose("reason", reason, 1, 500);
        }
    }

    /** @param bankReference the bank's number of the transfer, 1 to 100 characters */
    @SentBy(Sender.ADMIN)
    record CompletePayout(UUID payoutId, String bankReference) implements PayoutCommand {

        public CompletePayout {
            Shape.line("bankReference", bankReference, 1, 100);
        }
    }

    /** @param reason 1 to 500 characters; the creator reads it */
    @SentBy(Sender.ADMIN)
    record FailPayout(UUID payoutId, String reason) implements PayoutCommand {

        public FailPayout {
            Shape.prose("reason", reason, 1, 500);
        }
    }

    /**
     * The bank has sent back what it had paid.
     *
     * @param reversedAt UTC
     * @param reason 1 to 500 characters; the creator reads it
     */
    @SentBy({Sender.ADMIN, Sender.SYSTEM})
    record ReversePayout(UUID payoutId, Instant reversedAt, String reason) implements PayoutCommand {

        public ReversePayout {
            Shape.prose("reason", reason, 1, 500);
        }
    }
}
