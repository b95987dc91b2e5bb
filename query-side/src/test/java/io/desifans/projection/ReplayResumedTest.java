package io.desifans.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.db.ReadModelSchema;
import io.desifans.eventstore.LogPosition;
import io.desifans.projection.Mortal.Killed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replays that are killed, and what the next ones make of that. */
class ReplayResumedTest {

    private static final int EVENTS = 1200;

    private final ReadModelDatabase database = new ReadModelDatabase();

    ReplayResumedTest() throws SQLException {}

    @AfterEach
    void nothingIsLeftBehind() throws SQLException {
        database.log.add("last", Rows.user("last"));
        database.process(500);
        assertThat(replay().run(new ReplayProgress()).differences()).isZero();
        assertThat(left()).isEmpty();
    }

    /** Each life dies between the writing of its last run, or of an index, and the commit of it. */
    @ParameterizedTest
    @CsvSource({"21, 7, 2147483647", "22, 40, 60", "23, 100, 60"})
    void r5_a_replay_killed_again_and_again_fills_the_tables_as_if_it_had_never_been(long seed, int run, int broken)
            throws SQLException {
        new RandomHistory(seed).writeTo(database.log, EVENTS, broken);
        database.process(500);
        List<String> made = List.of();
        LogPosition before = LogPosition.START;
        for (int commits : new int[] {0, 3, 6, 2, 8, 60}) {
            LogPosition reached;
            try (ReplaySchema schema = database.copy()) {
                if (commits == 0) made = Copies.made(database, schema.name());
                ReplayCopy copy = copy(Mortal.after(commits, database.source), schema, new ReplayProgress());
                assertThatThrownBy(() -> copy.fill(database.log.last(), Copies.writing(run)))
                        .isInstanceOf(Killed.class);
                reached = Objects.requireNonNull(bookmark(schema.name())).position();
            }
            assertThat(reached.compareTo(before)).as("%d commits", commits).isEqualTo(commits > 2 ? 1 : 0);
            before = reached;
        }
        ReplayProgress progress = new ReplayProgress();
        try (ReplaySchema schema = database.copy()) {
            assertThat(schema.bookmark().position()).isEqualTo(before);
            ReplayCopy copy = copy(database.source, schema, progress);
            copy.fill(database.log.last(), Copies.writing(run));
            Copies.assertLikeLive(database, copy);
            assertThat(Copies.made(database, schema.name())).isEqualTo(made);
            schema.drop();
        }
        assertThat(progress.events()).isEqualTo(EVENTS);
        assertThat(progress.ownEvents()).isLessThan(EVENTS - 3L * run / 4);
    }

    /** Sabotage: whoever forgets the dead leaves rows below nothing, or finds their keys taken. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rows_below_one_that_was_deleted_before_the_kill_are_dead_after_it(boolean again) throws SQLException {
        database.log.add("star", Rows.user("star").andThen(Rows.creator("star")));
        database.log.add("post", Rows.post("post", "star")).add("like", Rows.liked("post", "star"));
        database.log.add("star", Rows.userGone("star"));
        LogPosition gone = database.log.last();
        database.log.add("other", Rows.user("other"));
        if (again) database.log.add("again", Rows.user("star").andThen(Rows.creator("star")));
        database.process(500);
        try (ReplaySchema schema = database.copy()) {
            ReplayCopy copy = copy(Mortal.after(5, database.source), schema, new ReplayProgress());
            assertThatThrownBy(() -> copy.fill(database.log.last(), Copies.writing(1)))
                    .isInstanceOf(Killed.class);
        }
        try (ReplaySchema schema = database.copy()) {
            assertThat(schema.bookmark().position()).isEqualTo(gone);
            ReplayCopy copy = copy(database.source, schema, new ReplayProgress());
            copy.fill(database.log.last(), Copies.writing(1));
            Copies.assertLikeLive(database, copy);
            schema.drop();
        }
    }

    @Test
    void a_replay_killed_while_it_makes_indexes_reads_nothing_twice_and_says_so() throws SQLException {
        new RandomHistory(24).writeTo(database.log, EVENTS);
        database.process(500);
        killedWhenAllWasRead();
        database.log.add("later", Rows.user("later"));
        database.process(500);
        ReplayProgress progress = new ReplayProgress();
        ReplayReport report = replay().run(progress);
        assertThat(report.differences()).isZero();
        assertThat(report.events()).isEqualTo(EVENTS + 1);
        assertThat(progress.ownEvents()).isEqualTo(1);
        assertThat(progress.view().doneBefore()).isEqualTo(EVENTS);
    }

    @Test
    void a_copy_that_follows_one_event_after_the_other_goes_on_so() throws SQLException {
        database.log.add("a", Rows.user("a", "one@example.org")).add("b", Rows.user("b", "one@example.org"));
        new RandomHistory(25).writeTo(database.log, EVENTS);
        database.process(500);
        assertThat(database.parked()).isNotEmpty();
        try (ReplaySchema schema = database.copy()) {
            ReplayCopy copy = copy(Mortal.after(1, database.source), schema, new ReplayProgress());
            assertThatThrownBy(() -> copy.goOn(database.log.last())).isInstanceOf(Killed.class);
        }
        try (ReplaySchema schema = database.copy()) {
            ReplayProgress progress = new ReplayProgress();
            ReplayCopy copy = copy(database.source, schema, progress);
            copy.fill(database.log.last(), Copies.writing(100));
            assertThat(progress.ownEvents()).isEqualTo(EVENTS + 2 - 500);
            Copies.assertLikeLive(database, copy);
            schema.drop();
        }
    }

    @Test
    void what_other_code_or_other_migrations_have_begun_is_begun_anew() throws SQLException {
        new RandomHistory(26).writeTo(database.log, EVENTS);
        database.process(500);
        for (String revision : List.of("'0' || revision", "revision || '0'")) {
            killedWhenAllWasRead();
            String killed = left().getFirst();
            database.execute("update " + killed + ".replay_bookmark set revision = " + revision);
            ReplayProgress progress = new ReplayProgress();
            assertThat(replay().run(progress).differences()).isZero();
            assertThat(progress.view().doneBefore()).isNull();
            assertThat(left()).isEmpty();
        }
    }

    @Test
    void of_a_log_that_was_restored_nothing_is_taken_over() throws SQLException {
        new RandomHistory(27).writeTo(database.log, EVENTS);
        database.process(500);
        long end = database.log.last().seq();
        for (LogPosition live : List.of(new LogPosition(1, end + 10), new LogPosition(0, end - 1))) {
            killedWhenAllWasRead();
            Bookmark bookmark = Objects.requireNonNull(bookmark(left().getFirst()));
            assertThat(bookmark.leadsTo(database.log.last(), bookmark.revision()))
                    .isTrue();
            assertThat(bookmark.leadsTo(live, bookmark.revision())).isFalse();
            database.execute("drop schema " + ReadModelSchema.searchPath(left().getFirst()) + " cascade");
        }
    }

    /** Its lock falls with a connection; so two may think that a copy is theirs. */
    @Test
    void a_copy_with_which_another_one_went_on_is_not_written() throws SQLException {
        new RandomHistory(28).writeTo(database.log, EVENTS);
        database.process(500);
        try (ReplaySchema schema = database.copy()) {
            ReplayCopy first = copy(database.source, schema, new ReplayProgress());
            ReplayCopy second = copy(database.source, schema, new ReplayProgress());
            first.fill(database.log.last(), Copies.writing(100));
            assertThatThrownBy(() -> second.goOn(database.log.last()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another replay");
            Copies.assertLikeLive(database, first);
            schema.drop();
        }
    }

    private ReplayCopy copy(DataSource source, ReplaySchema schema, ReplayProgress progress) {
        return Copies.of(source, schema, database.log, database.projection, progress);
    }

    private Replay replay() {
        return new Replay(database.source, database.log, database.projection, 1000, Scripted.Erased.class);
    }

    private void killedWhenAllWasRead() throws SQLException {
        try (ReplaySchema schema = ReplaySchema.open(database.source, replay().code(), database.log.last())) {
            ReplayCopy copy = copy(Mortal.after(6, database.source), schema, new ReplayProgress());
            assertThatThrownBy(() -> copy.fill(database.log.last(), Pace.ALONE)).isInstanceOf(Killed.class);
        }
    }

    private @Nullable Bookmark bookmark(String schema) throws SQLException {
        try (Connection connection = database.source.getConnection()) {
            return Bookmark.in(connection, schema);
        }
    }

    private List<String> left() throws SQLException {
        return database.query("select nspname from pg_namespace where nspname ~ '^replay_[0-9a-f]{32}$'");
    }
}
