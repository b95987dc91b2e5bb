package io.desifans.services.query;

import static io.desifans.db.Tables.CONVERSATION;
import static io.desifans.db.Tables.MESSAGE;
import static io.desifans.db.Tables.NOTIFICATION;
import static io.desifans.db.Tables.SERVICE;
import static io.desifans.db.Tables.SERVICE_ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.creator.ServiceEvent.ServiceOffered;
import io.desifans.creator.ServiceType;
import io.desifans.db.enums.ServiceOrderStatus;
import io.desifans.db.tables.records.ConversationRecord;
import io.desifans.db.tables.records.ServiceOrderRecord;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.messaging.ConversationEvent.ConversationClosed;
import io.desifans.messaging.ConversationEvent.ConversationOpened;
import io.desifans.messaging.ConversationEvent.ConversationRead;
import io.desifans.messaging.ConversationEvent.MessageSent;
import io.desifans.messaging.MessageType;
import io.desifans.notifications.NotificationEvent.AllNotificationsRead;
import io.desifans.notifications.NotificationEvent.NotificationRaised;
import io.desifans.notifications.NotificationEvent.NotificationRead;
import io.desifans.notifications.NotificationType;
import io.desifans.projection.Replay;
import io.desifans.projection.ReplayProgress;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import io.desifans.services.CancelledBy;
import io.desifans.services.ServiceOrderEvent.CreatorJoined;
import io.desifans.services.ServiceOrderEvent.CustomerJoined;
import io.desifans.services.ServiceOrderEvent.OrderActivated;
import io.desifans.services.ServiceOrderEvent.OrderCancelled;
import io.desifans.services.ServiceOrderEvent.OrderExpired;
import io.desifans.services.ServiceOrderEvent.OrderFulfilled;
import io.desifans.services.ServiceOrderEvent.OrderPaid;
import io.desifans.services.ServiceOrderEvent.OrderUtilized;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Services, their orders, and what is written and told about them: events in, rows out. */
class ServiceProjectorsTest extends QuerySideTest {

    @Autowired
    private Replay replay;

    private Person creator;
    private Person fan;
    private UUID order;

    @BeforeEach
    void anOrder() {
        Sales sales = new Sales(happened);
        creator = creator("Asha", unusedName());
        fan = user("Ravi");
        order = sales.ordered(fan, creator, sales.service(creator, true));
    }

    @Test
    void a_service_stands_in_its_row() {
        UUID id = UUID.randomUUID();
        Instant offered =
                happened.events(new ServiceOffered(id, creator.id(), "Chat", null, 5000, ServiceType.CHAT, 15, false));
        assertThat(db.selectFrom(SERVICE).where(SERVICE.ID.eq(id)).fetchSingle().intoArray())
                .containsExactly(
                        id,
                        creator.id(),
                        "Chat",
                        "[erased]",
                        5000,
                        io.desifans.db.enums.ServiceType.CHAT,
                        15,
                        false,
                        offered,
                        offered);
    }

    @Test
    void an_order_goes_from_pending_to_fulfilled_and_notes_every_step() {
        assertThat(order().getStatus()).isEqualTo(ServiceOrderStatus.PENDING);
        assertThat(order().getTransactionId()).isNotNull();
        Instant activated = happened.events(
                new OrderPaid(order, fan.id(), creator.id()), new OrderActivated(order, fan.id(), creator.id()));
        assertThat(order().getStatus()).isEqualTo(ServiceOrderStatus.ACTIVE);
        Instant customer = happened.events(new CustomerJoined(order, fan.id(), creator.id()));
        Instant both = happened.events(new CreatorJoined(order, fan.id(), creator.id()));
        Instant utilized = happened.events(new OrderUtilized(order, fan.id(), creator.id()));
        Instant fulfilled = happened.events(new OrderFulfilled(order, fan.id(), creator.id(), "All done"));
        assertThat(order().getStatus()).isEqualTo(ServiceOrderStatus.FULFILLED);
        assertThat(order().getFulfillmentNotes()).isEqualTo("All done");
        assertThat(List.of(
                        order().getActivatedAt(),
                        order().getCustomerJoinedAt(),
                        order().getCreatorJoinedAt(),
                        order().getUtilizedAt(),
                        order().getUpdatedAt()))
                .containsExactly(activated, customer, both, utilized, fulfilled);
    }

    @Test
    void a_cancellation_for_a_failed_payment_is_undone_when_the_money_comes_after_all() {
        happened.events(new OrderCancelled(order, fan.id(), creator.id(), CancelledBy.PAYMENT, null));
        assertThat(order().getStatus()).isEqualTo(ServiceOrderStatus.CANCELLED);
        happened.events(new OrderPaid(order, fan.id(), creator.id()));
        assertThat(order().getStatus()).isEqualTo(ServiceOrderStatus.PENDING);
    }

    @Test
    void an_order_that_nobody_activated_in_time_is_cancelled() {
        happened.events(
                new OrderPaid(order, fan.id(), creator.id()),
                new OrderExpired(order, fan.id(), creator.id(), UUID.randomUUID()));
        assertThat(order().getStatus()).isEqualTo(ServiceOrderStatus.CANCELLED);
    }

    @Test
    void unread_counts_rise_with_the_other_sides_messages_and_fall_to_0_on_read() {
        UUID id = conversation();
        happened.events(message(id, fan, creator), message(id, fan, creator), message(id, creator, fan));
        assertThat(conversation(id).getUnreadCountCreator()).isEqualTo(2);
        assertThat(conversation(id).getUnreadCountFan()).isEqualTo(1);
        happened.events(new ConversationRead(id, creator.id(), true));
        Instant last = happened.events(message(id, fan, creator));
        happened.events(new ConversationRead(id, fan.id(), false), new ConversationClosed(id, order));
        assertThat(conversation(id).getUnreadCountCreator()).isEqualTo(1);
        assertThat(conversation(id).getUnreadCountFan()).isZero();
        assertThat(conversation(id).getLastMessageAt()).isEqualTo(last);
        assertThat(db.fetchCount(MESSAGE, MESSAGE.CONVERSATION_ID.eq(id))).isEqualTo(4);
    }

    @Test
    void notifications_are_read_one_by_one_or_all_that_were_seen() {
        UUID[] ids = {raised(), raised(), raised(), raised()};
        happened.events(new NotificationRead(ids[0], fan.id()));
        UUID inbox = DerivedId.of("NotificationInbox", fan.id());
        happened.events(new AllNotificationsRead(inbox, fan.id(), List.of(ids[1], ids[2])));
        assertThat(db.selectFrom(NOTIFICATION)
                        .where(NOTIFICATION.USER_ID.eq(fan.id()))
                        .and(NOTIFICATION.READ.isFalse())
                        .fetch(NOTIFICATION.ID))
                .containsExactly(ids[3]);
    }

    @Test
    void what_two_wrote_goes_when_one_of_them_is_erased() throws Exception {
        UUID id = conversation();
        happened.events(message(id, fan, creator), message(id, creator, fan));
        raised();
        happened.events(new UserDeleted(fan.id(), fan.id(), "self"));
        assertThat(db.fetchExists(SERVICE_ORDER, SERVICE_ORDER.ID.eq(order))).isFalse();
        assertThat(db.fetchExists(MESSAGE, MESSAGE.CONVERSATION_ID.eq(id))).isFalse();
        assertThat(db.fetchExists(NOTIFICATION, NOTIFICATION.USER_ID.eq(fan.id())))
                .isFalse();
        assertThat(replay.run(new ReplayProgress()).listed()).isEmpty();
    }

    private UUID conversation() {
        UUID id = DerivedId.of("conversation", order.toString());
        happened.events(new ConversationOpened(id, order, creator.id(), fan.id()));
        return id;
    }

    private MessageSent message(UUID conversation, Person from, Person to) {
        return new MessageSent(
                conversation,
                order,
                UUID.randomUUID(),
                from.id(),
                to.id(),
                from == creator,
                MessageType.TEXT,
                "Namaste",
                null,
                false);
    }

    private UUID raised() {
        UUID id = UUID.randomUUID();
        happened.events(new NotificationRaised(
                id, fan.id(), NotificationType.MESSAGE, "New message", "You have a new message.", "/api/v1/x"));
        return id;
    }

    private ServiceOrderRecord order() {
        return db.selectFrom(SERVICE_ORDER).where(SERVICE_ORDER.ID.eq(order)).fetchSingle();
    }

    private ConversationRecord conversation(UUID id) {
        return db.selectFrom(CONVERSATION).where(CONVERSATION.ID.eq(id)).fetchSingle();
    }
}
