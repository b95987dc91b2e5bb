package io.desifans.projection;

import io.desifans.Event;
import io.desifans.db.ReadModelSchema;
import io.desifans.eventstore.LogPosition;
import io.desifans.projection.ReplayProgress.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * Replays every event into a fresh schema, by the projectors and the writer that fill the live tables, and compares the
 * outcome with them. The live tables are only read, in one snapshot that also tells their position, so writes go on
 * meanwhile.
 */
public final class Replay {

    private static final int BATCH = 500;
    private static final int MOST_COMPARISONS = 5;

    private static final String SNAPSHOT = "set transaction isolation level repeatable read, read only;"
            + " set local datestyle to 'ISO'; set local search_path to pg_catalog, %s;"
            + " select set_config(name, '0', true) from pg_settings where name in"
            + " ('transaction_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout')";

    private final DataSource database;
    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final Projection projection;
    private final int mostParked;
    private final Class<? extends Event> erasure;

    /** @param erasure the event after which a person reads as erased in the events before it, too */
    public Replay(
            DataSource database,
            StreamableMessageSource<TrackedEventMessage<?>> log,
            Projection projection,
            int mostParked,
            Class<? extends Event> erasure) {
        this.database = database;
        this.log = log;
        this.projection = projection;
        this.mostParked = mostParked;
        this.erasure = erasure;
    }

    /**
     * Takes as long as it takes.
     *
     * @throws ParkingFull if more events fail than may be parked
     * @throws CancellationException if the thread is interrupted
     */
    public ReplayReport run(ReplayProgress progress) throws SQLException {
        long started = System.nanoTime();
        try (ReplaySchema schema = ReplaySchema.create(database)) {
            Copy copy = new Copy(schema.name(), progress);
            copy.replayTo(livePosition());
            double seconds = (System.nanoTime() - started) / 1e9;
            Compared compared = compare(copy, progress);
            for (int more = 1; more < MOST_COMPARISONS && compared.differences() > 0; more++) {
                if (!waitForErasures(compared.position)) break;
                compared = compare(copy, progress);
            }
            return copy.report(compared, seconds);
        } finally {
            progress.enter(Phase.ENDED);
        }
    }

    private LogPosition livePosition() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return ProcessorToken.read(connection);
        }
    }

    /** Goes on to where the live tables are in a snapshot of them, and compares with that. */
    private Compared compare(Copy copy, ReplayProgress progress) throws SQLException {
        return Transactions.run(database, snapshot(ReadModels.SCHEMA), live -> {
            LogPosition position = ProcessorToken.read(live);
            int parked = ParkedEvents.count(live);
            progress.enter(Phase.REPLAYING);
            copy.replayTo(position);
            progress.enter(Phase.COMPARING);
            TableComparison tables =
                    Transactions.run(database, snapshot(copy.schema), replayed -> TableComparison.of(live, replayed));
            return new Compared(position, parked, tables);
        });
    }

    /**
     * A key destroyed behind the position makes the replay show a person as erased whom the live tables still have until
     * they get there. That is no difference, so they are given the time.
     *
     * @return whether there was such an erasure
     */
    private boolean waitForErasures(LogPosition after) throws SQLException {
        LogPosition[] last = {after};
        LogPosition head = (LogPosition) log.createHeadToken();
        LogSection.read(log, after, head, BATCH, events -> {
            for (TrackedEventMessage<?> event : events)
                if (event.getPayloadType() == erasure) last[0] = ProjectedEvent.position(event);
        });
        if (last[0].equals(after)) return false;
        for (int i = 0; i < 1_200 && !livePosition().covers(last[0]); i++) pause();
        return true;
    }

    private static String snapshot(String schema) {
        return SNAPSHOT.formatted(ReadModelSchema.searchPath(schema));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for the read model");
        }
    }

    private record Compared(LogPosition position, int parkedLive, TableComparison tables) {
        long differences() {
            return tables.differences();
        }
    }

    /** The copy as it grows. */
    private final class Copy {

        private final String schema;
        private final ReplayProgress progress;
        private final ParkedRows parkedRows = new ParkedRows();
        private final List<ParkedEvent> parked = new ArrayList<>();
        private final VoidChanges voids = new VoidChanges();
        private LogPosition position = LogPosition.START;
        private @Nullable LogPosition lastErasure;

        Copy(String schema, ReplayProgress progress) {
            this.schema = schema;
            this.progress = progress;
        }

        void replayTo(LogPosition upTo) throws SQLException {
            progress.replayed(0, position, upTo);
            LogSection.read(log, position, upTo, BATCH, events -> {
                apply(events);
                progress.replayed(events.size(), position, upTo);
            });
        }

        private void apply(List<TrackedEventMessage<?>> events) throws SQLException {
            parked.addAll(Transactions.writing(
                    database, schema, connection -> projection.apply(connection, events, parkedRows, voids)));
            if (parked.size() > mostParked) throw new ParkingFull(mostParked);
            position = ProjectedEvent.position(events.getLast());
            for (TrackedEventMessage<?> event : events)
                if (event.getPayloadType() == erasure) lastErasure = ProjectedEvent.position(event);
        }

        ReplayReport report(Compared compared, double seconds) {
            long events = progress.events();
            return new ReplayReport(
                    compared.position.toString(),
                    events,
                    seconds,
                    Math.round(events / Math.max(seconds, 1e-3)),
                    compared.differences(),
                    compared.tables.listed(),
                    compared.tables.tables(),
                    compared.parkedLive,
                    parked.size(),
                    voids.total(),
                    lastErasure == null ? null : lastErasure.toString());
        }
    }
}
