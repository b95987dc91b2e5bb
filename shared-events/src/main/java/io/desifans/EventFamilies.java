package io.desifans;

import io.desifans.billing.BalanceEvent;
import io.desifans.billing.CustomerEvent;
import io.desifans.billing.DisputeEvent;
import io.desifans.billing.GatewayLedgerEvent;
import io.desifans.billing.GatewayProductEvent;
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
import io.desifans.identity.ClaimEvent;
import io.desifans.identity.KeyEvent;
import io.desifans.identity.OauthStateEvent;
import io.desifans.identity.UserEvent;
import io.desifans.messaging.BroadcastEvent;
import io.desifans.messaging.ConversationEvent;
import io.desifans.notifications.AnnouncementEvent;
import io.desifans.notifications.NotificationEvent;
import io.desifans.notifications.PreferenceEvent;
import io.desifans.notifications.PushEvent;
import io.desifans.services.ServiceOrderEvent;
import io.desifans.social.FollowEvent;
import java.util.Arrays;
import java.util.List;

/** Every family of events there is; an event of a family that is not listed here cannot be stored. */
public final class EventFamilies {

    public static final List<Class<? extends Event>> ALL = List.of(
            UserEvent.class,
            ClaimEvent.class,
            KeyEvent.class,
            OauthStateEvent.class,
            CreatorEvent.class,
            MembershipEvent.class,
            ServiceEvent.class,
            PostEvent.class,
            PinEvent.class,
            LikeEvent.class,
            CommentEvent.class,
            FollowEvent.class,
            CustomerEvent.class,
            GatewayProductEvent.class,
            GatewayLedgerEvent.class,
            PaymentEvent.class,
            RefundEvent.class,
            DisputeEvent.class,
            PurchaseEvent.class,
            SubscriptionEvent.class,
            BalanceEvent.class,
            PayoutEvent.class,
            WebhookEvent.class,
            ServiceOrderEvent.class,
            ConversationEvent.class,
            BroadcastEvent.class,
            NotificationEvent.class,
            AnnouncementEvent.class,
            PreferenceEvent.class,
            PushEvent.class);

    private EventFamilies() {}

    /** The event records of a family, in the order of their declaration. */
    public static List<Class<? extends Event>> eventsOf(Class<? extends Event> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .<Class<? extends Event>>map(event -> event.asSubclass(Event.class))
                .toList();
    }
}
