package io.desifans.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayCopyTest {

    private final ReadModelDatabase database = new ReadModelDatabase();

    ReplayCopyTest() throws SQLException {}

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 7", "3, 100", "4, 20000"})
    void r5_tables_filled_many_events_at_a_time_equal_those_filled_one_by_one(long seed, int run) throws SQLException {
        new RandomHistory(seed).writeTo(database.log, 1200);
        database.process(500);
        assertThat(database.voids()).isNotEmpty();
        assertFilledAlike(run);
    }

    @ParameterizedTest
    @CsvSource({"5, 7", "6, 20000"})
    void r5_what_a_projector_or_a_table_refuses_is_parked_with_all_that_waits_behind_it(long seed, int run)
            throws SQLException {
        RandomHistory history = new RandomHistory(seed);
        history.writeTo(database.log, 400, 60);
        for (int user = 0; user < 30; user++) database.log.add("again" + user, Rows.user("user" + user));
        history.writeTo(database.log, 400, 60);
        database.process(500);
        assertThat(database.parked())
                .anyMatch(parked -> parked.endsWith("23505"))
                .hasSizeGreaterThan(50);
        assertFilledAlike(run);
    }

    @ParameterizedTest
    @CsvSource({"7, 1", "8, 30", "9, 20000"})
    void what_payouts_lose_by_the_erasure_of_fans_is_the_same(long seed, int run) throws SQLException {
        new PaidHistory(seed).writeTo(database.log, 800);
        database.process(500);
        assertThat(database.query("select 1 from payout where metadata ? 'erasedItemAmount'"))
                .isNotEmpty();
        assertFilledAlike(run);
    }

    @Test
    void r5_a_key_that_is_inserted_twice_is_parked_as_in_the_live_tables() throws SQLException {
        database.log.add("a", Rows.user("a")).add("b", Rows.user("b"));
        database.log.add("a", Rows.user("a", "other@example.org")).add("a", Rows.renamed("a", "A"));
        database.log.add("b", Rows.renamed("b", "B"));
        database.process(500);
        assertThat(database.parked()).containsExactly("3 behind 3 23505", "4 behind 3 -");
        assertFilledAlike(20_000);
    }

    @Test
    void a_key_that_an_orphan_still_has_is_free() throws SQLException {
        database.log.add("star", Rows.user("star").andThen(Rows.creator("star")));
        database.log.add("post", Rows.post("post", "star")).add("like", Rows.liked("post", "star"));
        database.log.add("star", Rows.userGone("star"));
        database.log.add("again", Rows.user("star").andThen(Rows.creator("star")));
        database.log.add("again", Rows.post("post", "star")).add("like", Rows.liked("post", "star"));
        database.process(500);
        for (int run : new int[] {1, 2, 20_000}) assertFilledAlike(run);
    }

    /** Sabotage: without the removal of orphans there would be rows below nothing. */
    @Test
    void a_cascade_that_was_left_out_is_found_before_the_tables_are_used() throws SQLException {
        try (ReplaySchema schema = database.copy()) {
            BareTables tables = BareTables.strip(database.source, schema.name(), null);
            database.execute("insert into " + schema.name() + ".\"follower\" (\"followerId\", \"creatorId\")"
                    + " values ('nobody', 'nobody')");
            assertThatThrownBy(() -> tables.restore(1))
                    .isInstanceOf(Undecided.class)
                    .hasMessageContaining("table follower, constraint follower_");
            schema.drop();
        }
    }

    /** Sabotage: whoever takes two pages in the wrong order makes other tables. */
    @Test
    void pages_in_another_order_make_a_difference() throws SQLException {
        new RandomHistory(10).writeTo(database.log, 1200);
        database.process(500);
        ScriptedLog swapped = new ScriptedLog();
        List<org.axonframework.eventhandling.TrackedEventMessage<?>> events = database.log.events;
        for (int i = 0; i < 1200; i++)
            swapped.add((Scripted) events.get(i < 1000 ? (i + 500) % 1000 : i).getPayload());
        try (ReplaySchema schema = database.copy()) {
            copyOf(swapped, schema).fill(swapped.last(), Copies.writing(100));
            assertThat(Copies.hashes(database, schema.name())).isNotEqualTo(Copies.hashes(database, ReadModels.SCHEMA));
            schema.drop();
        }
    }

    private void assertFilledAlike(int run) throws SQLException {
        try (ReplaySchema schema = database.copy()) {
            List<String> made = Copies.made(database, schema.name());
            ReplayCopy copy = copyOf(database.log, schema);
            copy.fill(database.log.last(), Copies.writing(run));
            Copies.assertLikeLive(database, copy);
            assertThat(Copies.made(database, schema.name())).isEqualTo(made);
            schema.drop();
        }
    }

    private ReplayCopy copyOf(ScriptedLog log, ReplaySchema schema) {
        return Copies.of(database.source, schema, log, database.projection, new ReplayProgress());
    }
}
