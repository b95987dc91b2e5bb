package io.desifans.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.db.ReadModelSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        try (ReplaySchema schema = ReplaySchema.create(database.source)) {
            BareTables tables = BareTables.strip(database.source, schema.name());
            database.execute("insert into " + schema.name() + ".\"follower\" (\"followerId\", \"creatorId\")"
                    + " values ('nobody', 'nobody')");
            assertThatThrownBy(tables::restore)
                    .isInstanceOf(Undecided.class)
                    .hasMessageContaining("table follower, constraint follower_");
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
        try (ReplaySchema schema = ReplaySchema.create(database.source)) {
            copyOf(swapped, schema).fill(swapped.last(), 100);
            assertThat(hashes(schema.name())).isNotEqualTo(hashes(ReadModels.SCHEMA));
        }
    }

    private void assertFilledAlike(int run) throws SQLException {
        try (ReplaySchema schema = ReplaySchema.create(database.source)) {
            List<String> made = made(schema);
            List<String> voids = database.voids();
            ReplayCopy copy = copyOf(database.log, schema);
            copy.fill(database.log.last(), run);
            assertThat(hashes(schema.name())).isEqualTo(hashes(ReadModels.SCHEMA));
            assertThat(voids(copy)).isEqualTo(voids);
            assertThat(copy.parked().stream()
                            .map(event -> event.position().seq() + " behind "
                                    + event.root().seq() + " "
                                    + (event.failure() == null
                                                    || event.failure().sqlState() == null
                                            ? "-"
                                            : event.failure().sqlState())))
                    .containsExactlyElementsOf(database.parked());
            assertThat(made(schema)).isEqualTo(made);
        }
    }

    private ReplayCopy copyOf(ScriptedLog log, ReplaySchema schema) {
        return new ReplayCopy(
                database.source,
                schema.name(),
                log,
                database.projection,
                1000,
                Scripted.Erased.class,
                new ReplayProgress());
    }

    /** All indexes and constraints. */
    private List<String> made(ReplaySchema schema) throws SQLException {
        return database.query("""
                select pg_get_indexdef(x.oid) || i.indisvalid from pg_class x join pg_index i on i.indexrelid = x.oid
                 where x.relnamespace = '%1$s'::regnamespace
                union all
                select conrelid::regclass || conname || pg_get_constraintdef(oid) || convalidated from pg_constraint
                 where connamespace = '%1$s'::regnamespace order by 1""".formatted(schema.name()));
    }

    private List<String> voids(ReplayCopy copy) throws SQLException {
        database.execute("truncate projection.void_change");
        try (Connection connection = database.source.getConnection()) {
            copy.voids().store(connection);
        }
        return database.voids();
    }

    private Map<String, String> hashes(String schema) throws SQLException {
        Map<String, String> hashes = new TreeMap<>();
        try (Connection connection = database.source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local search_path to " + ReadModelSchema.searchPath(schema));
            for (TableShape table : TableShape.ALL) {
                try (TableRows rows = new TableRows(connection, table)) {
                    while (rows.next() != null) {}
                    hashes.put(table.name, rows.count() + " " + rows.hash());
                }
            }
        }
        return hashes;
    }
}
