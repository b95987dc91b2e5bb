package io.desifans.projection;

import io.desifans.Event;
import io.desifans.db.ReadModelSchema;
import io.desifans.eventstore.CodeRevision;
import io.desifans.eventstore.EventStoreConfiguration;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays every event into a fresh schema, by the projectors that fill the live tables, and compares the outcome with them.
 * The live tables are only read, in one snapshot that also tells their position, so writes go on meanwhile.
 */
public final class Replay {

    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    private static final CodeRevision CODE = new CodeRevision(CodeRevision::compiled);
    private static final int BATCH = 500;
    private static final int MOST_COMPARISONS = 5;

    private static final String SNAPSHOT = "set transaction isolation level repeatable read, read only;"
            + " set local datestyle to 'ISO'; set local search_path to pg_catalog, %s; " + Transactions.UNLIMITED;

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

    /** Compares only, in a process that does nothing else. */
    public ReplayReport run(ReplayProgress progress) throws SQLException {
        return run(progress, Swap.NEVER, Pace.ALONE);
    }

    /**
     * Takes as long as it takes.
     *
     * @throws ParkingFull if more events fail than may be parked
     * @throws CancellationException if the thread is interrupted
     */
    public ReplayReport run(ReplayProgress progress, Swap swap, Pace pace) throws SQLException {
        long started = System.nanoTime();
        try (ReplaySchema schema = ReplaySchema.open(database, code(), livePosition())) {
            try {
                ReplayReport report = run(schema, progress, swap, pace, started);
                schema.drop();
                return report;
            } catch (SQLException | RuntimeException e) {
                if (!mayGoOn(e)) schema.drop();
                throw e;
            }
        } finally {
            progress.enter(Phase.ENDED);
        }
    }

    private ReplayReport run(ReplaySchema schema, ReplayProgress progress, Swap swap, Pace pace, long started)
            throws SQLException {
        ReplayCopy copy = filled(schema, progress, pace);
        double seconds = (System.nanoTime() - started) / 1e9;
        Compared compared = compare(copy, progress);
        for (int more = 1; more < MOST_COMPARISONS && compared.differences() > 0; more++) {
            if (!waitForErasures(compared.position)) break;
            compared = compare(copy, progress);
        }
        ReplayReport report = report(copy, compared, progress, seconds);
        if (swap.follows(report)) swap(schema, copy);
        return report;
    }

    /** Whether the next replay may come further from here; a failure of another kind would meet it, too. */
    private static boolean mayGoOn(Exception e) {
        return e instanceof CancellationException || Thread.currentThread().isInterrupted() || Failure.isTransient(e);
    }

    /** A digest of all that has a part in what an event does to the tables. */
    String code() {
        List<Class<?>> roots = new ArrayList<>(List.of(Replay.class, EventStoreConfiguration.class));
        projection.projectors().forEach(projector -> roots.add(projector.getClass()));
        return CODE.of(roots.toArray(Class<?>[]::new));
    }

    /**
     * Under the lock of the live tables' writer the copy goes on to where they are, and takes their place. The writer goes on
     * from there, as if nothing had happened, and so does whoever reads: both name the schema and not the tables in it.
     */
    private void swap(ReplaySchema schema, ReplayCopy copy) throws SQLException {
        schema.makeRoom();
        copy.goOn(livePosition());
        Transactions.run(database, Transactions.UNLIMITED, connection -> {
            LogPosition position = ProcessorToken.lock(connection);
            copy.goOn(position);
            ParkedEvents.replace(connection, copy.parked());
            copy.voids().replace(connection);
            schema.takePlace(connection, position);
            return position;
        });
    }

    /** The fast way, and where that does not know what to do, the exact one. */
    private ReplayCopy filled(ReplaySchema schema, ReplayProgress progress, Pace pace) throws SQLException {
        LogPosition upTo = livePosition();
        ReplayCopy copy = copyIn(schema, progress);
        try {
            copy.fill(upTo, pace);
            return copy;
        } catch (Undecided e) {
            LOG.warn("The events are replayed one after the other, since {}", e.getMessage());
            schema.renew();
            ReplayCopy exact = copyIn(schema, progress);
            exact.goOn(upTo);
            return exact;
        }
    }

    private ReplayCopy copyIn(ReplaySchema schema, ReplayProgress progress) {
        return new ReplayCopy(database, schema, log, projection, mostParked, erasure, progress);
    }

    private LogPosition livePosition() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return ProcessorToken.read(connection);
        }
    }

    /** Goes on to where the live tables are in a snapshot of them, and compares with that. */
    private Compared compare(ReplayCopy copy, ReplayProgress progress) throws SQLException {
        return Transactions.run(database, snapshot(ReadModels.SCHEMA), live -> {
            LogPosition position = ProcessorToken.read(live);
            int parked = ParkedEvents.count(live);
            progress.enter(Phase.REPLAYING);
            copy.goOn(position);
            progress.enter(Phase.COMPARING);
            TableComparison tables =
                    Transactions.run(database, snapshot(copy.schema()), replayed -> TableComparison.of(live, replayed));
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

    private static ReplayReport report(ReplayCopy copy, Compared compared, ReplayProgress progress, double seconds) {
        return new ReplayReport(
                compared.position.toString(),
                progress.events(),
                seconds,
                Math.round(progress.ownEvents() / Math.max(seconds, 1e-3)),
                compared.differences(),
                compared.tables.listed(),
                compared.tables.tables(),
                compared.parkedLive,
                copy.parked().size(),
                copy.voids().total(),
                copy.lastErasure().map(LogPosition::toString).orElse(null));
    }
}
