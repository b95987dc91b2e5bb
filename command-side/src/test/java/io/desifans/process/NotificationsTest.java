package io.desifans.process;

import static io.desifans.notifications.NotificationType.BALANCE_CORRECTED;
import static io.desifans.notifications.NotificationType.MESSAGE;
import static io.desifans.notifications.NotificationType.NEW_SUBSCRIBER;
import static io.desifans.notifications.NotificationType.ORDER_ACTIVATED;
import static io.desifans.notifications.NotificationType.ORDER_CANCELLED;
import static io.desifans.notifications.NotificationType.ORDER_FULFILLED;
import static io.desifans.notifications.NotificationType.ORDER_PLACED;
import static io.desifans.notifications.NotificationType.PAYMENT_FAILED;
import static io.desifans.notifications.NotificationType.PAYMENT_RECEIVED;
import static io.desifans.notifications.NotificationType.PAYOUT_COMPLETED;
import static io.desifans.notifications.NotificationType.PAYOUT_FAILED;
import static io.desifans.notifications.NotificationType.PAYOUT_REVERSED;
import static io.desifans.notifications.NotificationType.PAYOUT_SCHEDULED;
import static io.desifans.notifications.NotificationType.PURCHASE;
import static io.desifans.notifications.NotificationType.RENEWAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.Event;
import io.desifans.billing.BalanceEvent.BalanceCorrected;
import io.desifans.billing.CancelCause;
import io.desifans.billing.PaymentEvent.PaymentCancelled;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentFailed;
import io.desifans.billing.PaymentType;
import io.desifans.billing.PayoutEvent.PayoutCompleted;
import io.desifans.billing.PayoutEvent.PayoutFailed;
import io.desifans.billing.PayoutEvent.PayoutProcessing;
import io.desifans.billing.PayoutEvent.PayoutReversed;
import io.desifans.billing.PayoutEvent.PayoutScheduled;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.PurchaseEvent.PostPurchaseGranted;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import io.desifans.messaging.ConversationEvent.ConversationOpened;
import io.desifans.messaging.ConversationEvent.MessageSent;
import io.desifans.messaging.MessageType;
import io.desifans.notifications.NotificationType;
import io.desifans.process.Notifications.Notice;
import io.desifans.services.CancelledBy;
import io.desifans.services.ServiceOrderEvent.OrderActivated;
import io.desifans.services.ServiceOrderEvent.OrderCancelled;
import io.desifans.services.ServiceOrderEvent.OrderFulfilled;
import io.desifans.services.ServiceOrderEvent.OrderPaid;
import io.desifans.social.FollowEvent.FollowStarted;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NotificationsTest {

    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final UUID PAID_BY = UUID.fromString("0199a000-0000-7000-8000-000000000002");
    private static final String PAYMENT = "/api/v1/payments/transactions/" + PAID_BY;
    private static final String ORDER = "/api/v1/service-orders/" + ID;
    private static final String PAYOUT = "/api/v1/payouts/" + ID;
    private static final Instant THEN = Instant.EPOCH;

    @Test
    void buyer_and_creator_are_told_of_what_was_granted_and_not_before() {
        assertTold(new PaymentCompleted(
                PAID_BY, "fan", "creator", PaymentType.MEMBERSHIP, ID, 1, 100, 10, 90, "pay_1", false));
        assertTold(grant(true), to("fan", PAYMENT_RECEIVED, PAYMENT), to("creator", NEW_SUBSCRIBER, tier()));
        assertTold(grant(false), to("fan", PAYMENT_RECEIVED, PAYMENT), to("creator", RENEWAL, tier()));
        assertTold(
                new PostPurchaseGranted(PAID_BY, "fan", "creator", ID, PAID_BY),
                to("fan", PAYMENT_RECEIVED, PAYMENT),
                to("creator", PURCHASE, "/api/v1/posts/" + ID));
        assertTold(
                new OrderPaid(ID, "fan", "creator"),
                to("fan", PAYMENT_RECEIVED, ORDER),
                to("creator", ORDER_PLACED, ORDER));
    }

    @Test
    void a_buyer_is_told_that_a_payment_failed_but_not_of_giving_it_up() {
        assertTold(new PaymentFailed(PAID_BY, "fan", null, null), to("fan", PAYMENT_FAILED, PAYMENT));
        assertTold(new PaymentCancelled(PAID_BY, "fan", null, CancelCause.GATEWAY), to("fan", PAYMENT_FAILED, PAYMENT));
        assertTold(new PaymentCancelled(PAID_BY, "fan", null, CancelCause.TIMEOUT));
        assertTold(new PaymentCancelled(PAID_BY, "fan", null, CancelCause.BUYER));
    }

    @Test
    void a_buyer_is_told_how_the_order_goes_on() {
        assertTold(new OrderActivated(ID, "fan", "creator"), to("fan", ORDER_ACTIVATED, ORDER));
        assertTold(new OrderFulfilled(ID, "fan", "creator", null), to("fan", ORDER_FULFILLED, ORDER));
        assertTold(
                new OrderCancelled(ID, "fan", "creator", CancelledBy.CREATOR, "Ill"),
                to("fan", ORDER_CANCELLED, ORDER));
        assertTold(new OrderCancelled(ID, "fan", "creator", CancelledBy.PAYMENT, null));
    }

    @Test
    void a_message_is_told_to_who_did_not_write_it() {
        assertTold(
                new MessageSent(ID, ID, ID, "fan", "creator", false, MessageType.TEXT, "Hello", null, false),
                to("creator", MESSAGE, "/api/v1/conversations/" + ID));
        assertTold(new ConversationOpened(ID, ID, "creator", "fan"));
    }

    @Test
    void a_creator_is_told_of_each_end_of_a_payout_and_of_corrections() {
        assertTold(
                new BalanceCorrected("creator", ID, -1), to("creator", BALANCE_CORRECTED, "/api/v1/payouts/balance"));
        assertTold(
                new PayoutScheduled(ID, "creator", PayoutOrigin.ADMIN, List.of(), 100, 10, 90, THEN, THEN, 1, 1),
                to("creator", PAYOUT_SCHEDULED, PAYOUT));
        assertTold(new PayoutProcessing(ID, "creator", null));
        assertTold(new PayoutCompleted(ID, "creator", "UTR1"), to("creator", PAYOUT_COMPLETED, PAYOUT));
        assertTold(new PayoutFailed(ID, "creator", "Closed"), to("creator", PAYOUT_FAILED, PAYOUT));
        assertTold(new PayoutReversed(ID, "creator", THEN, "Closed"), to("creator", PAYOUT_REVERSED, PAYOUT));
        assertTold(new FollowStarted(ID, "fan", "creator"));
    }

    private static void assertTold(Event event, Notice... notices) {
        assertThat(Notifications.of(event)).containsExactly(notices);
    }

    private static Notice to(String userId, NotificationType type, String link) {
        return new Notice(userId, type, link);
    }

    private static GrantAdded grant(boolean first) {
        return new GrantAdded(ID, ID, "fan", "creator", ID, PAID_BY, 1, THEN, THEN, THEN, first);
    }

    private static String tier() {
        return "/api/v1/memberships/" + ID;
    }
}
