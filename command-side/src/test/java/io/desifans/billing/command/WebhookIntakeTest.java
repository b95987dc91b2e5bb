package io.desifans.billing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.desifans.DerivedId;
import io.desifans.eventstore.PersonKeys;
import io.desifans.eventstore.UuidV7;
import io.desifans.identity.UserEvent.UserDeleted;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the gateway tells, and what is made of it. */
class WebhookIntakeTest extends PaymentsOverHttp {

    @Autowired
    private Clock clock;

    @Autowired
    private EventStore log;

    @Test
    void without_a_good_signature_nothing_is_stored() throws Exception {
        long now = clock.instant().getEpochSecond();
        String body = payment("pay_x", UuidV7.next(), "succeeded", 100);
        String good = sign("msg_x", now, body.replace('\'', '"'));
        assertThat(webhook("msg_x", now, body, "v1,AAAA").statusCode()).isEqualTo(401);
        assertThat(webhook("msg_x", now, body + " ", good).statusCode()).isEqualTo(401);
        assertThat(webhook("msg_y", now, body, good).statusCode()).isEqualTo(401);
        assertThat(webhook("msg_x", now - 400, body, null).statusCode()).isEqualTo(401);
        assertThat(webhook("msg_x", now, "{'type':'" + "x".repeat(256 * 1024) + "'}", null)
                        .statusCode())
                .isEqualTo(413);
        assertThat(eventsOf(inbox("msg_x"))).isEmpty();
        assertThat(eventsOf(inbox("msg_y"))).isEmpty();
        assertThat(webhook("msg_x", now, body, good).body()).isEqualTo("{\"received\":true}");
        awaitEvents(inbox("msg_x"), "WebhookReceived", "WebhookUnmatched");
    }

    @Test
    void the_same_message_twenty_times_at_once_has_one_effect() throws Exception {
        UUID id = checkout(signedIn("repeatedRavi"), "exclusive_post", post(creator("toldAsha"), 100));
        String body = payment("pay_20", id, "succeeded", 100);
        List<Callable<Integer>> deliveries = new ArrayList<>();
        for (int i = 0; i < 20; i++) deliveries.add(() -> webhook("msg_20", body));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> one : threads.invokeAll(deliveries))
                assertThat(one.get()).isIn(200, 503);
        }
        awaitEvents(inbox("msg_20"), "WebhookReceived", "WebhookMatched", "WebhookProcessed");
        assertThat(eventsOf(id)).containsExactly("PaymentInitiated", "CheckoutSessionOpened", "PaymentCompleted");
    }

    @Test
    void another_body_under_the_same_id_is_kept_and_runs_through_the_same_rules() throws Exception {
        UUID id = checkout(signedIn("variedRavi"), "exclusive_post", post(creator("toldAsha"), 100));
        webhook("msg_v", payment("pay_v", id, "processing", 100));
        webhook("msg_v", payment("pay_v", id, "succeeded", 100));
        webhook("msg_v", payment("pay_v", id, "processing", 100));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(eventsOf(inbox("msg_v")))
                        .containsExactlyInAnyOrder(
                                "WebhookReceived",
                                "WebhookReceived",
                                "WebhookMatched",
                                "WebhookProcessed",
                                "WebhookMatched",
                                "WebhookProcessed"));
        assertThat(eventsOf(id))
                .containsExactly("PaymentInitiated", "CheckoutSessionOpened", "PaymentProcessing", "PaymentCompleted");
    }

    @Test
    void deliveries_in_any_order_come_to_the_same() throws Exception {
        String asha = creator("toldAsha");
        String[] statuses = {"processing", "succeeded", "failed"};
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int[] order : orders) {
            String name = "order" + order[0] + order[1] + order[2];
            UUID post = post(asha, 100);
            UUID id = checkout(signedIn(name), "exclusive_post", post);
            for (int place : order) webhook("msg_" + name + place, payment("pay_" + name, id, statuses[place], 100));
            for (int place : order)
                awaitEvents(inbox("msg_" + name + place), "WebhookReceived", "WebhookMatched", "WebhookProcessed");
            awaitEvents(DerivedId.of("Purchase", name, post.toString()), "PostPurchaseGranted");
            assertThat(eventsOf(id)).containsOnlyOnce("PaymentCompleted");
        }
    }

    @Test
    void p8_what_is_not_as_agreed_or_not_known_changes_no_payment() throws Exception {
        UUID id = checkout(signedIn("carefulRavi"), "exclusive_post", post(creator("toldAsha"), 100));
        webhook("msg_1", payment("pay_z", id, "succeeded", 99));
        awaitEvents(inbox("msg_1"), "WebhookReceived", "WebhookMatched", "WebhookProcessed");
        webhook("msg_2", payment("payment.succeeded", "pay_z", id, "succeeded", 100, "USD"));
        awaitEvents(inbox("msg_2"), "WebhookReceived", "WebhookMatched", "WebhookProcessed");
        webhook("msg_3", payment("payment.succeeded", "pay_z", id, "brand_new", 100, "INR"));
        awaitEvents(inbox("msg_3"), "WebhookReceived", "WebhookIgnored");
        webhook("msg_4", payment("payment.brand_new", "pay_z", id, "succeeded", 100, "INR"));
        awaitEvents(inbox("msg_4"), "WebhookReceived", "WebhookIgnored");
        webhook("msg_5", "{'type':'refund.succeeded','data':{}}");
        awaitEvents(inbox("msg_5"), "WebhookReceived", "WebhookIgnored");
        webhook("msg_6", "no JSON");
        awaitEvents(inbox("msg_6"), "WebhookReceived", "WebhookIgnored");
        webhook("msg_7", payment("pay_other", UuidV7.next(), "succeeded", 100));
        awaitEvents(inbox("msg_7"), "WebhookReceived", "WebhookUnmatched");
        webhook("msg_8", payment("payment.failed", "pay_y", id, "processing", 100, "INR"));
        awaitEvents(inbox("msg_8"), "WebhookReceived", "WebhookMatched", "WebhookProcessed");
        assertThat(eventsOf(id))
                .containsExactly(
                        "PaymentInitiated",
                        "CheckoutSessionOpened",
                        "PaymentAmountMismatchDetected",
                        "AmountMismatchResolved",
                        "PaymentAmountMismatchDetected",
                        "PaymentProcessing");
    }

    @Test
    void a_payment_of_the_gateway_belongs_to_whom_it_was_told_of_first() throws Exception {
        String asha = creator("toldAsha");
        UUID first = checkout(signedIn("firstRavi"), "exclusive_post", post(asha, 100));
        UUID second = checkout(signedIn("secondRavi"), "exclusive_post", post(asha, 100));
        webhook("msg_first", payment("pay_one", first, "processing", 100));
        awaitEvents(inbox("msg_first"), "WebhookReceived", "WebhookMatched", "WebhookProcessed");
        webhook("msg_second", payment("pay_one", second, "succeeded", 100));
        awaitEvents(inbox("msg_second"), "WebhookReceived", "WebhookMatched", "WebhookProcessed");
        assertThat(eventsOf(first)).endsWith("PaymentProcessing", "PaymentCompleted");
        assertThat(eventsOf(second)).containsExactly("PaymentInitiated", "CheckoutSessionOpened");
    }

    @Test
    void what_was_written_of_a_person_is_erased_with_them_also_if_it_comes_later() throws Exception {
        UUID id = checkout(signedIn("erasedRavi"), "exclusive_post", post(creator("toldAsha"), 100));
        webhook("msg_before", payment("pay_e", id, "processing", 100));
        awaitEvents(inbox("msg_before"), "WebhookReceived", "WebhookMatched", "WebhookProcessed");
        assertThat(isDestroyed("msg_before")).isFalse();

        UUID user = DerivedId.of("User", "erasedRavi");
        log.publish(new GenericDomainEventMessage<>(
                "User", user.toString(), eventsOf(user).size(), new UserDeleted("erasedRavi", "admin", "erasure")));
        await().atMost(Duration.ofSeconds(60)).until(() -> isDestroyed("msg_before"));
        webhook("msg_after", payment("pay_e", id, "succeeded", 100));
        await().atMost(Duration.ofSeconds(60)).until(() -> isDestroyed("msg_after"));
        awaitEvents(
                id,
                "PaymentInitiated",
                "CheckoutSessionOpened",
                "PaymentProcessing",
                "PaymentCompleted",
                "GrantRefused",
                "RefundRequested");
    }

    private boolean isDestroyed(String messageId) {
        UUID key = PersonKeys.keyId("webhook:" + inbox(messageId) + ":0");
        return database.queryForObject(
                        "select count(*) from event_store.person_key where key_id = ? and destroyed_at is not null",
                        Long.class,
                        key)
                == 1;
    }
}
