package io.desifans.query;

import io.desifans.DerivedId;
import io.desifans.Envelope;
import io.desifans.Event;
import io.desifans.billing.BalanceEvent;
import io.desifans.billing.CustomerEvent;
import io.desifans.billing.DisputeEvent;
import io.desifans.billing.GatewayLedgerEvent;
import io.desifans.billing.PaymentEvent;
import io.desifans.billing.PayoutEvent;
import io.desifans.billing.PurchaseEvent;
import io.desifans.billing.RefundEvent;
import io.desifans.billing.SubscriptionEvent;
import io.desifans.billing.WebhookEvent;
import io.desifans.content.CommentEvent;
import io.desifans.content.LikeEvent;
import io.desifans.content.PinEvent;
import io.desifans.content.PostEvent;
import io.desifans.creator.CreatorEvent;
import io.desifans.creator.MembershipEvent;
import io.desifans.creator.ServiceEvent;
import io.desifans.eventstore.AppendedPosition;
import io.desifans.eventstore.LogPosition;
import io.desifans.eventstore.UuidV7;
import io.desifans.identity.KeyEvent;
import io.desifans.identity.OauthStateEvent;
import io.desifans.identity.UserEvent;
import io.desifans.messaging.BroadcastEvent.BroadcastDelivered;
import io.desifans.messaging.BroadcastEvent.BroadcastSent;
import io.desifans.messaging.ConversationEvent;
import io.desifans.notifications.AnnouncementEvent;
import io.desifans.notifications.NotificationEvent.AllNotificationsRead;
import io.desifans.notifications.NotificationEvent.NotificationRaised;
import io.desifans.notifications.NotificationEvent.NotificationRead;
import io.desifans.notifications.PreferenceEvent;
import io.desifans.notifications.PushEvent;
import io.desifans.services.ServiceOrderEvent;
import io.desifans.social.FollowEvent;
import io.desifans.web.ReadModelPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Puts events into the log, a second apart, and waits until the read model shows them. */
public class Happened {

    private static final Map<String, String> TEST = Map.of(Envelope.ACTOR, "system:test");

    private final EventStore log;
    private final ReadModelPosition readModel;
    private final Map<UUID, Long> next = new HashMap<>();
    private Instant time = Instant.parse("2026-01-01T00:00:00.007Z");
    private @Nullable Instant still;

    public Happened(EventStore log, ReadModelPosition readModel) {
        this.log = log;
        this.readModel = readModel;
    }

    /** @return when the last of them happened */
    public Instant events(Event... events) {
        return eventsOf(TEST, events);
    }

    /** @return when the last of them happened */
    public synchronized Instant eventsOf(Map<String, String> metadata, Event... events) {
        for (Event event : events) {
            if (still == null) time = time.plusSeconds(1);
            append(event, still == null ? time : still, metadata);
        }
        awaitShown();
        return still == null ? time : still;
    }

    /** Time stands still while these events happen, whatever happened before them. */
    public synchronized void at(Instant time, Runnable events) {
        still = time;
        try {
            events.run();
        } finally {
            still = null;
        }
    }

    private void append(Event event, Instant time, Map<String, String> metadata) {
        UUID aggregate = aggregate(event);
        long sequence = next.merge(aggregate, 1L, Long::sum) - 1;
        log.publish(new GenericDomainEventMessage<>(
                type(event),
                aggregate.toString(),
                sequence,
                event,
                metadata,
                UuidV7.next().toString(),
                time));
    }

    private void awaitShown() {
        LogPosition position = AppendedPosition.takeFromThread().orElseThrow();
        readModel.await(position, Duration.ofSeconds(20));
    }

    private static UUID aggregate(Event event) {
        return switch (event) {
            case UserEvent e -> DerivedId.of("User", e.userId());
            case CreatorEvent e -> DerivedId.of("Creator", e.creatorId());
            case MembershipEvent e -> e.membershipId();
            case PostEvent e -> e.postId();
            case PinEvent e -> DerivedId.of("PinnedPost", e.creatorId());
            case LikeEvent e -> e.likeId();
            case CommentEvent e -> e.commentId();
            case FollowEvent e -> e.followId();
            case KeyEvent e -> e.keyId();
            case OauthStateEvent e -> e.stateId();
            case ServiceEvent e -> e.serviceId();
            case CustomerEvent e -> e.customerId();
            case SubscriptionEvent e -> e.subscriptionId();
            case PaymentEvent e -> e.transactionId();
            case RefundEvent e -> e.transactionId();
            case DisputeEvent e -> e.transactionId();
            case PurchaseEvent e ->
                DerivedId.of("Purchase", e.userId(), e.postId().toString());
            case BalanceEvent e -> DerivedId.of("CreatorBalance", e.creatorId());
            case PayoutEvent e -> e.payoutId();
            case WebhookEvent e -> e.inboxId();
            case GatewayLedgerEvent e -> e.ledgerDayId();
            case ServiceOrderEvent e -> e.orderId();
            case ConversationEvent e -> e.conversationId();
            case NotificationRaised e -> e.notificationId();
            case NotificationRead e -> e.notificationId();
            case AllNotificationsRead e -> e.inboxId();
            case BroadcastSent e -> e.outboxId();
            case BroadcastDelivered e -> e.deliveryId();
            case AnnouncementEvent e -> e.announcementId();
            case PushEvent e -> e.subscriptionId();
            case PreferenceEvent e -> e.preferenceId();
            default -> throw new IllegalArgumentException(event.getClass().getName());
        };
    }

    private static String type(Event event) {
        if (event instanceof BalanceEvent) return "CreatorBalance";
        return event.getClass().getEnclosingClass().getSimpleName().replace("Event", "");
    }
}
