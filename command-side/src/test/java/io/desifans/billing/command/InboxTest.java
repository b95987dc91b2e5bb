package io.desifans.billing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.desifans.eventstore.PersonKeys;
import io.desifans.eventstore.UuidV7;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of messages of the gateway from which nothing followed at first. */
class InboxTest extends PaymentsOverHttp {

    private static final String WHY = "{'reason':'Seen'}";

    @Test
    void p8_what_is_about_nothing_known_is_taken_in_by_itself_when_something_is() throws Exception {
        String asha = creator("inboxAsha");
        UUID post = post(asha, 100);
        UUID later = UuidV7.next();
        webhook("in_later", payment("pay_later", later, "succeeded", 100));
        awaitEvents(inbox("in_later"), "WebhookReceived", "WebhookUnmatched");
        look("webhook-retry", "in_later");
        assertThat(status("POST", "/payments/checkout", signedIn("inboxRavi"), body(later, "exclusive_post", post)))
                .isEqualTo("201");
        look("webhook-retry", "in_later");
        awaitEvents(
                inbox("in_later"),
                "WebhookReceived",
                "WebhookUnmatched",
                "WebhookReplayed",
                "WebhookMatched",
                "WebhookProcessed");
        await().atMost(Duration.ofSeconds(60)).until(() -> eventsOf(later).contains("PaymentCompleted"));
    }

    @Test
    void p8_an_admin_assigns_a_message_of_an_unknown_payment_and_that_completes_it() throws Exception {
        String admin = admin();
        UUID id = checkout(signedIn("assignedRavi"), "exclusive_post", post(creator("inboxAsha"), 100));
        webhook("in_lost", payment("pay_lost", UuidV7.next(), "succeeded", 100));
        awaitEvents(inbox("in_lost"), "WebhookReceived", "WebhookUnmatched");
        String path = "/admin/webhooks/" + inbox("in_lost");
        assertThat(status("POST", path + "/assign", admin, about(UuidV7.next())))
                .isEqualTo("404 NOT_FOUND transactionId");
        assertThat(eventsOf(id)).doesNotContain("PaymentCompleted");
        assertThat(status("POST", path + "/assign", admin, about(id))).isEqualTo("204");
        awaitEvents(
                inbox("in_lost"),
                "WebhookReceived",
                "WebhookUnmatched",
                "WebhookAssigned",
                "WebhookMatched",
                "WebhookProcessed");
        assertThat(eventsOf(id)).contains("PaymentCompleted");
        for (String what : new String[] {"/replay", "/dismiss"})
            assertThat(status("POST", path + what, admin, WHY)).isEqualTo("409 WEBHOOK_PROCESSED");
        webhook("in_other", payment("pay_lost", UuidV7.next(), "succeeded", 100));
        awaitEvents(inbox("in_other"), "WebhookReceived", "WebhookMatched", "WebhookProcessed");
    }

    @Test
    void what_cannot_be_done_holds_up_nothing_is_tried_again_by_itself_and_at_last_by_an_admin() throws Exception {
        String admin = admin();
        UUID id = checkout(signedIn("brokenRavi"), "exclusive_post", post(creator("inboxAsha"), 100));
        UUID other = checkout(signedIn("wholeRavi"), "exclusive_post", post(creator("inboxAsha"), 100));
        database.execute("""
                create function pg_temp_refuse() returns trigger language plpgsql as $$
                begin raise exception 'not stored' using errcode = 'XX000'; end $$;
                create trigger refuse before insert on event_store.event for each row
                when (new.name = 'PaymentCompleted' and new.aggregate_id = '%s') execute function pg_temp_refuse()""".formatted(id));
        try {
            webhook("in_broken", payment("pay_broken", id, "succeeded", 100));
            webhook("in_whole", payment("pay_whole", other, "succeeded", 100));
            awaitEvents(inbox("in_whole"), "WebhookReceived", "WebhookMatched", "WebhookProcessed");
            for (int attempt = 1; attempt < 8; attempt++) {
                awaitTimes(attempt, "in_broken", "WebhookFailed");
                look("webhook-retry", "in_broken");
            }
            awaitTimes(8, "in_broken", "WebhookFailed");
            assertThat(database.queryForObject(
                            "select count(*) from event_store.timer where task_name = 'webhook-retry' and task_instance = ?",
                            Long.class,
                            inbox("in_broken") + "/0"))
                    .isZero();
        } finally {
            database.execute("drop trigger refuse on event_store.event; drop function pg_temp_refuse()");
        }
        assertThat(status("POST", "/admin/webhooks/" + inbox("in_broken") + "/replay", admin, WHY))
                .isEqualTo("204");
        awaitTimes(1, "in_broken", "WebhookProcessed");
        assertThat(eventsOf(id)).containsOnlyOnce("PaymentCompleted");
    }

    @Test
    void what_an_admin_dismisses_is_left_alone_and_nobody_can_read_it_after_ninety_days() throws Exception {
        String admin = admin();
        webhook("in_odd", payment("pay_odd", UuidV7.next(), "succeeded", 100));
        awaitEvents(inbox("in_odd"), "WebhookReceived", "WebhookUnmatched");
        assertThat(status("POST", "/admin/webhooks/" + inbox("in_odd") + "/dismiss", signedIn("nosyRavi"), WHY))
                .isEqualTo("403 FORBIDDEN");
        assertThat(status("POST", "/admin/webhooks/" + inbox("in_odd") + "/dismiss", admin, WHY))
                .isEqualTo("204");
        awaitEvents(inbox("in_odd"), "WebhookReceived", "WebhookUnmatched", "WebhookIgnored");
        look("webhook-retry", "in_odd");
        assertThat(database.queryForObject(
                        "select extract(day from execution_time - now()) from event_store.timer where task_name = 'webhook-oblivion' and task_instance = ?",
                        Integer.class,
                        inbox("in_odd") + "/0"))
                .isEqualTo(89);
        look("webhook-oblivion", "in_odd");
        UUID key = PersonKeys.keyId("webhook:" + inbox("in_odd") + ":0");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> database.queryForObject(
                                "select count(*) from event_store.person_key where key_id = ? and destroyed_at is not null",
                                Long.class,
                                key)
                        == 1);
        assertThat(eventsOf(inbox("in_odd"))).doesNotContain("WebhookReplayed");
    }

    private String admin() {
        String token = signedIn("inboxAdmin");
        database.update("update read_model.\"user\" set role = 'user,admin' where id = 'inboxAdmin'");
        return token;
    }

    private static String about(UUID transactionId) {
        return "{'transactionId':'" + transactionId + "','reason':'The buyer has the receipt'}";
    }

    /** What would be looked at in a while is looked at now. */
    private void look(String timer, String messageId) {
        String mine = " event_store.timer where task_name = ? and task_instance = ?";
        String id = inbox(messageId) + "/0";
        await().atMost(Duration.ofSeconds(60))
                .until(() -> database.update(
                                "update event_store.timer set execution_time = now() where not picked and task_name = ? and task_instance = ?",
                                timer,
                                id)
                        == 1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> database.queryForObject(
                                "select count(*) from" + mine + " and execution_time <= now()", Long.class, timer, id)
                        == 0);
    }

    private void awaitTimes(int times, String messageId, String event) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Collections.frequency(eventsOf(inbox(messageId)), event) == times);
    }
}
