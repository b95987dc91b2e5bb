package io.desifans.projection;

import io.desifans.Event;
import io.desifans.eventstore.LogPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** A copy of the tables as it grows, with what is known of the events in it. */
final class ReplayCopy {

    private static final int BATCH = 500;

    /** Numbers that one thread reads and opens at a time, and how many such pages may wait. */
    private static final int PAGE = 500;

    private static final int PAGES_AHEAD = 40;

    /** How many changes are held before they are written: meanwhile others are read. */
    private static final int RUN = 10_000;

    private final DataSource database;
    private final String schema;
    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final Projection projection;
    private final int mostParked;
    private final Class<? extends Event> erasure;
    private final ReplayProgress progress;

    private final ParkedRows parkedRows = new ParkedRows();
    private final List<ParkedEvent> parked = new ArrayList<>();
    private final VoidChanges voids = new VoidChanges();
    private LogPosition position = LogPosition.START;
    private @Nullable LogPosition lastErasure;

    ReplayCopy(
            DataSource database,
            String schema,
            StreamableMessageSource<TrackedEventMessage<?>> log,
            Projection projection,
            int mostParked,
            Class<? extends Event> erasure,
            ReplayProgress progress) {
        this.database = database;
        this.schema = schema;
        this.log = log;
        this.projection = projection;
        this.mostParked = mostParked;
        this.erasure = erasure;
        this.progress = progress;
    }

    String schema() {
        return schema;
    }

    List<ParkedEvent> parked() {
        return parked;
    }

    VoidChanges voids() {
        return voids;
    }

    /** The last destruction of a person's key. */
    Optional<LogPosition> lastErasure() {
        return Optional.ofNullable(lastErasure);
    }

    /**
     * Fills the empty tables: events are read, opened and projected by several threads, and written many at a time into
     * tables that get their indexes and foreign keys afterwards.
     *
     * @param upTo the position of an event that is stored, or the start
     * @throws Undecided if it cannot be known that this comes to the same as one event after the other
     */
    void fill(LogPosition upTo) throws SQLException {
        fill(upTo, RUN);
    }

    /** @param run how many changes are held before they are written */
    void fill(LogPosition upTo, int run) throws SQLException {
        progress.replayed(0, position, upTo);
        if (upTo.equals(LogPosition.START)) return;
        BareTables tables = BareTables.strip(database, schema);
        Run changes = new Run(upTo, run);
        int threads = Runtime.getRuntime().availableProcessors();
        PipelinedPages.inOrder(threads, PAGES_AHEAD, pages(upTo), changes::take);
        changes.write();
        position = upTo;
        if (changes.orphans.any()) removeOrphans(changes.orphans);
        tables.restore();
    }

    private void removeOrphans(Orphans orphans) throws SQLException {
        Transactions.filling(database, schema, connection -> {
            orphans.remove(connection);
            return orphans;
        });
    }

    /** Goes on from where it is as the live tables do. */
    void goOn(LogPosition upTo) throws SQLException {
        progress.replayed(0, position, upTo);
        LogSection.read(log, position, upTo, BATCH, events -> {
            keep(Transactions.writing(
                    database, schema, connection -> projection.apply(connection, events, parkedRows, voids)));
            position = ProjectedEvent.position(events.getLast());
            for (TrackedEventMessage<?> event : events)
                if (event.getPayloadType() == erasure) lastErasure = ProjectedEvent.position(event);
            progress.replayed(events.size(), position, upTo);
        });
    }

    private void keep(List<ParkedEvent> events) {
        parked.addAll(events);
        if (parked.size() > mostParked) throw new ParkingFull(mostParked);
    }

    /** @param events those among the page's that change anything, or failed */
    private record Page(
            List<ProjectedEvent> events,
            int read,
            LogPosition end,
            @Nullable LogPosition lastErasure) {}

    private Iterator<Callable<Page>> pages(LogPosition upTo) {
        return LongStream.iterate(0, after -> after < upTo.seq(), after -> after + PAGE)
                .<Callable<Page>>mapToObj(after -> () -> page(after, Math.min(after + PAGE, upTo.seq()), upTo))
                .iterator();
    }

    private Page page(long after, long last, LogPosition upTo) {
        List<ProjectedEvent> projected = new ArrayList<>();
        List<TrackedEventMessage<?>> events = LogSection.between(log, after, last, upTo);
        LogPosition erased = null;
        for (TrackedEventMessage<?> event : events) {
            ProjectedEvent changes = projection.projected(event);
            if (!changes.changes().isEmpty() || changes.failure() != null) projected.add(changes);
            if (event.getPayloadType() == erasure) erased = changes.position();
        }
        return new Page(projected, events.size(), new LogPosition(upTo.epoch(), last), erased);
    }

    /** The events that are still to be written. */
    private final class Run {

        private final LogPosition upTo;
        private final int most;
        private final KnownRows known = new KnownRows();
        private final Orphans orphans = new Orphans();
        private final List<ProjectedEvent> events = new ArrayList<>();
        private int changes;

        Run(LogPosition upTo, int most) {
            this.upTo = upTo;
            this.most = most;
        }

        void take(Page page) throws SQLException {
            for (ProjectedEvent event : page.events()) {
                events.add(event);
                changes += event.changes().size();
                if (changes >= most) write();
            }
            if (page.lastErasure() != null) lastErasure = page.lastErasure();
            progress.replayed(page.read(), page.end(), upTo);
        }

        void write() throws SQLException {
            keep(Transactions.filling(database, schema, this::written));
            events.clear();
            changes = 0;
        }

        private List<ParkedEvent> written(Connection connection) throws SQLException {
            return Projection.write(
                    connection,
                    events,
                    parkedRows,
                    voids,
                    counted -> new BulkWriter(connection, known, orphans, counted));
        }
    }
}
