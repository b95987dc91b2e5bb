package io.desifans.services.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.billing.PaymentType;
import io.desifans.messaging.ConversationEvent.ConversationOpened;
import io.desifans.messaging.ConversationEvent.MessageSent;
import io.desifans.messaging.MessageType;
import io.desifans.notifications.NotificationEvent.NotificationRaised;
import io.desifans.notifications.NotificationEvent.NotificationRead;
import io.desifans.notifications.NotificationType;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import io.desifans.services.ServiceOrderEvent.OrderActivated;
import io.desifans.services.ServiceOrderEvent.OrderFulfilled;
import io.desifans.services.ServiceOrderEvent.OrderPaid;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services, orders, conversations and notifications as their readers get them. */
class ServiceQueriesTest extends QuerySideTest {

    private Sales sales;
    private Person creator;
    private Person fan;

    @BeforeEach
    void creatorAndFan() {
        sales = new Sales(happened);
        creator = creator("Asha", unusedName());
        fan = user("Ravi");
    }

    @Test
    void hidden_services_are_seen_by_their_owner_and_admins_only() {
        UUID shown = sales.service(creator, true);
        UUID hidden = sales.service(creator, false);
        String list = "/api/v1/services?creator=" + creator.id();
        for (Person reader : List.of(ANONYMOUS, fan)) {
            assertThat(get(list, reader).each("/id")).containsExactly(shown.toString());
            assertThat(get("/api/v1/services/" + hidden, reader).status()).isEqualTo(404);
        }
        for (Person reader : List.of(creator, user("Admin", "admin"))) {
            assertThat(get(list, reader).each("/id")).containsExactlyInAnyOrder(shown.toString(), hidden.toString());
            assertThat(get("/api/v1/services/" + hidden, reader).status()).isEqualTo(200);
        }
        Answer one = get("/api/v1/services/" + shown, ANONYMOUS);
        assertThat(one.json().path("price").asInt()).isEqualTo(19900);
        assertThat(one.json().path("serviceType").asString()).isEqualTo("video_call");
        assertThat(one.json().path("durationMinutes").asInt()).isEqualTo(30);
        Answer page = get(list + "&limit=1", creator);
        assertThat(get(list + "&limit=1&cursor=" + page.nextCursor(), creator).each("/id"))
                .hasSize(1)
                .isNotEqualTo(page.each("/id"));
    }

    @Test
    void an_order_is_seen_by_its_buyer_at_once_and_by_its_creator_when_it_is_paid() {
        UUID service = sales.service(creator, true);
        UUID payment = sales.begun(fan, creator, PaymentType.SERVICE, service);
        UUID order = sales.ordered(fan, creator, service, payment);
        String path = "/api/v1/service-orders/" + order;
        assertThat(get(path, fan).json().path("paid").asBoolean(true)).isFalse();
        assertThat(get(path, creator).status()).isEqualTo(404);
        assertThat(get("/api/v1/service-orders?as=creator", creator).each("/id"))
                .isEmpty();

        sales.completed(payment, fan, creator, PaymentType.SERVICE, service, false);
        happened.events(new OrderPaid(order, fan.id(), creator.id()));
        assertThat(get("/api/v1/service-orders?as=creator&status=pending", creator)
                        .each("/id"))
                .containsExactly(order.toString());
        happened.events(new OrderActivated(order, fan.id(), creator.id()));
        UUID conversation = opened(order);
        for (Person party : List.of(fan, creator)) {
            Answer seen = get(path, party);
            assertThat(seen.json().path("status").asString()).isEqualTo("active");
            assertThat(seen.json().at("/service/name").asString()).isEqualTo("A call");
            assertThat(seen.json().at("/buyer/name").asString()).isEqualTo("Ravi");
            assertThat(seen.json().at("/creator/displayName").asString()).isEqualTo("Asha");
            assertThat(seen.json().path("conversationId").asString()).isEqualTo(conversation.toString());
        }
        assertThat(get("/api/v1/service-orders?status=active", fan).each("/id")).containsExactly(order.toString());
        assertThat(get("/api/v1/service-orders", creator).each("/id")).isEmpty();
        for (Person other : List.of(user("Meera"), user("Admin", "user,admin")))
            assertThat(get(path, other).status()).isEqualTo(404);
    }

    @Test
    void a_conversation_is_read_by_its_two_parties_only_each_with_their_own_unread_count() {
        UUID first = activeOrder();
        UUID older = opened(first);
        UUID newer = opened(activeOrder());
        happened.events(message(older, first, fan, creator, "One"), message(older, first, fan, creator, "Two"));

        assertThat(get("/api/v1/conversations", creator).each("/id"))
                .containsExactly(older.toString(), newer.toString());
        Answer page = get("/api/v1/conversations?limit=1", fan);
        assertThat(get("/api/v1/conversations?limit=1&cursor=" + page.nextCursor(), fan)
                        .each("/id"))
                .containsExactly(newer.toString());
        String path = "/api/v1/conversations/" + older;
        assertThat(get(path, creator).json().path("unreadCount").asInt()).isEqualTo(2);
        assertThat(get(path, fan).json().path("unreadCount").asInt()).isZero();
        assertThat(get(path, fan).json().path("open").asBoolean()).isTrue();

        Answer latest = get(path + "/messages?limit=1", creator);
        assertThat(latest.each("/content")).containsExactly("Two");
        assertThat(get(path + "/messages?limit=1&cursor=" + latest.nextCursor(), creator)
                        .each("/content"))
                .containsExactly("One");
        for (Person other : List.of(user("Meera"), user("Admin", "user,admin")))
            for (String below : List.of("", "/messages"))
                assertThat(get(path + below, other).status()).isEqualTo(404);
        happened.events(new OrderFulfilled(first, fan.id(), creator.id(), "Done"));
        assertThat(get(path, fan).json().path("open").asBoolean(true)).isFalse();
    }

    @Test
    void notifications_are_ones_own_with_the_count_of_all_that_are_unread() {
        UUID[] ids = {raised(), raised(), raised()};
        happened.events(new NotificationRead(ids[1], fan.id()));
        Answer page = get("/api/v1/notifications?limit=2", fan);
        assertThat(page.each("/id")).containsExactly(ids[2].toString(), ids[1].toString());
        assertThat(page.each("/read")).containsExactly("false", "true");
        assertThat(page.json().path("unreadCount").asInt()).isEqualTo(2);
        assertThat(get("/api/v1/notifications?limit=2&cursor=" + page.nextCursor(), fan)
                        .each("/id"))
                .containsExactly(ids[0].toString());
        assertThat(get("/api/v1/notifications?unread=true", fan).each("/id"))
                .containsExactly(ids[2].toString(), ids[0].toString());
        assertThat(get("/api/v1/notifications?unread=false", fan).each("/id")).containsExactly(ids[1].toString());
        assertThat(get("/api/v1/notifications", creator).body())
                .isEqualTo("{\"items\":[],\"nextCursor\":null,\"unreadCount\":0}");
    }

    private UUID activeOrder() {
        UUID service = sales.service(creator, true);
        UUID payment = sales.paid(fan, creator, PaymentType.SERVICE, service);
        UUID order = sales.ordered(fan, creator, service, payment);
        happened.events(
                new OrderPaid(order, fan.id(), creator.id()), new OrderActivated(order, fan.id(), creator.id()));
        return order;
    }

    private UUID opened(UUID order) {
        UUID id = DerivedId.of("conversation", order.toString());
        happened.events(new ConversationOpened(id, order, creator.id(), fan.id()));
        return id;
    }

    private static MessageSent message(UUID conversation, UUID order, Person from, Person to, String content) {
        UUID id = UUID.randomUUID();
        return new MessageSent(
                conversation, order, id, from.id(), to.id(), false, MessageType.TEXT, content, null, false);
    }

    private UUID raised() {
        UUID id = UUID.randomUUID();
        happened.events(new NotificationRaised(
                id, fan.id(), NotificationType.MESSAGE, "New message", "You have a new message.", "/api/v1/x"));
        return id;
    }
}
