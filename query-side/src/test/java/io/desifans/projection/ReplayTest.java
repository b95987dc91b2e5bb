package io.desifans.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.projection.ReplayReport.Difference;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private final ReadModelDatabase database = new ReadModelDatabase();

    ReplayTest() throws SQLException {}

    @BeforeEach
    void history() throws SQLException {
        new RandomHistory(4).writeTo(database.log, 400);
        database.log
                .add("star", Rows.user("star").andThen(Rows.creator("star")))
                .add("post", Rows.post("post", "star"))
                .add("like", Rows.liked("post", "star"));
        database.process(500);
    }

    @Test
    void m14_an_untouched_read_model_equals_its_replay_and_nothing_is_left_behind() throws SQLException {
        database.execute("create schema replay_0123456789abcdef0123456789abcdef");
        ReplayReport report = database.replay();
        assertThat(report.differences()).isZero();
        assertThat(report.tables()).hasSize(TableShape.ALL.size());
        assertThat(report.events()).isEqualTo(403);
        assertThat(report.position()).isEqualTo(database.log.last().toString());
        assertThat(report.voidChanges()).isPositive();
        assertThat(database.query("select nspname from pg_namespace where nspname like 'replay%'"))
                .isEmpty();
    }

    @Test
    void m14_an_edited_value_is_reported_as_exactly_that() throws SQLException {
        database.execute("update read_model.post set price = 7 where id = '" + Rows.id("post") + "'");
        assertThat(database.replay().listed())
                .containsExactly(new Difference("post", Rows.id("post").toString(), "price", "7", "100"));
    }

    @Test
    void a_deleted_row_is_reported_with_every_row_that_went_with_it() throws SQLException {
        database.execute("delete from read_model.post where id = '" + Rows.id("post") + "'");
        assertThat(database.replay().listed())
                .containsExactlyInAnyOrder(
                        new Difference("post", Rows.id("post").toString(), null, "no row", "row"),
                        new Difference("postLike", Rows.id("poststar").toString(), null, "no row", "row"));
    }

    @Test
    void an_inserted_row_is_reported() throws SQLException {
        database.execute("insert into read_model.verification (id, identifier, value, \"expiresAt\")"
                + " values ('x', 'y', 'z', '2026-01-01')");
        assertThat(database.replay().listed())
                .containsExactly(new Difference("verification", "x", null, "row", "no row"));
    }

    @Test
    void a_null_is_told_from_a_text_and_a_value_that_may_be_personal_is_not_printed() throws SQLException {
        database.execute("update read_model.\"user\" set name = '\\N', image = 'personal' where id = 'star'");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int code = command().print(new PrintStream(printed, true, StandardCharsets.UTF_8), Swap.NEVER);
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(code).isEqualTo(1);
        assertThat(text)
                .containsPattern("user star name: live #[0-9a-f]{8}, replayed #[0-9a-f]{8}\n")
                .containsPattern("user star image: live #[0-9a-f]{8}, replayed null\n")
                .contains("2 differences in " + TableShape.ALL.size() + " tables.")
                .contains("Replayed 403 events")
                .doesNotContain("personal")
                .doesNotContain("Name of");
    }

    @Test
    void the_hash_of_a_table_is_that_of_its_rows_as_psql_prints_them() throws SQLException {
        String expected = database.query("""
                select encode(sha256(convert_to(string_agg(concat_ws(E'\\t', id, "postId", "userId", "createdAt") || E'\\n',
                    '' order by id), 'UTF8')), 'hex') from read_model."postLike" """).getFirst();
        assertThat(database.replay().tables())
                .filteredOn(table -> table.table().equals("postLike"))
                .singleElement()
                .satisfies(table -> assertThat(table.hash()).isEqualTo(expected));
    }

    @Test
    void a_replay_compares_at_one_position_while_writes_go_on() throws Exception {
        try (var writer = Executors.newSingleThreadExecutor()) {
            var written = writer.submit(() -> {
                for (int i = 0; i < 300; i++) {
                    database.log.add("new" + i, Rows.user("new" + i)).add("new" + i, Rows.renamed("new" + i, "n"));
                    database.process(500);
                }
                return null;
            });
            long last = 0;
            while (!written.isDone()) {
                ReplayReport report = database.replay();
                assertThat(report.listed()).isEmpty();
                assertThat(report.events()).isGreaterThanOrEqualTo(last);
                last = report.events();
            }
            written.get();
        }
        assertThat(command().print(new PrintStream(new ByteArrayOutputStream()), Swap.NEVER))
                .isZero();
    }

    @Test
    void an_event_that_fails_is_parked_in_the_replay_too_and_differs_in_nothing() throws SQLException {
        database.log.add("a", Rows.user("a")).add("a", Rows.user("a")).add("a", Rows.renamed("a", "b"));
        database.process(500);
        assertThat(database.parked()).hasSize(2);
        ReplayReport report = database.replay();
        assertThat(report.differences()).isZero();
        assertThat(report.parkedInReplay()).isEqualTo(2);
        assertThat(report.parkedLive()).isEqualTo(2);
    }

    /** The fast way has no unique constraints until the tables are filled. */
    @Test
    void a_unique_value_that_two_rows_claim_is_replayed_one_event_after_the_other() throws SQLException {
        database.log.add("a", Rows.user("a", "one@example.org")).add("b", Rows.user("b", "one@example.org"));
        database.log.add("b", Rows.renamed("b", "B"));
        database.process(500);
        assertThat(database.parked()).hasSize(2);
        ReplayReport report = database.replay();
        assertThat(report.differences()).isZero();
        assertThat(report.events()).isEqualTo(406);
        assertThat(report.parkedInReplay()).isEqualTo(2);
    }

    /** The replay already reads them as erased while the live rows wait for the event that deletes them. */
    @Test
    void a_person_erased_behind_the_position_is_no_difference() throws SQLException {
        boolean[] erased = {false};
        database.log.add(
                "gone",
                rows -> Rows.user("gone", erased[0] ? "gone@erased.invalid" : "gone@example.org")
                        .accept(rows));
        database.process(500);
        erased[0] = true;
        database.log.add("gone", Rows.userGone("gone")).add(new Scripted.Erased("gone"));
        assertThat(database.rows("user")).isPositive();
        database.log.whenHeadIsAsked = () -> {
            database.process(500);
            return null;
        };
        ReplayReport report = database.replay();
        assertThat(report.differences()).isZero();
        assertThat(report.lastErasure()).isEqualTo(report.position());
    }

    private PrintedReplay command() {
        return new PrintedReplay(
                new Replay(database.source, database.log, database.projection, 1000, Scripted.Erased.class));
    }
}
