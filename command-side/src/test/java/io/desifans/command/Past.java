package io.desifans.command;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.BalanceEvent;
import io.desifans.billing.CustomerEvent;
import io.desifans.billing.DisputeEvent;
import io.desifans.billing.PaymentEvent;
import io.desifans.billing.PurchaseEvent;
import io.desifans.billing.RefundEvent;
import io.desifans.billing.SubscriptionEvent;
import io.desifans.content.CommentEvent;
import io.desifans.content.PostEvent;
import io.desifans.creator.ContentType;
import io.desifans.creator.CreatorEvent;
import io.desifans.creator.CreatorEvent.OnboardingCompleted;
import io.desifans.creator.CreatorType;
import io.desifans.creator.MembershipEvent;
import io.desifans.creator.ServiceEvent;
import io.desifans.identity.ClaimEvent;
import io.desifans.identity.ClaimEvent.ClaimTaken;
import io.desifans.identity.UserEvent;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.messaging.BroadcastEvent.BroadcastDelivered;
import io.desifans.messaging.BroadcastEvent.BroadcastSent;
import io.desifans.notifications.AnnouncementEvent;
import io.desifans.notifications.PreferenceEvent;
import io.desifans.notifications.PushEvent;
import io.desifans.services.ServiceOrderEvent;
import io.desifans.social.FollowEvent;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.test.aggregate.AggregateTestFixture;

/** What has happened to others before a test begins, in a log in memory. */
public final class Past {

    public static final String ASHA = "asha0000000000000000000000000000";
    public static final String RAVI = "ravi0000000000000000000000000000";
    public static final String ADMIN = "admin000000000000000000000000000";
    public static final String MINA = "mina0000000000000000000000000000";

    private final EventStore log = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final Map<UUID, Long> sequences = new HashMap<>();

    /** Asha and Mina are creators, Ravi is a fan, and there is an admin. */
    public static Past ofFourUsers() {
        return new Past()
                .and(registered(ASHA, "user"), registered(RAVI, "user"))
                .and(registered(ADMIN, "user,admin"), registered(MINA, "user"))
                .and(onboarded(ASHA, "asha"), onboarded(MINA, "mina"));
    }

    public Past and(Event... events) {
        for (Event event : events) {
            UUID id = aggregateOf(event);
            long sequence = sequences.merge(id, 0L, (before, zero) -> before + 1);
            log.publish(new GenericDomainEventMessage<>("Any", id.toString(), sequence, event));
        }
        return this;
    }

    public Facts facts() {
        return new Facts(id -> log.readEvents(id, 0).asStream());
    }

    /** Claims over this past; what a handler takes is not stored. */
    public Claims claims() {
        return new Claims((kind, value) -> value, facts());
    }

    /** A test of one aggregate beside this past. Each test step has its own. */
    public <A> AggregateTestFixture<A> fixture(Class<A> aggregate) {
        var fixture = new AggregateTestFixture<>(aggregate);
        fixture.registerInjectableResource(facts());
        fixture.registerInjectableResource(claims());
        fixture.registerInjectableResource(new BankAccounts(facts(), Optional::of));
        return fixture;
    }

    public Past taken(ClaimKind kind, String value, String holder) {
        UUID id = DerivedId.of("Claim", kind.stored(), value);
        return and(new ClaimTaken(id, kind.stored(), value, holder));
    }

    public static UserRegistered registered(String userId, String role) {
        return new UserRegistered(userId, "Name of " + userId, "someone@example.test", null, false, role, "email");
    }

    public static UserDeleted deleted(String userId) {
        return new UserDeleted(userId, ADMIN, "erasure");
    }

    public static OnboardingCompleted onboarded(String userId, String username) {
        return new OnboardingCompleted(
                userId,
                "IN",
                CreatorType.HUMAN,
                ContentType.GENERAL,
                username,
                "Display name",
                "female",
                LocalDate.of(1998, 4, 1),
                List.of("Music"),
                username);
    }

    private static UUID aggregateOf(Event event) {
        return switch (event) {
            case UserEvent e -> DerivedId.of("User", e.userId());
            case CreatorEvent e -> DerivedId.of("Creator", e.creatorId());
            case MembershipEvent e -> e.membershipId();
            case PostEvent e -> e.postId();
            case CommentEvent e -> e.commentId();
            case ClaimEvent e -> e.claimId();
            case CustomerEvent e -> e.customerId();
            case PaymentEvent e -> e.transactionId();
            case RefundEvent e -> e.transactionId();
            case DisputeEvent e -> e.transactionId();
            case PurchaseEvent e ->
                DerivedId.of("Purchase", e.userId(), e.postId().toString());
            case SubscriptionEvent e -> e.subscriptionId();
            case ServiceEvent e -> e.serviceId();
            case ServiceOrderEvent e -> e.orderId();
            case FollowEvent e -> e.followId();
            case BroadcastSent e -> e.outboxId();
            case BroadcastDelivered e -> e.deliveryId();
            case AnnouncementEvent e -> e.announcementId();
            case PushEvent e -> e.subscriptionId();
            case PreferenceEvent e -> e.preferenceId();
            case BalanceEvent e -> DerivedId.of("CreatorBalance", e.creatorId());
            default -> throw new IllegalArgumentException(event.toString());
        };
    }
}
