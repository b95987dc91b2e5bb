package io.desifans.web;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.eventstore.PersonKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotentWritesTest extends WebTest {

    private String token;

    @BeforeEach
    void signIn() {
        token = signedIn("user");
    }

    @Test
    void a_repeated_write_is_answered_as_the_first_one_was_and_not_done_again() {
        Answered first = make("key", "{}");
        int calls = Probes.CALLS.get();
        Answered second = make("key", "{}");
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.http().body()).isEqualTo(first.http().body());
        assertThat(second.header("Location"))
                .isEqualTo(first.header("Location"))
                .isNotEmpty();
        assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(Probes.CALLS).hasValue(calls);
    }

    @Test
    void a_key_with_another_body_or_query_is_refused() {
        make("key", "{}");
        Answered otherBody = make("key", "{\"a\":\"b\"}");
        Answered otherQuery = send("POST", "/api/v1/made?x=1", "{}", headers("key"));
        assertThat(List.of(otherBody, otherQuery)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
            assertThat(answer.field()).isEqualTo("Idempotency-Key");
        });
    }

    @Test
    void a_key_belongs_to_its_caller_method_and_path() {
        String mine = make("key", "{}").http().body();
        token = signedIn("user");
        assertThat(make("key", "{}").http().body()).isNotEqualTo(mine);
        assertThat(send("POST", "/api/v1/probes", "{}", headers("key")).status())
                .isEqualTo(400);
    }

    @Test
    void a_refusal_is_repeated_too() {
        Answered first = make("key", "{\"fail\":\"refused\"}");
        int calls = Probes.CALLS.get();
        Answered second = make("key", "{\"fail\":\"refused\"}");
        assertThat(first.status()).isEqualTo(409);
        assertThat(second.http().body()).isEqualTo(first.http().body());
        assertThat(second.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(Probes.CALLS).hasValue(calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"busy", "ours"})
    void what_was_no_answer_is_tried_again(String failure) {
        String body = "{\"fail\":\"" + failure + "\"}";
        make("key", body);
        int calls = Probes.CALLS.get();
        make("key", body);
        assertThat(Probes.CALLS).hasValue(calls + 1);
    }

    @Test
    void a_try_that_was_cut_off_is_done_again_with_the_same_ids() {
        Answered first = make("key", "{}");
        database.execute("update event_store.kept_answer set answer = null, leased_until = ?::timestamptz", NOW);
        assertThat(make("key", "{}").code()).isEqualTo("IDEMPOTENCY_KEY_IN_USE");
        database.execute("update event_store.kept_answer set leased_until = ?::timestamptz", NOW.minusMillis(1));
        Answered again = make("key", "{}");
        assertThat(again.http().body()).isEqualTo(first.http().body());
        assertThat(again.header("Idempotency-Replayed")).isEmpty();
        assertThat(first.json().get(0)).isNotEqualTo(first.json().get(1));
    }

    @Test
    void of_a_hundred_at_once_one_is_done_and_the_others_are_told_to_wait_or_get_its_answer() throws Exception {
        int calls = Probes.CALLS.get();
        List<Future<Answered>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) answers.add(threads.submit(() -> make("key", "{\"fail\":\"slow\"}")));
            while (answers.stream().filter(Future::isDone).count() < 99) Thread.onSpinWait();
            Probes.SLOW.countDown();
        }
        Map<Integer, List<Answered>> byStatus =
                answers.stream().map(Future::resultNow).collect(groupingBy(Answered::status));
        assertThat(byStatus).containsOnlyKeys(201, 409);
        assertThat(byStatus.get(201)).hasSize(1);
        assertThat(byStatus.get(409)).allSatisfy(answer -> {
            assertThat(answer.code()).isEqualTo("IDEMPOTENCY_KEY_IN_USE");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        });
        assertThat(Probes.CALLS).hasValue(calls + 1);
        assertThat(make("key", "{\"fail\":\"slow\"}").http().body())
                .isEqualTo(byStatus.get(201).getFirst().http().body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "\t"})
    void a_key_that_is_none_is_refused(String key) {
        Answered answer = make(key, "{}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo("Idempotency-Key");
        assertThat(make("k".repeat(256), "{}").status()).isEqualTo(400);
        assertThat(make("k".repeat(255), "{}").status()).isEqualTo(201);
    }

    @Test
    void the_kept_answer_is_sealed_under_its_readers_key() {
        Answered answer = make("key", "{}");
        String userId = get("/api/v1/mine", bearer(token)).json().path("userId").asString();
        assertThat(database.fetch("select answer::text from event_store.kept_answer where answer is not null")
                        .getValues(0, String.class))
                .noneMatch(kept -> kept.contains(answer.json().get(0).asString()))
                .anyMatch(kept -> kept.contains(PersonKeys.keyId(userId).toString()));
    }

    @Test
    void after_thirty_days_a_key_may_be_used_for_something_new() {
        make("old", "{}");
        database.execute("delete from event_store.kept_answer where answer is null");
        database.execute(
                "update event_store.kept_answer set taken_at = ?::timestamptz", NOW.minus(Duration.ofDays(31)));
        int kept = count();
        for (int i = 0; i < kept; i++) make("new-" + i, "{}");
        assertThat(count()).isEqualTo(kept);
        assertThat(make("old", "{\"a\":\"b\"}").status()).isEqualTo(201);
    }

    private int count() {
        return database.fetchCount(DSL.table("event_store.kept_answer"));
    }

    private Answered make(String key, String body) {
        return send("POST", "/api/v1/made", body, headers(key));
    }

    private String[] headers(String key) {
        return new String[] {"Authorization", "Bearer " + token, "Idempotency-Key", key};
    }
}
