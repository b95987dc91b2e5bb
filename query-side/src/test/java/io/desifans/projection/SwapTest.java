package io.desifans.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.db.ReadModelSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SwapTest {

    private static final int SWAPS = 4;

    private final ReadModelDatabase database = new ReadModelDatabase();

    SwapTest() throws SQLException {}

    @BeforeEach
    void history() throws SQLException {
        new RandomHistory(11).writeTo(database.log, 400, 60);
        database.log
                .add("star", Rows.user("star").andThen(Rows.creator("star")))
                .add("post", Rows.post("post", "star"));
        database.process(500);
    }

    @Test
    void an_equal_copy_takes_the_place_of_the_live_tables_which_are_kept() throws SQLException {
        var before = database.hashes();
        String post = oid();
        List<String> voids = database.voids();
        List<String> parked = database.parked();
        assertThat(swap(Swap.IF_EQUAL).differences()).isZero();
        assertThat(oid()).isNotEqualTo(post);
        assertThat(database.query("select '\"read_model_before\".\"post\"'::regclass::oid"))
                .containsExactly(post);
        assertThat(database.query("select obj_description('read_model_before'::regnamespace)"))
                .containsExactly(database.log.last().toString());
        assertThat(database.hashes()).isEqualTo(before);
        assertThat(database.voids()).isEqualTo(voids).isNotEmpty();
        assertThat(database.parked()).isEqualTo(parked).isNotEmpty();
        ReadModelSchema.migrate(database.source, ReadModels.SCHEMA); // as the next start does
        database.log.add("post", Rows.priced("post", 7));
        database.process(500);
        assertThat(price()).isEqualTo("7");
        assertThat(swap(Swap.IF_EQUAL).differences()).isZero();
    }

    @Test
    void a_copy_that_differs_takes_their_place_only_if_that_is_wished() throws SQLException {
        database.execute("update post set price = 7 where id = '" + Rows.id("post") + "'; delete from"
                + " projection.parked_event");
        assertThat(swap(Swap.IF_EQUAL).differences()).isEqualTo(1);
        assertThat(price()).isEqualTo("7");
        assertThat(swap(Swap.ALWAYS).differences()).isEqualTo(1);
        assertThat(price()).isEqualTo("100");
        assertThat(database.parked()).isNotEmpty();
        assertThat(database.query("select price from read_model_before.post where id = '" + Rows.id("post") + "'"))
                .containsExactly("7");
    }

    @Test
    void reads_and_writes_go_on_without_one_failure_while_tables_are_swapped() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<Integer> read = threads.submit(() -> whileNot(ended, this::read));
            Future<Integer> written = threads.submit(() -> whileNot(ended, this::write));
            for (int i = 0; i < SWAPS; i++)
                assertThat(swap(Swap.IF_EQUAL).listed()).isEmpty();
            ended.set(true);
            assertThat(read.get()).isGreaterThan(100);
            assertThat(written.get()).isGreaterThan(10);
        }
        assertThat(database.replay().differences()).isZero();
    }

    private static int whileNot(AtomicBoolean ended, Callable<Void> work) throws Exception {
        int times = 0;
        for (; !ended.get(); times++) work.call();
        return times;
    }

    /** By one connection, so that it has a plan for the tables as they were, with the types of their columns. */
    private Void read() throws SQLException {
        List<String> types = new ArrayList<>();
        try (Connection connection = database.source.getConnection()) {
            for (int i = 0; i < 20; i++) {
                try (PreparedStatement select =
                                connection.prepareStatement("select \"postType\", caption from post where id = ?");
                        ResultSet row = executed(select)) {
                    while (row.next()) types.add(row.getString(1));
                }
            }
        }
        assertThat(types).hasSize(20).containsOnly("exclusive");
        return null;
    }

    private static ResultSet executed(PreparedStatement select) throws SQLException {
        select.setObject(1, Rows.id("post"));
        return select.executeQuery();
    }

    private Void write() throws SQLException {
        database.log.add("post", Rows.priced("post", 1 + database.log.events.size() % 100));
        database.process(500);
        return null;
    }

    private ReplayReport swap(Swap swap) throws SQLException {
        return new Replay(database.source, database.log, database.projection, 1000, Scripted.Erased.class)
                .run(new ReplayProgress(), swap, Pace.BESIDE_REQUESTS);
    }

    private String oid() throws SQLException {
        return database.query("select 'read_model.post'::regclass::oid").getFirst();
    }

    private String price() throws SQLException {
        return database.query("select price from post where id = '" + Rows.id("post") + "'")
                .getFirst();
    }
}
