package io.desifans.services.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.command.OverHttpTest;
import io.desifans.command.Past;
import io.desifans.creator.ServiceType;
import io.desifans.notifications.NotificationEvent.NotificationRaised;
import io.desifans.notifications.NotificationType;
import io.desifans.services.ServiceOrderEvent.OrderPaid;
import io.desifans.services.ServiceOrderEvent.OrderPlaced;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Services, orders, conversations and notifications over HTTP. */
class OrdersOverHttpTest extends OverHttpTest {

    private static final String ID = "0199b000-0000-7000-8000-0000000000";

    @Autowired
    private EventStore log;

    @Test
    void a_service_is_offered_and_an_order_of_it_goes_its_way() throws Exception {
        String asha = signedIn("orderAsha");
        String ravi = signedIn("orderRavi");
        happened(DerivedId.of("Creator", "orderAsha"), 0, Past.onboarded("orderAsha", "orderasha"));
        String chat = "{'serviceId':'" + ID + "01','name':'Chat','description':'d','price':0,"
                + "'serviceType':'chat','durationMinutes':30}";
        for (int times = 0; times < 2; times++) {
            HttpResponse<String> offered = send("POST", "/services", asha, chat);
            assertThat(offered.statusCode()).isEqualTo(201);
            assertThat(offered.headers().firstValue("Location")).hasValue("/api/v1/services/" + ID + "01");
            assertThat(offered.body()).isEqualTo("{\"serviceId\":\"" + ID + "01\"}");
        }
        UUID orderId = UUID.fromString(ID + "02");
        UUID service = UUID.fromString(ID + "01");
        happened(
                orderId, 0, new OrderPlaced(orderId, "orderRavi", "orderAsha", service, service, ServiceType.CHAT, 30));
        String order = "/service-orders/" + orderId;
        assertThat(status("POST", order + "/activate", asha, null)).isEqualTo("409 ORDER_NOT_PAID");
        happened(orderId, 1, new OrderPaid(orderId, "orderRavi", "orderAsha"));
        assertThat(status("POST", order + "/activate", ravi, null)).isEqualTo("403 NOT_THE_CREATOR");
        assertThat(status("POST", order + "/activate", signedIn("orderMina"), null))
                .isEqualTo("404 NOT_FOUND");
        for (int times = 0; times < 2; times++)
            assertThat(status("POST", order + "/activate", asha, null)).isEqualTo("204");
        assertThat(status("POST", order + "/join", asha, null)).isEqualTo("409 NOT_A_CALL");
        assertThat(status("POST", order + "/fulfil", asha, null)).isEqualTo("409 ORDER_NOT_UTILIZED");
        assertThat(status("POST", order + "/cancel", asha, "{'reason':'Ill'}"))
                .isEqualTo("409 INVALID_ORDER_TRANSITION");

        String conversation = "/conversations/" + DerivedId.of("conversation", orderId.toString());
        await(conversation + "/read", ravi);
        HttpResponse<String> sent = send("POST", conversation + "/messages", ravi, "{'content':'Hello'}");
        assertThat(sent.statusCode()).isEqualTo(201);
        assertThat(member("messageId", sent.body())).hasSize(36);
        assertThat(status("POST", conversation + "/messages", signedIn("orderMina"), "{'content':'Hello'}"))
                .isEqualTo("404 NOT_FOUND");
        assertThat(status("POST", conversation + "/messages", asha, "{'content':'Hi'}"))
                .isEqualTo("201");
        await(order + "/fulfil", asha);
        assertThat(status("POST", conversation + "/messages", ravi, "{'content':'Thanks'}"))
                .isEqualTo("409 CONVERSATION_CLOSED");
        assertThat(status("POST", conversation + "/read", ravi, null)).isEqualTo("204");
    }

    @Test
    void a_notification_is_read_by_its_recipient_and_all_that_is_seen_at_once() throws Exception {
        String ravi = signedIn("toldRavi");
        for (int i = 1; i <= 2; i++) {
            UUID id = UUID.fromString(ID + "1" + i);
            happened(id, 0, new NotificationRaised(id, "toldRavi", NotificationType.MESSAGE, "New", "New.", "/x"));
            database.update("""
                    insert into read_model.notification (id, "userId", type, title, message, read, "createdAt")
                    values (?, 'toldRavi', 'message', 'New', 'New.', false, now())""", id);
        }
        assertThat(status("POST", "/notifications/" + ID + "11/read", signedIn("toldMina"), null))
                .isEqualTo("404 NOT_FOUND");
        assertThat(status("POST", "/notifications/" + ID + "11/read", ravi, null))
                .isEqualTo("204");
        assertThat(status("POST", "/notifications/read-all", ravi, null)).isEqualTo("204");
        assertThat(database.queryForObject(
                        "select payload ->> 'notificationIds' from event_store.event where aggregate_id = ?",
                        String.class,
                        DerivedId.of("NotificationInbox", "toldRavi")))
                .contains(ID + "11", ID + "12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/services              | {'description':'d','price':1,'serviceType':'chat','durationMinutes':5}             | 400 VALIDATION_ERROR name",
                "/services              | {'name':'n','description':'d','price':'1','serviceType':'chat','durationMinutes':5} | 400 INVALID_AMOUNT price",
                "/services              | {'name':'n','description':'d','price':1.5,'serviceType':'chat','durationMinutes':5} | 400 INVALID_AMOUNT price",
                "/services              | {'name':'n','description':'d','price':-1,'serviceType':'chat','durationMinutes':5}  | 422 AMOUNT_OUT_OF_RANGE price",
                "/services              | {'name':'n','description':'d','price':100000001,'serviceType':'chat','durationMinutes':5} | 422 AMOUNT_OUT_OF_RANGE price",
                "/services              | {'name':'n','description':'d','price':1,'serviceType':'dance','durationMinutes':5}  | 400 VALIDATION_ERROR serviceType",
                "/services              | {'name':'n','description':'d','price':1,'serviceType':'chat','durationMinutes':4}   | 400 VALIDATION_ERROR durationMinutes",
                "/services              | {'name':'n','description':'d','price':1,'serviceType':'chat','durationMinutes':5}   | 403 NOT_A_CREATOR",
                "/service-orders/7/join |                                                                                     | 400 VALIDATION_ERROR orderId",
                "/service-orders/0199a000-0000-7000-8000-0000000000ff/join   |                                                | 404 NOT_FOUND",
                "/service-orders/0199a000-0000-7000-8000-0000000000ff/cancel | {}                                             | 400 VALIDATION_ERROR reason",
                "/service-orders/0199a000-0000-7000-8000-0000000000ff/fulfil | {'mediaUrl':'x'}                               | 400 VALIDATION_ERROR mediaUrl",
                "/service-orders/0199a000-0000-7000-8000-0000000000ff/fulfil | {'status':'fulfilled'}                         | 400 VALIDATION_ERROR status",
                "/conversations/0199a000-0000-7000-8000-0000000000ff/messages | {'content':'x'}                               | 404 NOT_FOUND",
                "/conversations/0199a000-0000-7000-8000-0000000000ff/messages | {}                                            | 400 VALIDATION_ERROR content",
                "/conversations/0199a000-0000-7000-8000-0000000000ff/messages | {'messageType':'image'}                       | 400 VALIDATION_ERROR mediaUrl",
                "/conversations/0199a000-0000-7000-8000-0000000000ff/messages | {'messageType':'song'}                        | 400 VALIDATION_ERROR messageType",
                "/conversations/0199a000-0000-7000-8000-0000000000ff/read     |                                               | 404 NOT_FOUND",
                "/notifications/0199a000-0000-7000-8000-0000000000ff/read     |                                               | 404 NOT_FOUND",
            })
    void what_makes_no_sense_is_refused_by_name_and_nothing_is_stored(String path, String body, String refusal)
            throws Exception {
        String mina = signedIn("senselessMina");
        long before = events();
        assertThat(status("POST", path, mina, body)).isEqualTo(refusal);
        assertThat(events()).isEqualTo(before);
    }

    /** What a process must do first. */
    private void await(String path, String token) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> status("POST", path, token, null).equals("204"));
    }

    private void happened(UUID id, long sequence, Event event) {
        log.publish(new GenericDomainEventMessage<>("Any", id.toString(), sequence, event));
    }
}
