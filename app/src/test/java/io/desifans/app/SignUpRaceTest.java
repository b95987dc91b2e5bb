package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many at once: one wins, the others are told so, and what was written is read. */
class SignUpRaceTest extends EndToEndTest {

    @Test
    void I3_of_a_hundred_sign_ups_with_one_address_one_wins_and_the_others_are_told_so() throws Exception {
        String local = "race" + UUID.randomUUID();
        CyclicBarrier start = new CyclicBarrier(100);
        List<Api.Answer> answers = atOnce(100, i -> () -> {
            String email = (i % 2 == 0 ? local.toUpperCase(java.util.Locale.ROOT) : local) + "@example.test";
            start.await();
            return anonymous()
                    .post("/api/auth/sign-up/email", Map.of("name", "R", "email", email, "password", "correct horse"));
        });
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 422))
                .hasSize(99)
                .allSatisfy(answer -> assertThat(answer.json().get("code").asString())
                        .isEqualTo("USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL"));
    }

    @Test
    void a_read_that_waits_for_its_write_never_stalls_and_never_lies() throws Exception {
        Api creator = anonymous()
                .signUp("Waiter")
                .onboarded("waiter" + UUID.randomUUID().toString().substring(0, 8));
        List<Boolean> seen = atOnce(200, i -> () -> {
            UUID id = UUID.randomUUID();
            Api writer = new Api("http://localhost:" + port).bearer(creator.token());
            writer.post(
                            "/api/v1/memberships",
                            Map.of("membershipId", id, "title", "T", "description", "d", "monthlyRecurringFee", i))
                    .expect(201);
            return writer.get("/api/v1/memberships/" + id)
                            .expect(200)
                            .json()
                            .get("monthlyRecurringFee")
                            .asInt()
                    == i;
        });
        assertThat(seen).hasSize(200).containsOnly(true);
    }

    private static <T> List<T> atOnce(int times, java.util.function.IntFunction<Callable<T>> task) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(100)) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < times; i++) futures.add(threads.submit(task.apply(i)));
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) results.add(future.get());
            return results;
        }
    }
}
