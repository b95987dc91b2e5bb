package io.desifans.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.eventstore.LogPosition;
import io.desifans.web.ReadModelPosition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ReadModelsTest {

    private final ReadModelDatabase database = new ReadModelDatabase();

    ReadModelsTest() throws SQLException {}

    @Test
    void rows_and_position_are_committed_together_and_announced() throws SQLException {
        database.log.add("a", Rows.user("a")).add("b", Rows.user("b"));
        try (ReadModelPosition announced = new ReadModelPosition(database.source, () -> LogPosition.START)) {
            ReadModels readModels = new ReadModels(database.source, database.projection, announced, 10);
            assertThat(readModels.position()).isEqualTo(LogPosition.START);
            readModels.handle(database.log.after(LogPosition.START, 500));
            announced.await(database.log.last(), Duration.ZERO);
            assertThat(readModels.position()).isEqualTo(database.log.last());
        }
        assertThat(database.rows("user")).isEqualTo(2);
    }

    @Test
    void an_event_delivered_twice_is_applied_once() throws SQLException {
        database.log.add("a", Rows.user("a")).add("b", Rows.user("b"));
        try (ReadModelPosition announced = new ReadModelPosition(database.source, () -> LogPosition.START)) {
            ReadModels readModels = new ReadModels(database.source, database.projection, announced, 10);
            readModels.position();
            readModels.handle(database.log.after(LogPosition.START, 1));
            readModels.handle(database.log.after(LogPosition.START, 500));
            readModels.handle(database.log.after(LogPosition.START, 500));
        }
        assertThat(database.rows("user")).isEqualTo(2);
        assertThat(database.parked()).isEmpty();
    }

    @Test
    void processors_in_several_processes_apply_every_event_once() throws Exception {
        for (int i = 0; i < 400; i++) database.log.add("u" + i, Rows.user("u" + i));
        try (var threads = Executors.newFixedThreadPool(3)) {
            List<Callable<Void>> processors = new ArrayList<>();
            for (int batch : new int[] {3, 7, 11})
                processors.add(() -> {
                    database.process(batch);
                    return null;
                });
            for (Future<Void> done : threads.invokeAll(processors)) done.get();
        }
        assertThat(database.rows("user")).isEqualTo(400);
        assertThat(database.parked()).isEmpty();
        assertThat(database.voids()).isEmpty();
    }

    @Test
    void a_position_that_was_moved_back_is_not_written_over() throws SQLException {
        database.log.add("a", Rows.user("a")).add("b", Rows.user("b"));
        try (ReadModelPosition announced = new ReadModelPosition(database.source, () -> LogPosition.START)) {
            ReadModels readModels = new ReadModels(database.source, database.projection, announced, 10);
            readModels.position();
            readModels.handle(database.log.after(LogPosition.START, 1));
            database.execute("update event_store.token set seq = 0; delete from read_model.\"user\"");
            assertThatThrownBy(() -> readModels.handle(database.log.after(new LogPosition(0, 1), 1)))
                    .isInstanceOf(IllegalStateException.class);
            readModels.handle(database.log.after(readModels.position(), 500));
        }
        assertThat(database.rows("user")).isEqualTo(2);
    }

    @Test
    void a_passing_failure_parks_nothing() throws SQLException {
        database.log.add("a", Rows.user("a"));
        database.execute("""
                create function refuse() returns trigger language plpgsql as
                    $$ begin raise exception 'no' using errcode = '53100'; end $$;
                create trigger refuse before insert on read_model."user" execute function refuse()""");
        assertThatThrownBy(() -> database.process(500)).isInstanceOf(SQLException.class);
        assertThat(database.parked()).isEmpty();
        database.execute("drop trigger refuse on read_model.\"user\"");
        database.process(500);
        assertThat(database.rows("user")).isEqualTo(1);
    }
}
