package io.desifans.process;

import io.desifans.Envelope;
import io.desifans.Event;
import io.desifans.billing.BalanceEvent.BalanceCorrected;
import io.desifans.billing.CancelCause;
import io.desifans.billing.DisputeEvent;
import io.desifans.billing.PaymentEvent;
import io.desifans.billing.PayoutEvent;
import io.desifans.billing.PurchaseEvent;
import io.desifans.billing.RefundEvent;
import io.desifans.billing.RenewalChange;
import io.desifans.billing.SubscriptionEvent;
import io.desifans.command.Commands;
import io.desifans.content.PostEvent.PostTakenDown;
import io.desifans.messaging.ConversationEvent;
import io.desifans.notifications.NotificationType;
import io.desifans.notifications.command.NotificationCommand.RaiseNotification;
import io.desifans.services.CancelledBy;
import io.desifans.services.ServiceOrderEvent;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Tells persons what has happened to them; nobody is told of their own act. */
@Component
final class Notifications extends Process {

    private final Commands commands;
    private final SocialNotices social;

    Notifications(Commands commands, SocialNotices social) {
        super("notifications");
        this.commands = commands;
        this.social = social;
    }

    /** @param link the API resource it is about, which the recipient may read */
    record Notice(String userId, NotificationType type, String link) {}

    @Override
    protected boolean concerns(Event event) {
        return SocialNotices.mayConcern(event) || !of(event).isEmpty();
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        UUID causeId = SocialNotices.cause(event, UUID.fromString(message.getIdentifier()));
        for (Notice notice : SocialNotices.mayConcern(event) ? social.of(event) : of(event))
            if (!isOwnAct(notice, message))
                mustBeDone(commands.sendAsSystem(
                        name(),
                        new RaiseNotification(
                                causeId, notice.userId(), notice.type(), notice.link(), message.getTimestamp()),
                        message));
    }

    /** Of money and of their account everybody is told: it may have been somebody else who did it in their name. */
    private static boolean isOwnAct(Notice notice, EventMessage<?> message) {
        if (notice.type().isAlwaysTold()) return false;
        return notice.userId().equals(message.getMetaData().get(Envelope.ACTOR));
    }

    /** Who is told of an event, and what. */
    static List<Notice> of(Event event) {
        return switch (event) {
            case PaymentEvent e -> ofPayment(e);
            case RefundEvent e -> ofRefund(e);
            case DisputeEvent e -> ofDispute(e);
            case SubscriptionEvent e -> ofSubscription(e);
            case PurchaseEvent e -> ofPurchase(e);
            case ServiceOrderEvent e -> ofOrder(e);
            case ConversationEvent e -> ofConversation(e);
            case PayoutEvent e -> ofPayout(e);
            case BalanceCorrected e -> to(e.creatorId(), NotificationType.BALANCE_CORRECTED, "/api/v1/payouts/balance");
            case PostTakenDown e -> to(e.creatorId(), NotificationType.POST_TAKEN_DOWN, "/api/v1/creators/me");
            default -> List.of();
        };
    }

    /** A completed payment is told of once it is granted. */
    private static List<Notice> ofPayment(PaymentEvent event) {
        String link = "/api/v1/payments/transactions/" + event.transactionId();
        return switch (event) {
            case PaymentEvent.PaymentFailed e -> to(e.userId(), NotificationType.PAYMENT_FAILED, link);
            case PaymentEvent.PaymentCancelled e ->
                e.cause() == CancelCause.GATEWAY ? to(e.userId(), NotificationType.PAYMENT_FAILED, link) : List.of();
            case PaymentEvent.PaymentInitiated e -> List.of();
            case PaymentEvent.RenewalAgreed e -> List.of();
            case PaymentEvent.RenewalPlanChanged e -> List.of();
            case PaymentEvent.CheckoutSessionOpened e -> List.of();
            case PaymentEvent.PaymentProcessing e -> List.of();
            case PaymentEvent.PaymentCompleted e -> List.of();
            case PaymentEvent.PaymentAmountMismatchDetected e -> List.of();
            case PaymentEvent.AmountMismatchResolved e -> List.of();
            case PaymentEvent.DuplicatePaymentDetected e -> List.of();
            case PaymentEvent.PaymentAnomalyRecorded e -> List.of();
            case PaymentEvent.GrantRefused e -> List.of();
        };
    }

    private static List<Notice> ofRefund(RefundEvent event) {
        String link = "/api/v1/payments/transactions/" + event.transactionId();
        return switch (event) {
            case RefundEvent.RefundSucceeded e -> {
                Notice buyers = new Notice(e.userId(), NotificationType.REFUND, link);
                yield e.creatorPaise() == 0
                        ? List.of(buyers)
                        : List.of(buyers, new Notice(e.creatorId(), NotificationType.EARNING_DEBITED, link));
            }
            case RefundEvent.RefundRequested e -> List.of();
            case RefundEvent.RefundFailed e -> List.of();
        };
    }

    private static List<Notice> ofDispute(DisputeEvent event) {
        String link = "/api/v1/payments/transactions/" + event.transactionId();
        return switch (event) {
            case DisputeEvent.DisputeOpened e -> both(e.userId(), e.creatorId(), NotificationType.DISPUTE_OPENED, link);
            case DisputeEvent.DisputeWon e -> both(e.userId(), e.creatorId(), NotificationType.DISPUTE_DECIDED, link);
            case DisputeEvent.DisputeLost e -> both(e.userId(), e.creatorId(), NotificationType.DISPUTE_DECIDED, link);
            case DisputeEvent.DisputeUpdated e -> List.of();
        };
    }

    private static List<Notice> ofSubscription(SubscriptionEvent event) {
        return switch (event) {
            case SubscriptionEvent.GrantAdded e ->
                List.of(
                        received(e.userId(), e.transactionId()),
                        new Notice(
                                e.creatorId(),
                                e.firstGrant() ? NotificationType.NEW_SUBSCRIBER : NotificationType.RENEWAL,
                                "/api/v1/memberships/" + e.membershipId()));
            case SubscriptionEvent.GrantRemoved e -> List.of();
            case SubscriptionEvent.GrantRestored e -> List.of();
            case SubscriptionEvent.SubscriptionStatusChanged e -> ofSubscriptionStatus(e);
            case SubscriptionEvent.SubscriptionExpired e ->
                to(e.userId(), NotificationType.SUBSCRIPTION_ENDED, "/api/v1/subscriptions/" + e.subscriptionId());
            case SubscriptionEvent.GatewaySubscriptionObserved e -> List.of();
            case SubscriptionEvent.RenewalChangeRequested e -> List.of();
            case SubscriptionEvent.RenewalChangeAnswered e -> ofRenewalChange(e);
        };
    }

    /** Of an end at once its status tells. */
    private static List<Notice> ofRenewalChange(SubscriptionEvent.RenewalChangeAnswered e) {
        String link = "/api/v1/subscriptions/" + e.subscriptionId();
        if (e.refusal() != null) return to(e.userId(), NotificationType.RENEWAL_CHANGE_REFUSED, link);
        return e.change() == RenewalChange.CANCEL_AT_PERIOD_END
                ? to(e.userId(), NotificationType.SUBSCRIPTION_CANCELLED, link)
                : List.of();
    }

    private static List<Notice> ofSubscriptionStatus(SubscriptionEvent.SubscriptionStatusChanged e) {
        String link = "/api/v1/subscriptions/" + e.subscriptionId();
        return switch (e.status()) {
            case PAST_DUE, ON_HOLD -> to(e.userId(), NotificationType.RENEWAL_FAILED, link);
            case CANCELLED -> to(e.userId(), NotificationType.SUBSCRIPTION_CANCELLED, link);
            case PENDING, ACTIVE, PAUSED, FAILED, EXPIRED -> List.of();
        };
    }

    private static List<Notice> ofPurchase(PurchaseEvent event) {
        return switch (event) {
            case PurchaseEvent.PostPurchaseGranted e ->
                List.of(
                        received(e.userId(), e.transactionId()),
                        new Notice(e.creatorId(), NotificationType.PURCHASE, "/api/v1/posts/" + e.postId()));
            case PurchaseEvent.PostPurchaseRevoked e -> List.of();
            case PurchaseEvent.PostPurchaseRestored e -> List.of();
        };
    }

    private static Notice received(String userId, UUID transactionId) {
        return new Notice(userId, NotificationType.PAYMENT_RECEIVED, "/api/v1/payments/transactions/" + transactionId);
    }

    private static List<Notice> ofOrder(ServiceOrderEvent event) {
        String link = "/api/v1/service-orders/" + event.orderId();
        return switch (event) {
            case ServiceOrderEvent.OrderPaid e ->
                List.of(
                        new Notice(e.userId(), NotificationType.PAYMENT_RECEIVED, link),
                        new Notice(e.creatorId(), NotificationType.ORDER_PLACED, link));
            case ServiceOrderEvent.OrderActivated e -> to(e.userId(), NotificationType.ORDER_ACTIVATED, link);
            case ServiceOrderEvent.OrderFulfilled e -> to(e.userId(), NotificationType.ORDER_FULFILLED, link);
            case ServiceOrderEvent.OrderCancelled e ->
                e.cancelledBy() == CancelledBy.CREATOR
                        ? to(e.userId(), NotificationType.ORDER_CANCELLED, link)
                        : List.of();
            case ServiceOrderEvent.OrderExpired e ->
                List.of(
                        new Notice(e.userId(), NotificationType.ORDER_EXPIRED, link),
                        new Notice(e.creatorId(), NotificationType.ORDER_EXPIRED, link));
            case ServiceOrderEvent.OrderPlaced e -> List.of();
            case ServiceOrderEvent.CustomerJoined e -> List.of();
            case ServiceOrderEvent.CreatorJoined e -> List.of();
            case ServiceOrderEvent.OrderUtilized e -> List.of();
        };
    }

    private static List<Notice> ofConversation(ConversationEvent event) {
        return switch (event) {
            case ConversationEvent.MessageSent e ->
                to(e.recipientId(), NotificationType.MESSAGE, "/api/v1/conversations/" + e.conversationId());
            case ConversationEvent.ConversationOpened e -> List.of();
            case ConversationEvent.ConversationRead e -> List.of();
            case ConversationEvent.ConversationClosed e -> List.of();
        };
    }

    private static List<Notice> ofPayout(PayoutEvent event) {
        String link = "/api/v1/payouts/" + event.payoutId();
        return switch (event) {
            case PayoutEvent.PayoutScheduled e -> to(e.creatorId(), NotificationType.PAYOUT_SCHEDULED, link);
            case PayoutEvent.PayoutCompleted e -> to(e.creatorId(), NotificationType.PAYOUT_COMPLETED, link);
            case PayoutEvent.PayoutFailed e -> to(e.creatorId(), NotificationType.PAYOUT_FAILED, link);
            case PayoutEvent.PayoutReversed e -> to(e.creatorId(), NotificationType.PAYOUT_REVERSED, link);
            case PayoutEvent.PayoutProcessing e -> List.of();
            case PayoutEvent.PayoutAttemptStarted e -> List.of();
            case PayoutEvent.PayoutAttemptFailed e -> List.of();
            case PayoutEvent.PayoutAnomalyRecorded e -> List.of();
        };
    }

    private static List<Notice> both(String userId, String creatorId, NotificationType type, String link) {
        return List.of(new Notice(userId, type, link), new Notice(creatorId, type, link));
    }

    private static List<Notice> to(String userId, NotificationType type, String link) {
        return List.of(new Notice(userId, type, link));
    }
}
