package io.desifans.process;

import static io.desifans.command.TwoNodes.NODES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.GrantRefusal;
import io.desifans.billing.PaymentEvent.GrantRefused;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentFailed;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentType;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.command.BalanceCommand;
import io.desifans.billing.command.BalanceCommand.RequestPayout;
import io.desifans.billing.command.Customer.CustomerCommand.RegisterCustomer;
import io.desifans.billing.command.PayoutCommand.CompletePayout;
import io.desifans.billing.command.PayoutCommand.FailPayout;
import io.desifans.billing.command.PayoutCommand.ReversePayout;
import io.desifans.billing.command.PayoutCommand.StartPayout;
import io.desifans.command.Command;
import io.desifans.command.TwoNodes;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import io.desifans.creator.CreatorEvent.BankDetailsVerified;
import io.desifans.creator.ServiceEvent.ServiceOffered;
import io.desifans.creator.ServiceType;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.messaging.command.ConversationCommand;
import io.desifans.messaging.command.ConversationCommand.SendMessage;
import io.desifans.services.command.ServiceOrderCommand;
import io.desifans.services.command.ServiceOrderCommand.ActivateOrder;
import io.desifans.services.command.ServiceOrderCommand.FulfilOrder;
import io.desifans.web.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** From a payment to a closed conversation and a settled payout, with two nodes on one log. */
class MoneyProcessesTest {

    private static final Instant LONG_AFTER = Instant.parse("2100-01-01T00:00:00Z");

    private final UUID service = UUID.randomUUID();
    private final UUID payment = UUID.randomUUID();

    @Test
    void a_paid_chat_is_activated_written_in_fulfilled_and_closed() {
        sell("chatAsha", "chatRavi", 20_000);
        UUID order = ServiceOrderCommand.orderOf(payment);
        UUID conversation = ConversationCommand.conversationOf(order);
        awaitEvents(order, "OrderPlaced");
        pay("chatAsha", "chatRavi", 20_000);
        awaitEvents(order, "OrderPlaced", "OrderPaid");
        send(new ActivateOrder(order, "chatAsha"), "chatAsha");
        awaitEvents(conversation, "ConversationOpened");
        write(conversation, "chatRavi");
        write(conversation, "chatAsha");
        awaitEvents(order, "OrderPlaced", "OrderPaid", "OrderActivated", "OrderUtilized");
        send(new FulfilOrder(order, "chatAsha", null, null), "chatAsha");
        awaitEvents(conversation, "ConversationOpened", "MessageSent", "MessageSent", "ConversationClosed");
        awaitEvents(BalanceCommand.balanceOf("chatAsha"), "EarningCredited");
        awaitUntil(() -> count("chatRavi", "NotificationRaised") == 4 && count("chatAsha", "NotificationRaised") == 2);
    }

    @Test
    void an_order_is_given_up_with_its_payment_and_comes_back_with_the_money() {
        sell("lateAsha", "lateRavi", 20_000);
        UUID order = ServiceOrderCommand.orderOf(payment);
        happened(payment, new PaymentFailed(payment, "lateRavi", null, "card_declined"));
        awaitEvents(order, "OrderPlaced", "OrderCancelled");
        pay("lateAsha", "lateRavi", 20_000);
        awaitEvents(order, "OrderPlaced", "OrderCancelled", "OrderPaid");
    }

    @Test
    void what_cannot_be_granted_is_held_and_what_was_free_earns_nothing() {
        sell("heldAsha", "heldRavi", 20_000);
        NODES.happened("User", DerivedId.of("User", "heldRavi"), new UserDeleted("heldRavi", "system:test", "erasure"));
        UUID paid = payment;
        pay("heldAsha", "heldRavi", 20_000);
        awaitUntil(() -> NODES.eventsOf(paid).contains("GrantRefused"));
        assertThat(NODES.stored(paid, "GrantRefused", "reason")).containsExactly("buyer_deleted");
        awaitEvents(BalanceCommand.balanceOf("heldAsha"), "EarningCredited", "EarningHeld");

        UUID free = UUID.randomUUID();
        happened(free, completed(free, "heldAsha", "other", 0));
        UUID refused = UUID.randomUUID();
        happened(refused, completed(refused, "heldAsha", "other", 100));
        happened(refused, new GrantRefused(refused, "other", "heldAsha", GrantRefusal.POST_DELETED));
        awaitEvents(
                BalanceCommand.balanceOf("heldAsha"),
                "EarningCredited",
                "EarningHeld",
                "EarningCredited",
                "EarningHeld");
    }

    @Test
    void p12_a_payout_that_fails_or_is_reversed_even_twice_gives_back_once_and_is_paid_again_once() {
        NODES.registerCreator("paidAsha");
        UUID creator = DerivedId.of("Creator", "paidAsha");
        NODES.happened(
                "Creator",
                creator,
                new BankDetailsChanged(
                        "paidAsha", "ABCDE1234F", "123456789", "HDFC0000001", null, "Asha", null, "savings"));
        NODES.happened("Creator", creator, new BankDetailsVerified("paidAsha"));
        UUID balance = BalanceCommand.balanceOf("paidAsha");
        happened(payment, completed(payment, "paidAsha", "someone", 200_000));
        awaitEvents(balance, "EarningCredited");

        UUID first = request("paidAsha");
        awaitEvents(first, "PayoutScheduled");
        admin(new FailPayout(first, "Closed"));
        awaitEvents(balance, "EarningCredited", "PayoutAllocated", "PayoutAllocationReleased");
        UUID second = request("paidAsha");
        awaitEvents(second, "PayoutScheduled");
        admin(new StartPayout(second, LONG_AFTER));
        admin(new CompletePayout(second, "UTR1"));
        awaitEvents(
                balance,
                "EarningCredited",
                "PayoutAllocated",
                "PayoutAllocationReleased",
                "PayoutAllocated",
                "PayoutAllocationSettled");
        assertThat(NODES.stored(second, "PayoutProcessing", "bankDetails"))
                .hasSize(1)
                .allSatisfy(text -> assertThat(text).contains("nonce").doesNotContain("123456789"));

        for (int times = 0; times < 2; times++) admin(new ReversePayout(second, LONG_AFTER, "Closed"));
        awaitUntil(() -> count(balance, "PayoutAllocationReleased") == 2);
        UUID third = request("paidAsha");
        awaitEvents(third, "PayoutScheduled");
        admin(new ReversePayout(second, LONG_AFTER, "Closed"));
        assertThatThrownBy(() -> request("paidAsha")).hasMessageContaining("Only 0 paise");
        admin(new StartPayout(third, LONG_AFTER));
        admin(new CompletePayout(third, "UTR2"));
        awaitUntil(() -> count(balance, "PayoutAllocationSettled") == 2);
        assertThat(NODES.eventsOf(second)).containsOnlyOnce("PayoutReversed");
        assertThat(count(balance, "PayoutAllocationReleased")).isEqualTo(2);
        assertThat(NODES.stored(balance, "PayoutAllocated", "netPaise")).containsOnly("180000");
        awaitUntil(() -> count("paidAsha", "NotificationRaised") == 7);
    }

    private void sell(String creatorId, String userId, long paise) {
        NODES.registerCreator(creatorId);
        NODES.register(userId);
        send(new RegisterCustomer(userId), userId);
        NODES.happened(
                "Service",
                service,
                new ServiceOffered(service, creatorId, "Chat", "d", paise, ServiceType.CHAT, 30, true));
        happened(
                payment,
                new PaymentInitiated(
                        payment,
                        userId,
                        creatorId,
                        PaymentType.SERVICE,
                        service,
                        "Chat",
                        null,
                        paise,
                        paise / 10,
                        paise - paise / 10,
                        null));
    }

    private void pay(String creatorId, String userId, long paise) {
        happened(payment, completed(payment, creatorId, userId, paise));
    }

    private PaymentCompleted completed(UUID transactionId, String creatorId, String userId, long paise) {
        PaymentType type = transactionId.equals(payment) && !userId.equals("someone")
                ? PaymentType.SERVICE
                : PaymentType.EXCLUSIVE_POST;
        return new PaymentCompleted(
                transactionId,
                userId,
                creatorId,
                type,
                service,
                null,
                paise,
                paise / 10,
                paise - paise / 10,
                null,
                false);
    }

    private static void happened(UUID id, Event event) {
        NODES.happened("Payment", id, event);
    }

    private static void write(UUID conversation, String senderId) {
        send(new SendMessage(conversation, UUID.randomUUID(), senderId, null, "Hello", null), senderId);
    }

    private static UUID request(String creatorId) {
        UUID payoutId = UUID.randomUUID();
        send(new RequestPayout(creatorId, payoutId, PayoutOrigin.CREATOR, LONG_AFTER, 100_000), creatorId);
        return payoutId;
    }

    private static void send(Command command, String userId) {
        NODES.send(0, command, TwoNodes.user(userId));
    }

    private static void admin(Command command) {
        NODES.send(1, command, new Caller("admin", "session", Set.of("user", "admin")));
    }

    private static long count(UUID id, String event) {
        return Collections.frequency(NODES.eventsOf(id), event);
    }

    private static long count(String userId, String event) {
        return Collections.frequency(NODES.eventsAbout(userId), event);
    }

    private static void awaitEvents(UUID id, String... names) {
        awaitUntil(() -> NODES.eventsOf(id).equals(List.of(names)));
    }

    private static void awaitUntil(Supplier<Boolean> holds) {
        await().atMost(Duration.ofMinutes(1)).until(holds::get);
    }
}
