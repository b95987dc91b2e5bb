package io.desifans.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.desifans.query.QuerySideTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Parked events and replays as administrators and auditors meet them. */
class ReadModelOverHttpTest extends QuerySideTest {

    private static final String LETTERS = "/api/v1/admin/dead-letters";
    private static final String REBUILDS = "/api/v1/audit/rebuilds";

    @Test
    void a_parked_event_is_listed_turns_health_red_and_is_retried_after_the_repair() {
        Person admin = user("Admin", "user,admin");
        Person creator = creator("Asha", unusedName());
        db.execute("create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$");
        db.execute("create trigger refuse before insert on post for each row execute function refuse()");
        UUID post = exclusivePost(creator, 100);
        like(post, creator);
        assertThat(get("/api/v1/posts/" + post, creator).status()).isEqualTo(404);
        assertThat(get("/actuator/health/readiness", ANONYMOUS).status()).isEqualTo(503);
        assertThat(get("/actuator/health/liveness", ANONYMOUS).status()).isEqualTo(200);

        Answer letters = get(LETTERS, admin);
        assertThat(letters.each("/event")).containsExactly("PostPublished", "PostLiked");
        assertThat(letters.each("/sqlState").getFirst()).isEqualTo("P0001");
        assertThat(letters.body()).doesNotContain("Caption");
        String root = letters.each("/id").getFirst();
        assertThat(letters.each("/root")).containsExactly(root, root);
        Answer newest = get(LETTERS + "?order=newest&limit=1", admin);
        assertThat(newest.each("/event")).containsExactly("PostLiked");
        assertThat(get(LETTERS + "?order=newest&limit=1&cursor=" + newest.nextCursor(), admin)
                        .each("/event"))
                .containsExactly("PostPublished");

        db.execute("drop function refuse cascade");
        Answer retried = post(LETTERS + "/" + root + "/retry", admin);
        assertThat(retried.status()).isEqualTo(200);
        assertThat(retried.json()
                        .get("applied")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList())
                .isEqualTo(letters.each("/id"));
        assertThat(retried.json().get("parkedInAll").asInt()).isZero();
        assertThat(get("/api/v1/posts/" + post, creator).status()).isEqualTo(200);
        assertThat(get("/actuator/health/readiness", ANONYMOUS).status()).isEqualTo(200);
        assertThat(post(LETTERS + "/" + root + "/retry", admin).status()).isEqualTo(404);
    }

    @Test
    void dead_letters_are_for_administrators_and_what_makes_no_sense_is_refused() {
        Person admin = user("Admin", "user,admin");
        String retry = LETTERS + "/" + UUID.randomUUID() + "/retry";
        assertThat(get(LETTERS, ANONYMOUS).status()).isEqualTo(401);
        assertThat(get(LETTERS, user("Fan")).status()).isEqualTo(403);
        assertThat(post(retry, user("Auditor", "user,auditor")).status()).isEqualTo(403);
        assertThat(post(retry, admin).status()).isEqualTo(404);
        assertThat(post(LETTERS + "/x/retry", admin).field()).isEqualTo("id");
        assertThat(get(LETTERS + "?order=best", admin).field()).isEqualTo("order");
        assertThat(get(LETTERS + "?cursor=x", admin).field()).isEqualTo("cursor");
    }

    @Test
    void an_auditor_replays_everything_and_reads_what_differs() {
        Person auditor = user("Auditor", "user,auditor");
        creator("Asha", unusedName());
        String id = post(REBUILDS, auditor).json().get("id").asString();
        JsonNode ended = ended(id, auditor);
        assertThat(ended.get("state").asString()).as(ended.toString()).isEqualTo("SUCCEEDED");
        assertThat(ended.at("/report/differences").asInt()).isZero();
        assertThat(ended.at("/report/tables").size()).isEqualTo(TableShape.ALL.size());
        assertThat(ended.at("/progress/done").asLong())
                .isEqualTo(ended.at("/report/events").asLong());

        db.execute("update \"user\" set role = 'admin' where id = ?", auditor.id());
        ended = ended(post(REBUILDS, auditor).json().get("id").asString(), auditor);
        assertThat(ended.at("/report/listed")
                        .valueStream()
                        .map(difference -> difference.get("column").asString())
                        .toList())
                .isEqualTo(List.of("role"));
        db.execute("update \"user\" set role = 'user,auditor' where id = ?", auditor.id());
    }

    @Test
    void an_admin_and_nobody_else_has_the_live_tables_replaced() {
        Person admin = user("Admin", "user,admin");
        UUID post = exclusivePost(creator("Asha", unusedName()), 100);
        assertThat(get("/api/v1/posts/" + post, admin).status()).isEqualTo(200);
        assertThat(post(REBUILDS + "?swap=equal", user("Auditor", "user,auditor"))
                        .status())
                .isEqualTo(403);
        assertThat(post(REBUILDS + "?swap=now", admin).field()).isEqualTo("swap");
        db.execute("update post set price = 7 where id = ?", post);
        for (String swap : List.of("equal", "always")) {
            String id = post(REBUILDS + "?swap=" + swap, admin).json().get("id").asString();
            assertThat(ended(id, admin).at("/report/differences").asInt()).isEqualTo(1);
            assertThat(db.fetchValue("select price from post where id = ?", post))
                    .isEqualTo(swap.equals("always") ? 100 : 7);
        }
    }

    @Test
    void replays_are_for_auditors() {
        assertThat(post(REBUILDS, ANONYMOUS).status()).isEqualTo(401);
        assertThat(post(REBUILDS, user("Fan")).status()).isEqualTo(403);
        assertThat(get(REBUILDS + "/" + UUID.randomUUID(), user("Auditor", "user,auditor"))
                        .status())
                .isEqualTo(404);
    }

    private JsonNode ended(String id, Person auditor) {
        return await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> get(REBUILDS + "/" + id, auditor).json(),
                        rebuild -> !rebuild.get("state").asString().equals("RUNNING"));
    }
}
