package io.desifans.process;

import io.desifans.DerivedId;
import io.desifans.billing.DisputeOutcome;
import io.desifans.billing.PaymentType;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.RenewalChange;
import io.desifans.billing.command.BalanceCommand.CorrectBalance;
import io.desifans.billing.command.BalanceCommand.RequestPayout;
import io.desifans.billing.command.DisputeCommand.CorrectDispute;
import io.desifans.billing.command.MemoryGateway;
import io.desifans.billing.command.PaymentCommand.CancelPayment;
import io.desifans.billing.command.PayoutCommand.CompletePayout;
import io.desifans.billing.command.PayoutCommand.FailPayout;
import io.desifans.billing.command.PayoutCommand.ReversePayout;
import io.desifans.billing.command.PayoutCommand.StartPayout;
import io.desifans.billing.command.RefundCommand.RequestRefund;
import io.desifans.billing.command.SubscriptionCommand.ChangeRenewal;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.services.command.ServiceOrderCommand;
import io.desifans.services.command.ServiceOrderCommand.ActivateOrder;
import io.desifans.services.command.ServiceOrderCommand.CancelOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What somebody does, or what happens at the gateway. Payments are known by the number of the step that began them. */
public sealed interface Step {

    Duration MONTH = Duration.ofDays(30);

    /** Does it; what the gateway tells of it waits until time passes. */
    void in(Life life);

    static UUID payment(int number) {
        return Market.id("payment " + number);
    }

    /** @param item the place among all that is sold */
    record Buy(int number, int fan, int item, int months, boolean renews) implements Step {

        @Override
        public void in(Life life) {
            Market.Item what = Market.ITEMS.get(item);
            boolean tier = what.type() == PaymentType.MEMBERSHIP;
            life.begun(number, fan, what, months, tier && renews);
            life.world.initiate(
                    payment(number), Market.FANS.get(fan), what, tier ? Integer.valueOf(months) : null, tier && renews);
        }
    }

    /** @param attempt of the buyer, each is another payment of the gateway; amount 0 is the right one */
    record Pay(int number, int attempt, String status, long otherAmount, String currency) implements Step {

        @Override
        public void in(Life life) {
            Life.Begun begun = life.begun(number);
            MemoryGateway gateway = life.world.gateway;
            if (begun == null || gateway.thing("/checkouts/cks_" + payment(number)) == null) return;
            String id = "pay_" + number + "_" + attempt;
            ObjectNode before = gateway.thing("/payments/" + id);
            if (before != null && before.path("status").asString("").equals("succeeded")) return;
            long amount = otherAmount == 0 ? begun.amount() : otherAmount;
            if (status.equals("succeeded") && begun.renews()) {
                if (otherAmount > 0 || !currency.equals("INR")) return;
                if (gateway.thing("/subscriptions/" + MemoryGateway.subscriptionOf(payment(number))) != null) return;
                gateway.subscription(
                        payment(number), "active", false, life.world.now().plus(MONTH));
                life.heardOfSubscription(payment(number), "active");
            }
            ObjectNode data = gateway.payment(id, payment(number), status, amount, currency);
            life.heard(id + status, "payment." + status, data);
        }
    }

    /** The gateway charges by itself. */
    record Renew(int number, String status) implements Step {

        @Override
        public void in(Life life) {
            MemoryGateway gateway = life.world.gateway;
            Life.Begun begun = life.begun(number);
            ObjectNode now = gateway.thing("/subscriptions/" + MemoryGateway.subscriptionOf(payment(number)));
            if (begun == null
                    || now == null
                    || now.path("cancel_at_next_billing_date").asBoolean()) return;
            boolean due =
                    !Instant.parse(now.path("next_billing_date").asString()).isAfter(life.world.now());
            if (!due || !now.path("status").asString("").matches("active|on_hold")) return;
            String id = "pay_" + number + "_r" + life.charges(number);
            ObjectNode data = gateway.charge(id, payment(number), status, begun.amount());
            boolean paid = status.equals("succeeded");
            Instant next = life.world.now().plus(paid ? MONTH : Duration.ofDays(1));
            gateway.subscription(payment(number), paid ? "active" : "on_hold", false, next);
            life.heard(id, "payment." + status, data);
            life.heardOfSubscription(payment(number), paid ? "renewed" : "on_hold");
        }
    }

    /** @param part in paise; 0 is all that is left */
    record Refund(int number, long part) implements Step {

        @Override
        public void in(Life life) {
            Long amount = part == 0 ? null : Long.valueOf(part);
            UUID refundId = Market.id("refund " + number + " " + part);
            life.world.sendAsAdmin(new RequestRefund(payment(number), refundId, amount, life.world.now()));
        }
    }

    /** Somebody does it at the gateway. */
    record RefundThere(int number, long part) implements Step {

        @Override
        public void in(Life life) {
            String paymentId = life.wonBy(payment(number));
            ObjectNode there = paymentId == null ? null : life.world.gateway.thing("/payments/" + paymentId);
            if (there == null) return;
            long left = there.path("total_amount").asLong() - life.world.gateway.refundedOf(there);
            String id = "ref_" + paymentId + "_" + part;
            if (part > left || life.world.gateway.thing("/refunds/" + id) != null) return;
            life.heard(id, "refund.succeeded", life.world.gateway.refund(id, paymentId, "succeeded", part));
        }
    }

    /** The buyer's bank says so. */
    record Dispute(int number, String outcome) implements Step {

        @Override
        public void in(Life life) {
            String paymentId = life.wonBy(payment(number));
            JsonNode there = paymentId == null ? null : life.world.gateway.thing("/payments/" + paymentId);
            if (there == null || !life.mayBecome("dp_" + paymentId, outcome)) return;
            ObjectNode data = JsonMapper.shared()
                    .createObjectNode()
                    .put("dispute_id", "dp_" + paymentId)
                    .put("payment_id", paymentId)
                    .put("dispute_status", "dispute_" + outcome)
                    .put("amount", "1")
                    .put("currency", "INR");
            life.heard("dp_" + paymentId + outcome, "dispute." + outcome, data);
        }
    }

    record Decide(int number, boolean won) implements Step {

        @Override
        public void in(Life life) {
            life.world.sendAsAdmin(new CorrectDispute(payment(number), won ? DisputeOutcome.WON : DisputeOutcome.LOST));
        }
    }

    record RequestOne(int creator, int payout) implements Step {

        @Override
        public void in(Life life) {
            String creatorId = Market.CREATORS.get(creator);
            life.world.send(
                    new RequestPayout(creatorId, payoutOf(payout), PayoutOrigin.CREATOR, life.world.now(), 100),
                    creatorId);
        }
    }

    static UUID payoutOf(int payout) {
        return Market.id("payout " + payout);
    }

    /** What an admin or the bank does with a payout. */
    enum Move {
        START,
        COMPLETE,
        FAIL,
        REVERSE
    }

    record MovePayout(int payout, Move move) implements Step {

        @Override
        public void in(Life life) {
            UUID id = payoutOf(payout);
            life.world.sendAsAdmin(
                    switch (move) {
                        case START -> new StartPayout(id, life.world.now());
                        case COMPLETE -> new CompletePayout(id, "UTR");
                        case FAIL -> new FailPayout(id, "Closed");
                        case REVERSE -> new ReversePayout(id, life.world.now(), "Closed");
                    });
        }
    }

    record Correct(int creator, long paise) implements Step {

        @Override
        public void in(Life life) {
            life.world.sendAsAdmin(new CorrectBalance(
                    Market.CREATORS.get(creator), Market.id("correction " + creator + " " + paise), paise));
        }
    }

    record Change(int number, RenewalChange change) implements Step {

        @Override
        public void in(Life life) {
            Life.Begun begun = life.begun(number);
            if (begun == null) return;
            UUID subscription = DerivedId.of(
                    "subscriptions", begun.fan(), begun.item().entityId().toString());
            life.world.send(new ChangeRenewal(subscription, begun.fan(), change), begun.fan());
            life.heardOfSubscription(payment(number), "updated");
        }
    }

    record GiveUp(int number) implements Step {

        @Override
        public void in(Life life) {
            Life.Begun begun = life.begun(number);
            String fan = begun == null ? Market.RAVI : begun.fan();
            life.world.send(new CancelPayment(payment(number), fan), fan);
        }
    }

    record Order(int number, boolean activate) implements Step {

        @Override
        public void in(Life life) {
            UUID order = ServiceOrderCommand.orderOf(payment(number));
            life.world.send(
                    activate ? new ActivateOrder(order, Market.ASHA) : new CancelOrder(order, Market.ASHA, "No time"),
                    Market.ASHA);
        }
    }

    record Leave(int fan) implements Step {

        @Override
        public void in(Life life) {
            String userId = Market.FANS.get(fan);
            if (life.leaves(userId))
                life.world.log.happened(Market.user(userId), new UserDeleted(userId, "admin", "erasure"));
        }
    }

    /** What was told arrives, and time passes. */
    record Pass(int days) implements Step {

        @Override
        public void in(Life life) {
            life.arrive();
            life.world.advanceTo(life.world.now().plus(Duration.ofDays(days)));
        }
    }
}
