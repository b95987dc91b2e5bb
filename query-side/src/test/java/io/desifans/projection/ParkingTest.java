package io.desifans.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.projection.ParkedRetry.Outcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParkingTest {

    private final ReadModelDatabase database = new ReadModelDatabase();

    ParkingTest() throws SQLException {}

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 500})
    void what_waits_for_a_parked_event_is_parked_behind_it_and_all_others_go_on(int batch) throws SQLException {
        refuse("post", "new.caption = 'Caption of bad'");
        database.log
                .add("fan", Rows.user("fan"))
                .add("star", Rows.user("star").andThen(Rows.creator("star")))
                .add("bad", Rows.post("bad", "star"))
                .add("good", Rows.post("good", "star"))
                .add("bad", Rows.priced("bad", 200))
                .add("like", Rows.liked("bad", "fan"))
                .add("like", Rows.liked("good", "fan"))
                .add("like", Rows.unliked("bad", "fan"))
                .add("fan", Rows.renamed("fan", "New name"));
        database.process(batch);
        assertThat(database.parked())
                .containsExactly("3 behind 3 P0001", "5 behind 3 -", "8 behind 3 -", "10 behind 3 -");
        assertThat(database.rows("post")).isEqualTo(1);
        assertThat(database.rows("postLike")).isEqualTo(1);
        assertThat(database.query("select name from read_model.\"user\" where id = 'fan'"))
                .containsExactly("New name");
    }

    @Test
    void what_is_parked_does_not_depend_on_the_size_of_batches() throws SQLException {
        List<String> expected = new ArrayList<>();
        for (int batch : new int[] {1, 7, 500}) {
            ReadModelDatabase database = new ReadModelDatabase();
            refuse(database, "postComment", "new.id::text like '%7'");
            refuse(database, "post", "new.caption like '%3'");
            new RandomHistory(9).writeTo(database.log, 700, 100);
            database.process(batch);
            List<String> outcome = new ArrayList<>(database.parked());
            outcome.addAll(database.voids());
            outcome.add(database.hashes().toString());
            assertThat(database.parked()).hasSizeGreaterThan(30);
            if (expected.isEmpty()) expected.addAll(outcome);
            assertThat(outcome).isEqualTo(expected);
        }
    }

    @Test
    void once_repaired_a_retry_gives_what_a_fresh_replay_gives() throws SQLException {
        refuse("post", "new.caption like '%7'");
        writeManyPosts(2000);
        database.process(500);
        assertThat(database.rows("post")).isGreaterThan(1400);
        assertThat(database.parked()).hasSizeGreaterThan(250);
        assertThat(database.replay().differences()).isPositive();
        database.execute("drop trigger refuse on read_model.\"post\"");
        while (!database.parked().isEmpty()) {
            Outcome outcome = database.retry.retry(oldestParked()).orElseThrow();
            assertThat(outcome.applied()).isNotEmpty();
            assertThat(outcome.parked()).isEmpty();
        }
        ReplayReport report = database.replay();
        assertThat(report.listed()).isEmpty();
        assertThat(report.differences()).isZero();
        assertThat(report.parkedInReplay()).isZero();
    }

    @Test
    void a_retry_in_vain_leaves_everything_as_it_is() throws SQLException {
        refuse("post", "new.caption = 'Caption of bad'");
        database.log
                .add("star", Rows.user("star").andThen(Rows.creator("star")))
                .add("bad", Rows.post("bad", "star"))
                .add("bad", Rows.priced("bad", 200));
        database.process(500);
        Outcome outcome = database.retry.retry(oldestParked()).orElseThrow();
        assertThat(outcome.applied()).isEmpty();
        assertThat(outcome.parked()).hasSize(2);
        assertThat(outcome.parkedInAll()).isEqualTo(2);
        assertThat(database.query("select attempts::text from projection.parked_event"))
                .containsExactly("2", "2");
        assertThat(database.rows("post")).isZero();
    }

    @Test
    void a_retry_leaves_what_waits_behind_another_parked_event() throws SQLException {
        refuse("post", "new.caption = 'Caption of bad'");
        database.log
                .add("star", Rows.user("star").andThen(Rows.creator("star")))
                .add("bad", Rows.post("bad", "star"))
                .add("other", Rows.post("other", "star").andThen(Rows.broken()))
                .add("both", Rows.priced("bad", 1).andThen(Rows.priced("other", 1)))
                .add("bad", Rows.priced("bad", 2));
        database.process(500);
        assertThat(database.parked())
                .containsExactly("2 behind 2 P0001", "3 behind 3 -", "4 behind 2 -", "5 behind 2 -");
        assertThat(database.query("select touched_rows::text from projection.parked_event where seq = 3")
                        .getFirst())
                .contains("*:");
    }

    @Test
    void where_a_projector_throws_its_aggregate_waits() throws SQLException {
        String id = Rows.id("bad").toString();
        database.log
                .add("star", Rows.user("star").andThen(Rows.creator("star")))
                .add(id, Rows.broken())
                .add("later", Rows.post("bad", "star"))
                .add("other", Rows.post("other", "star"));
        database.process(500);
        assertThat(database.parked()).containsExactly("2 behind 2 -", "3 behind 2 -");
        assertThat(database.rows("post")).isEqualTo(1);
    }

    @Test
    void a_unique_value_taken_twice_parks_the_second_who_takes_it() throws SQLException {
        database.log
                .add("a", Rows.user("a", "one@example.org"))
                .add("b", Rows.user("b", "one@example.org"))
                .add("c", Rows.user("c"));
        database.process(500);
        assertThat(database.parked()).containsExactly("2 behind 2 23505");
        assertThat(database.rows("user")).isEqualTo(2);
    }

    @Test
    void a_row_inserted_while_it_is_there_is_parked() throws SQLException {
        database.log.add("a", Rows.user("a")).add("a", Rows.user("a")).add("b", Rows.user("b"));
        database.process(500);
        assertThat(database.parked()).containsExactly("2 behind 2 23505");
    }

    @Test
    void no_value_gets_into_the_queue() throws SQLException {
        refuse("user", "new.name = 'Name of secret'");
        database.log
                .add("secret", Rows.user("secret"))
                .add("a", Rows.user("a", "personal@datum.org"))
                .add("b", Rows.user("b", "personal@datum.org"))
                .add("c", Rows.broken());
        database.process(500);
        assertThat(database.parked()).hasSize(3);
        assertThat(database.query("select to_jsonb(p)::text from projection.parked_event p"))
                .noneMatch(row -> row.contains("datum") || row.contains("Name of") || row.contains("refused by test"));
        assertThat(database.query("select message from projection.parked_event order by seq"))
                .element(1)
                .isEqualTo("table user, constraint user_email_key");
    }

    @Test
    void at_the_limit_nothing_goes_on_until_the_cause_is_repaired() throws SQLException {
        refuse("user", "new.name like '%bad%'");
        for (int i = 0; i < 10; i++)
            database.log.add("bad" + i, Rows.user("bad" + i)).add("u" + i, Rows.user("u" + i));
        assertThatThrownBy(() -> database.process(4, 5)).isInstanceOf(ParkingFull.class);
        assertThat(database.parked()).hasSize(4);
        database.execute("drop trigger refuse on read_model.\"user\"");
        for (List<String> ids = parkedIds(); !ids.isEmpty(); ids = parkedIds()) database.retry.retry(ids.getFirst());
        database.process(4, 5);
        assertThat(database.rows("user")).isEqualTo(20);
        assertThat(database.replay().differences()).isZero();
    }

    private void writeManyPosts(int posts) {
        for (int i = 0; i < 20; i++)
            database.log.add("star" + i, Rows.user("star" + i).andThen(Rows.creator("star" + i)));
        for (int i = 0; i < posts; i++) {
            String post = "post" + i;
            database.log.add(post, Rows.post(post, "star" + i % 20));
            if (i % 3 == 0) database.log.add(post, Rows.liked(post, "star" + i % 7));
            if (i > 50 && i % 5 == 0) database.log.add(post, Rows.priced("post" + (i - 50), i));
            if (i > 90 && i % 11 == 0) database.log.add(post, Rows.postGone("post" + (i - 90)));
            if (i == posts / 2) database.log.add("star3", Rows.userGone("star3"));
        }
    }

    private void refuse(String table, String when) throws SQLException {
        refuse(database, table, when);
    }

    private static void refuse(ReadModelDatabase database, String table, String when) throws SQLException {
        database.execute("""
                create or replace function refuse() returns trigger language plpgsql as
                    $$ begin raise exception 'refused by test: %%', new; end $$;
                create trigger refuse before insert or update on read_model."%s" for each row when (%s)
                    execute function refuse()""".formatted(table, when));
    }

    private String oldestParked() throws SQLException {
        return parkedIds().getFirst();
    }

    private List<String> parkedIds() throws SQLException {
        return database.query("select event_id from projection.parked_event order by epoch, seq");
    }
}
