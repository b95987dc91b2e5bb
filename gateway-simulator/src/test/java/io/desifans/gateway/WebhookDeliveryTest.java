package io.desifans.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.gateway.Receiver.Webhook;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A merchant's server that does not take a webhook gets it again. */
class WebhookDeliveryTest extends GatewayTest {

    private static final String OTHER_SECRET = "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
    private static final List<Long> SCHEDULE = List.of(0L, 5L, 300L, 1800L, 7200L, 18000L, 36000L, 36000L);

    @Override
    String[] secrets() {
        return new String[] {Simulator.SECRET, OTHER_SECRET};
    }

    @Test
    void it_is_tried_eight_times_on_schedule_and_given_up() {
        receiver.answerWith(500);
        pay();
        for (int attempt = 0; attempt < SCHEDULE.size(); attempt++) {
            if (attempt > 0) {
                gateway.advance(SCHEDULE.get(attempt) - 1);
                assertThat(receiver.received()).hasSize(attempt);
            }
            gateway.advance(attempt > 0 ? 1 : 0);
            assertThat(receiver.received()).hasSize(attempt + 1);
        }
        gateway.advance(1_000_000);
        assertThat(receiver.received()).hasSize(8);
        assertThat(delivery().get("state").asString()).isEqualTo("given_up");
    }

    @Test
    void moving_the_clock_far_makes_every_attempt_on_the_way_at_its_time() {
        receiver.answerWith(503);
        pay();
        gateway.advance(1_000_000);
        List<String> times = delivery().get("attempts").findValuesAsString("at");
        assertThat(times)
                .startsWith("2026-03-01T10:00:00Z", "2026-03-01T10:00:05Z", "2026-03-01T10:05:05Z")
                .hasSize(8);
    }

    @Test
    void every_attempt_has_the_same_id_and_body_and_a_timestamp_and_signatures_of_its_own() {
        receiver.answerWith(500);
        pay();
        gateway.advance(305);
        List<Webhook> attempts = receiver.received();
        assertThat(attempts).hasSize(3);
        assertThat(attempts)
                .extracting(Webhook::id)
                .containsOnly(delivery().get("id").asString());
        assertThat(attempts)
                .extracting(Webhook::body)
                .containsOnly(delivery().get("body").asString());
        assertThat(attempts).extracting(Webhook::timestamp).doesNotHaveDuplicates();
        assertThat(attempts).allSatisfy(attempt -> {
            assertThat(Math.abs(attempt.timestamp() - NOW.getEpochSecond())).isLessThan(10);
            assertThat(attempt.signature().split(" "))
                    .containsExactly(Stream.of(secrets())
                            .map(secret ->
                                    new WebhookSecret(secret).sign(attempt.id(), attempt.timestamp(), attempt.body()))
                            .toArray(String[]::new));
        });
    }

    @Test
    void once_taken_it_is_not_sent_again_unless_somebody_asks() {
        receiver.answerWith(302);
        pay();
        gateway.advance(0);
        receiver.answerWith(204);
        gateway.advance(1_000_000);
        assertThat(receiver.received()).hasSize(2);
        assertThat(delivery().get("state").asString()).isEqualTo("delivered");
        assertThat(delivery().get("attempts").findValuesAsString("status")).containsExactly("302", "204");

        String id = delivery().get("id").asString();
        assertThat(gateway.post("/test/deliveries/" + id + "/resend", "").status())
                .isEqualTo(200);
        assertThat(receiver.received()).hasSize(3).extracting(Webhook::id).containsOnly(id);
    }

    @Test
    void a_server_that_is_not_there_is_a_failed_attempt() {
        receiver.close();
        pay();
        gateway.advance(0);
        JsonNode attempt = delivery().get("attempts").get(0);
        assertThat(attempt.get("status").isNull()).isTrue();
        assertThat(attempt.get("error").asString()).isEqualTo("ConnectException");
        assertThat(delivery().get("next_attempt_at").asString()).isEqualTo("2026-03-01T10:00:05Z");
    }

    private void pay() {
        gateway.pay(gateway.checkout(100).text("session_id"), "card", "4242424242424242");
    }

    private JsonNode delivery() {
        return gateway.get("/test/deliveries").json().get("items").get(0);
    }
}
