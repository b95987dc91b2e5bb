package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.eventstore.LogPosition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The clock stands still here, so that only what happens makes an answer old. */
class PublicAnswersTest extends WebTest {

    private static final String PATH = "/api/v1/told/all";
    private static final List<String> OF_EACH_REQUEST = List.of("date", "x-request-id", "x-correlation-id");

    @Autowired
    ReadModelPosition readModel;

    private Answered first;

    @BeforeEach
    void somebody_has_asked() {
        moves();
        first = get(PATH);
        assertThat(first.status()).isEqualTo(200);
    }

    private void moves() {
        LogPosition reached = readModel.reached();
        readModel.moved(new LogPosition(reached.epoch(), reached.seq() + 1));
    }

    @Test
    void the_next_visitor_gets_the_same_answer_without_a_question_to_the_database() {
        int asked = Probes.CALLS.get();
        Answered second = get(PATH);
        assertThat(Probes.CALLS.get()).isEqualTo(asked);
        assertThat(second.http().body()).isEqualTo(first.http().body());
        assertThat(headers(second)).isEqualTo(headers(first));
        Answered known = get(PATH, "If-None-Match", first.header("ETag"));
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.http().body()).isEmpty();
        assertThat(Probes.CALLS.get()).isEqualTo(asked);
    }

    @Test
    void a_304_from_memory_has_the_headers_of_one_that_is_not() {
        moves();
        String[] known = {"If-None-Match", get("/api/v1/told/same").header("ETag")};
        int calls = Probes.CALLS.get();
        Answered kept = get("/api/v1/told/same", known);
        assertThat(Probes.CALLS.get()).isEqualTo(calls);
        moves();
        Answered asked = get("/api/v1/told/same", known);
        assertThat(Probes.CALLS.get()).isEqualTo(calls + 1);
        assertThat(List.of(kept.status(), asked.status())).containsOnly(304);
        assertThat(headers(kept)).isEqualTo(headers(asked));
    }

    private static Map<String, List<String>> headers(Answered answer) {
        Map<String, List<String>> headers =
                new TreeMap<>(answer.http().headers().map());
        OF_EACH_REQUEST.forEach(headers::remove);
        return headers;
    }

    @Test
    void whatever_has_happened_it_is_asked_for_anew() {
        moves();
        assertThat(get(PATH).http().body()).isNotEqualTo(first.http().body());
        assertThat(get(PATH, "If-None-Match", first.header("ETag")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Wait-For-Position, 0-0",
        "Authorization, Bearer nobodys",
        "Cookie, better-auth.session_token=nobodys",
        "Cookie, theme=dark",
        "Accept, application/problem+json"
    })
    void who_may_get_another_answer_is_not_answered_from_memory(String header, String value) {
        String body = first.http().body();
        assertThat(get(PATH, header, value).http().body()).isNotEqualTo(body);
        assertThat(get(PATH).http().body()).as("nor is what they got").isEqualTo(body);
    }

    @Test
    void another_query_is_another_question_and_a_refusal_is_not_kept() {
        assertThat(get(PATH + "?text=a").http().body())
                .isNotEqualTo(first.http().body());
        assertThat(get(PATH + "?other=a").status()).isEqualTo(400);
        for (int i = 0; i < 2; i++) {
            Answered refused = get("/api/v1/told/nobody");
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void what_may_be_old_is_a_second_old_at_most() {
        assertThat(PublicAnswers.isYoung(NOW, NOW)).isTrue();
        assertThat(PublicAnswers.isYoung(NOW, NOW.plusMillis(999))).isTrue();
        assertThat(PublicAnswers.isYoung(NOW, NOW.plusMillis(1000))).isFalse();
        assertThat(PublicAnswers.isYoung(NOW, NOW.minusMillis(1))).isFalse();
    }
}
