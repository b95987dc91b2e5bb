package io.desifans.billing.command;

import static io.desifans.billing.command.Sales.PAYMENT;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.Event;
import io.desifans.billing.BalanceEvent;
import io.desifans.billing.BalanceEvent.DebitRecorded;
import io.desifans.billing.BalanceEvent.DebitReversed;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.BalanceEvent.EarningHeld;
import io.desifans.billing.BalanceEvent.EarningReduced;
import io.desifans.billing.BalanceEvent.EarningReleased;
import io.desifans.billing.DebitCause;
import io.desifans.billing.DisputeEvent;
import io.desifans.billing.DisputeEvent.DisputeLost;
import io.desifans.billing.DisputeEvent.DisputeOpened;
import io.desifans.billing.DisputeEvent.DisputeWon;
import io.desifans.billing.DisputeOutcome;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentType;
import io.desifans.billing.RefundEvent;
import io.desifans.billing.RefundEvent.RefundSucceeded;
import io.desifans.billing.command.BalanceCommand.DebitEarning;
import io.desifans.billing.command.BalanceCommand.ReleaseEarning;
import io.desifans.billing.command.BalanceCommand.SuspendEarning;
import io.desifans.billing.command.DisputeCommand.RecordGatewayDispute;
import io.desifans.billing.command.RefundCommand.RecordGatewayRefund;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Refunds and disputes in any order, doubled, read late, before, during and after a payout: one end. */
class DisputeOrderTest {

    private static final String PAID = "pay_1";

    private record Case(long amount, List<Long> refunds, List<DisputeOutcome> said) {

        boolean isLost() {
            return said.stream().noneMatch(DisputeOutcome::isWon);
        }

        long refunded() {
            return Math.min(amount, refunds.stream().mapToLong(Long::longValue).sum());
        }

        /** What is taken from the creator in the end. */
        long debit() {
            long all = Split.of(amount).creatorAmountPaise();
            return isLost() ? all : all - Split.of(amount - refunded()).creatorAmountPaise();
        }
    }

    @Test
    void p4_p10_refunds_and_disputes_end_in_one_state_whatever_comes_first() {
        Random random = new Random(410);
        List<List<DisputeOutcome>> ends = List.of(
                List.of(DisputeOutcome.OPENED, DisputeOutcome.WON),
                List.of(DisputeOutcome.OPENED, DisputeOutcome.CHALLENGED, DisputeOutcome.LOST),
                List.of(DisputeOutcome.OPENED, DisputeOutcome.EXPIRED),
                List.of(DisputeOutcome.OPENED, DisputeOutcome.EXPIRED, DisputeOutcome.CANCELLED),
                List.of(DisputeOutcome.OPENED, DisputeOutcome.EXPIRED, DisputeOutcome.ACCEPTED));
        for (int run = 0; run < 20_000; run++) {
            long amount = run < 2000 ? 1 + run / 10 : 1 + random.nextInt(Integer.MAX_VALUE);
            List<Long> refunds = new ArrayList<>();
            for (long left = amount; left > 0 && refunds.size() < 2 && random.nextInt(3) > 0; left -= refunds.getLast())
                refunds.add(1 + random.nextLong(left));
            Case told = new Case(amount, refunds, ends.get(random.nextInt(ends.size())));
            new World(told, random).check();
        }
    }

    /** A payment with its creator's balance, as the processes keep them together. */
    private static final class World {

        private final Case told;
        private final Random random;
        private final PaymentInitiated payment;
        private Refunds refunds = Refunds.NONE;
        private Disputes disputes = Disputes.NONE;
        private Debts debts = Debts.NONE;
        private @Nullable Earning open;
        private long taken;
        private long refundedCreator;

        private World(Case told, Random random) {
            this.told = told;
            this.random = random;
            Split split = Split.of(told.amount);
            this.payment = new PaymentInitiated(
                    PAYMENT,
                    RAVI,
                    ASHA,
                    PaymentType.EXCLUSIVE_POST,
                    Sales.POST,
                    null,
                    null,
                    told.amount,
                    split.platformFeePaise(),
                    split.creatorAmountPaise(),
                    null);
            this.open = Earning.of(new EarningCredited(
                    ASHA,
                    PAYMENT,
                    told.amount,
                    split.platformFeePaise(),
                    split.creatorAmountPaise(),
                    Instant.EPOCH,
                    Instant.EPOCH));
        }

        private void check() {
            List<Object> messages = new ArrayList<>();
            for (int i = 0; i < told.refunds.size(); i++)
                messages.add(new RecordGatewayRefund(
                        PAYMENT, null, "ref_" + i, PAID, GatewayRefundStatus.SUCCEEDED, told.refunds.get(i), "INR"));
            for (DisputeOutcome outcome : told.said)
                messages.add(new RecordGatewayDispute(PAYMENT, "dp_1", PAID, outcome, "" + told.amount, "INR"));
            messages.addAll(List.copyOf(messages));
            Collections.shuffle(messages, random);
            List<Event> log = new ArrayList<>();
            int read = 0;
            int payoutAt = random.nextInt(messages.size() + 1);
            for (int i = 0; i <= messages.size(); i++) {
                if (i == payoutAt && open != null && open.isPayable(Instant.MAX)) payOut();
                if (i < messages.size()) log.addAll(happen(messages.get(i)));
                while (read < log.size() && (i == messages.size() || random.nextBoolean())) follow(log.get(read++));
            }
            log.forEach(this::follow);
            String shown = told + " " + messages;
            assertThat(taken).as(shown).isEqualTo(told.debit());
            assertThat(refunds.refundedPaise()).as(shown).isEqualTo(told.refunded());
            assertThat(refundedCreator)
                    .as(shown)
                    .isEqualTo(payment.creatorAmountPaise()
                            - Split.of(told.amount - told.refunded()).creatorAmountPaise());
            assertThat(disputes.anyStands()).as(shown).isEqualTo(told.isLost());
            if (open != null && open.netPaise() > 0)
                assertThat(open.heldFor()).as(shown).isEmpty();
        }

        private void payOut() {
            open = null;
        }

        private List<Event> happen(Object message) {
            PaymentState state = PaymentState.NONE.after(payment).after(completed());
            List<Event> events = new ArrayList<>();
            switch (message) {
                case RecordGatewayRefund c ->
                    Refunding.of(payment, state, refunds, disputes)
                            .record(c, false)
                            .ifPresent(events::add);
                case RecordGatewayDispute c -> events.addAll(disputes.after(Disputing.of(c, payment, state, refunds)));
                default -> throw new IllegalArgumentException();
            }
            for (Event event : events) {
                if (event instanceof RefundEvent e) refunds = refunds.after(e);
                if (event instanceof DisputeEvent e) disputes = disputes.after(e);
                if (event instanceof RefundSucceeded e) refundedCreator = e.refundedCreatorPaise();
            }
            return events;
        }

        /** What the process does about it, however late; in the end it reads all again. */
        private void follow(Event event) {
            switch (event) {
                case RefundSucceeded e -> {
                    if (e.feePaise() + e.creatorPaise() > 0)
                        debit(e.refundId(), e.feePaise(), e.creatorPaise(), DebitCause.REFUND);
                }
                case DisputeOpened e -> {
                    if (e.amountPaise() > 0)
                        debts.suspend(
                                        new SuspendEarning(
                                                ASHA, PAYMENT, e.disputeId(), e.feePaise(), e.creatorPaise()),
                                        open)
                                .ifPresent(this::apply);
                }
                case DisputeLost e -> {
                    if (e.amountPaise() > 0) debit(e.disputeId(), e.feePaise(), e.creatorPaise(), DebitCause.DISPUTE);
                }
                case DisputeWon e ->
                    debts.release(
                                    new ReleaseEarning(ASHA, PAYMENT, e.disputeId(), e.feePaise(), e.creatorPaise()),
                                    open)
                            .forEach(this::apply);
                default -> {}
            }
        }

        private void debit(UUID adjustmentId, long fee, long net, DebitCause cause) {
            debts.debit(new DebitEarning(ASHA, PAYMENT, adjustmentId, fee + net, fee, net, cause), open)
                    .forEach(this::apply);
        }

        private void apply(BalanceEvent event) {
            debts = debts.after(event);
            switch (event) {
                case EarningReduced e -> {
                    open = open.less(e);
                    taken += e.netPaise();
                }
                case EarningHeld e -> open = open.heldFor(e.adjustmentId());
                case EarningReleased e -> open = open.releasedFrom(e.adjustmentId());
                case DebitRecorded e -> taken += e.netPaise();
                case DebitReversed e -> taken -= e.netPaise();
                default -> throw new IllegalArgumentException();
            }
            assertThat(taken).isBetween(0L, payment.creatorAmountPaise());
            if (open != null) assertThat(open.netPaise()).isNotNegative();
        }

        private PaymentCompleted completed() {
            return new PaymentCompleted(
                    PAYMENT,
                    RAVI,
                    ASHA,
                    PaymentType.EXCLUSIVE_POST,
                    Sales.POST,
                    null,
                    told.amount,
                    payment.platformFeePaise(),
                    payment.creatorAmountPaise(),
                    PAID,
                    false);
        }
    }
}
