package io.desifans.process;

import io.desifans.billing.command.MemoryGateway;
import io.desifans.process.MoneyWorld.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A course of events in a world: what has happened at the gateway, and what of it arrives, in whatever order.
 *
 * @param sums whether the order may decide as what a creator has the money: as an earning, a credit, or in a payout
 */
record Flow(String name, boolean sums, Consumer<Course> course) {

    /** @param happen is told how often it has happened before */
    record Happening(String name, IntConsumer happen) {}

    @Override
    public String toString() {
        return name;
    }

    /** Begins it, and answers what is to happen then. */
    List<Happening> begin(MoneyWorld world) {
        world.backToBegin();
        Course begun = new Course(world, new ArrayList<>());
        course.accept(begun);
        return begun.happenings;
    }

    /** What a flow is written with. */
    record Course(MoneyWorld world, List<Happening> happenings) {

        /** A payment that was begun, by a name. */
        UUID begun(String name, Market.Item item, @Nullable Integer months, boolean autoRenew) {
            UUID transactionId = Market.id(name);
            world.initiate(transactionId, Market.RAVI, item, months, autoRenew);
            world.drain();
            return transactionId;
        }

        UUID begun(String name, Market.Item item) {
            return begun(name, item, item == Market.TIER ? 1 : null, false);
        }

        void told(Message message) {
            happenings.add(new Happening(message.type() + " " + message.id(), times -> world.tell(message)));
        }

        /** Heard of now, before all else. */
        void heard(Message message) {
            world.tell(message);
            world.settle();
        }

        /** What is told of a payment when it stands so. */
        Message payment(String paymentId, UUID transactionId, String status, long amount, String currency) {
            ObjectNode data = world.gateway
                    .payment(paymentId, transactionId, status, amount, currency)
                    .deepCopy();
            return new Message("msg_" + paymentId + "_" + status, "payment." + status, data);
        }

        Message payment(String paymentId, UUID transactionId, String status, Market.Item item) {
            return payment(paymentId, transactionId, status, item.pricePaise(), "INR");
        }

        Message charge(String paymentId, UUID agreed, String status, long amount) {
            ObjectNode data =
                    world.gateway.charge(paymentId, agreed, status, amount).deepCopy();
            return new Message("msg_" + paymentId + "_" + status, "payment." + status, data);
        }

        Message subscription(UUID agreed, String type) {
            ObjectNode data =
                    JsonMapper.shared().createObjectNode().put("subscription_id", MemoryGateway.subscriptionOf(agreed));
            return new Message("msg_" + type + agreed, "subscription." + type, data);
        }

        Message refund(String refundId, String paymentId, String status, long amount) {
            ObjectNode data =
                    world.gateway.refund(refundId, paymentId, status, amount).deepCopy();
            return new Message("msg_" + refundId + "_" + status, "refund." + status, data);
        }

        Message dispute(String disputeId, String paymentId, String outcome, long amount) {
            ObjectNode data = JsonMapper.shared()
                    .createObjectNode()
                    .put("dispute_id", disputeId)
                    .put("payment_id", paymentId)
                    .put("dispute_status", "dispute_" + outcome)
                    .put("amount", Long.toString(amount))
                    .put("currency", "INR");
            return new Message("msg_" + disputeId + "_" + outcome, "dispute." + outcome, data);
        }
    }
}
