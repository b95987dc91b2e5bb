package io.desifans.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.gateway.Simulator.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** From the first payment to the last day of a subscription, in simulated time. */
class SubscriptionTest extends GatewayTest {

    private static final String GOOD = "4242424242424242";
    private static final long DAY = Duration.ofDays(1).toSeconds();

    @Test
    void the_first_payment_begins_it_and_bears_its_id() {
        String id = begun(1);
        JsonNode payment = gateway.get("/payments").json().at("/items/0");
        assertThat(payment.get("subscription_id").asString()).isEqualTo(id);
        assertThat(payment.get("checkout_session_id").asString()).startsWith("cks_");
        Answer subscription = gateway.get("/subscriptions/" + id);
        assertThat(subscription.text("status")).isEqualTo("active");
        assertThat(subscription.number("recurring_pre_tax_amount")).isEqualTo(9900);
        assertThat(subscription.json().at("/metadata/transactionId").asString()).isEqualTo("t-1");
        assertThat(typesReceived()).containsExactlyInAnyOrder("payment.succeeded", "subscription.active");
        assertThat(gateway.get("/subscriptions?status=active").json().get("items"))
                .hasSize(1);
        assertThat(gateway.get("/subscriptions?status=paused").json().get("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T10:00:00Z, 1, 2026-02-28T10:00:00Z 2026-03-31T10:00:00Z 2026-04-30T10:00:00Z",
        "2028-02-29T00:00:00Z, 12, 2029-02-28T00:00:00Z",
        "2027-11-30T00:00:00Z, 3, 2028-02-29T00:00:00Z 2028-05-30T00:00:00Z"
    })
    void it_is_charged_on_the_day_it_began_or_on_the_last_of_the_month(Instant start, int months, String dates) {
        List<String> billed = new ArrayList<>();
        try (Simulator gateway = new Simulator(null, Clock.fixed(start, ZoneOffset.UTC), Simulator.SECRET)) {
            String id = begun(gateway, months);
            for (String date : dates.split(" ")) {
                String next = gateway.get("/subscriptions/" + id).text("next_billing_date");
                Instant now = Instant.parse(gateway.get("/test/clock").text("now"));
                gateway.advance(Duration.between(now, Instant.parse(date)).toSeconds());
                billed.add(next);
            }
            assertThat(paid(gateway, id)).hasSize(billed.size() + 1);
        }
        assertThat(billed).containsExactly(dates.split(" "));
    }

    @Test
    void a_renewal_has_an_id_of_its_own_and_no_checkout() {
        String id = begun(1);
        gateway.advance(31 * DAY);
        JsonNode renewal = paid(gateway, id).get(0);
        assertThat(renewal.get("checkout_session_id").isNull()).isTrue();
        assertThat(renewal.get("subscription_id").asString()).isEqualTo(id);
        assertThat(renewal.at("/metadata/transactionId").asString()).isEqualTo("t-1");
        assertThat(paid(gateway, id).findValuesAsString("payment_id")).doesNotHaveDuplicates();
        assertThat(typesReceived()).contains("subscription.renewed");
    }

    @Test
    void what_is_declined_is_tried_again_then_held_until_it_is_paid_by_other_means() {
        String id = begun(1);
        decline(id, 3);
        gateway.advance(31 * DAY);
        assertThat(status(id)).isEqualTo("past_due");
        gateway.advance(DAY);
        assertThat(status(id)).isEqualTo("past_due");
        gateway.advance(3 * DAY);
        assertThat(status(id)).isEqualTo("on_hold");
        assertThat(paid(gateway, id).findValuesAsString("status"))
                .containsExactly("failed", "failed", "failed", "succeeded");

        String link = gateway.post("/subscriptions/" + id + "/update-payment-method", "{\"type\":\"new\"}")
                .text("payment_link");
        Answer paid = gateway.pay(link.substring(link.lastIndexOf('/') + 1), "card", "6074825972083818");
        gateway.advance(0);
        assertThat(status(id)).isEqualTo("active");
        JsonNode payment = gateway.get("/payments/" + paid.text("payment_id")).json();
        assertThat(payment.get("total_amount").longValue()).isEqualTo(9900);
        assertThat(payment.get("is_update_payment_method").booleanValue()).isTrue();
        gateway.advance(31 * DAY);
        assertThat(paid(gateway, id).get(0).get("card_last_four").asString()).isEqualTo("3818");
    }

    @Test
    void a_try_that_succeeds_keeps_the_day() {
        String id = begun(1);
        String due = gateway.get("/subscriptions/" + id).text("next_billing_date");
        decline(id, 1);
        gateway.advance(32 * DAY);
        Answer renewed = gateway.get("/subscriptions/" + id);
        assertThat(renewed.text("status")).isEqualTo("active");
        assertThat(renewed.text("previous_billing_date")).isEqualTo(due);
    }

    @Test
    void it_ends_at_the_next_billing_date_or_at_once_and_the_former_can_be_undone() {
        String undone = begun(1);
        patch(undone, "{\"cancel_at_next_billing_date\":true}", 200);
        patch(undone, "{\"cancel_at_next_billing_date\":false}", 200);
        String ending = begun(1);
        patch(ending, "{\"cancel_at_next_billing_date\":true}", 200);
        String ended = begun(1);
        patch(ended, "{\"status\":\"cancelled\"}", 200);
        assertThat(status(ending)).isEqualTo("active");
        assertThat(status(ended)).isEqualTo("cancelled");
        gateway.advance(31 * DAY);
        assertThat(status(ending)).isEqualTo("cancelled");
        assertThat(paid(gateway, ending)).hasSize(1);
        assertThat(paid(gateway, undone)).hasSize(2);
        patch(ended, "{\"status\":\"active\"}", 422);
    }

    @Test
    void while_it_is_paused_nothing_is_charged() {
        String id = begun(1);
        patch(id, "{\"pause\":true}", 422);
        patch(id, "{\"status\":\"paused\",\"cancel_at_next_billing_date\":true}", 422);
        patch(id, "{\"status\":\"paused\"}", 200);
        gateway.advance(100 * DAY);
        assertThat(paid(gateway, id)).hasSize(1);
        patch(id, "{\"status\":\"active\"}", 200);
        gateway.advance(0);
        assertThat(paid(gateway, id)).hasSize(2);
        gateway.advance(31 * DAY);
        assertThat(paid(gateway, id)).hasSize(3);
    }

    @Test
    void it_expires_at_the_end_of_its_time() {
        String id = begun(12);
        gateway.advance(731 * DAY);
        assertThat(status(id)).isEqualTo("expired");
        assertThat(paid(gateway, id)).hasSize(2);
        assertThat(typesReceived()).contains("subscription.expired");
    }

    @Test
    void a_first_payment_that_fails_begins_nothing() {
        String id = begun("4000000000000002", "failed");
        assertThat(status(id)).isEqualTo("failed");
        gateway.advance(40 * DAY);
        assertThat(paid(gateway, id)).hasSize(1);
        assertThat(typesReceived()).containsExactlyInAnyOrder("payment.failed", "subscription.failed");
    }

    private String begun(int everyMonths) {
        return begun(gateway, everyMonths);
    }

    private static String begun(Simulator gateway, int everyMonths) {
        return begun(gateway, everyMonths, GOOD, "succeeded");
    }

    private String begun(String card, String outcome) {
        return begun(gateway, 1, card, outcome);
    }

    private static String begun(Simulator gateway, int everyMonths, String card, String outcome) {
        String product = gateway.recurring(9900, everyMonths);
        String session =
                gateway.post("/checkouts", Simulator.cart(product, "null")).text("session_id");
        Answer paid = gateway.pay(session, "card", card);
        assertThat(paid.text("status")).isEqualTo(outcome);
        gateway.advance(0);
        return gateway.get("/payments/" + paid.text("payment_id")).text("subscription_id");
    }

    /** The newest first. */
    private static JsonNode paid(Simulator gateway, String id) {
        return gateway.get("/payments?page_size=100&subscription_id=" + id)
                .json()
                .get("items");
    }

    private String status(String id) {
        return gateway.get("/subscriptions/" + id).text("status");
    }

    private void decline(String id, int times) {
        gateway.post("/test/subscriptions/" + id + "/decline", "{\"times\":" + times + "}");
    }

    private void patch(String id, String body, int status) {
        assertThat(gateway.call(Simulator.KEY, "PATCH", "/subscriptions/" + id, body)
                        .status())
                .as(body)
                .isEqualTo(status);
    }
}
