package io.desifans.projection;

import io.desifans.Event;
import io.desifans.eventstore.LogPosition;
import io.desifans.projection.BareTables.Part;
import io.desifans.projection.Bookmark.Known;
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

    private final DataSource database;
    private final ReplaySchema schema;
    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final Projection projection;
    private final int mostParked;
    private final Class<? extends Event> erasure;
    private final ReplayProgress progress;

    private final ParkedRows parkedRows = new ParkedRows();
    private final List<ParkedEvent> parked;
    private final VoidChanges voids;
    private LogPosition position;
    private long events;
    private @Nullable LogPosition lastErasure;

    /** As far as the bookmark of its schema. */
    ReplayCopy(
            DataSource database,
            ReplaySchema schema,
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
        Known known = schema.bookmark().known();
        parked = new ArrayList<>(known.parked());
        parked.forEach(event -> parkedRows.add(event.rows(), event.root()));
        voids = VoidChanges.named(known.voids());
        position = schema.bookmark().position();
        events = known.events();
        lastErasure = known.lastErasure();
        progress.goesOn(events);
    }

    String schema() {
        return schema.name();
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
     * Fills the tables: events are read, opened and projected by several threads, and written many at a time into tables that
     * get their indexes and foreign keys afterwards. Tables that have them already go on as the live ones do.
     *
     * @param upTo the position of an event that is stored, or the start
     * @throws Undecided if it cannot be known that this comes to the same as one event after the other
     */
    void fill(LogPosition upTo, Pace pace) throws SQLException {
        List<Part> bare = schema.bookmark().bare();
        boolean begun = position.compareTo(LogPosition.START) > 0;
        if (upTo.equals(LogPosition.START) || begun && bare == null) {
            goOn(upTo);
            return;
        }
        progress.replayed(0, position, upTo);
        BareTables tables = BareTables.strip(database, schema.name(), bare);
        Run changes = new Run(upTo, pace);
        if (begun) removeOrphans(changes.orphans);
        PipelinedPages.inOrder(
                pace.readers(), pace.pagesAhead(), pages(position.seq(), upTo, pace.page()), changes::take);
        changes.write(upTo);
        if (changes.orphans.any()) removeOrphans(changes.orphans);
        tables.restore(pace.makers());
        Transactions.run(database, Transactions.UNLIMITED, connection -> Bookmark.whole(connection, schema.name()));
    }

    /** Those of a replay that has died are known to nobody, so all are looked for. */
    private void removeOrphans(Orphans orphans) throws SQLException {
        Transactions.filling(database, schema.name(), connection -> {
            orphans.remove(connection);
            return orphans;
        });
    }

    /** Goes on from where it is as the live tables do. */
    void goOn(LogPosition upTo) throws SQLException {
        progress.replayed(0, position, upTo);
        LogSection.read(log, position, upTo, BATCH, next -> {
            LogPosition to = ProjectedEvent.position(next.getLast());
            for (TrackedEventMessage<?> event : next)
                if (event.getPayloadType() == erasure) lastErasure = ProjectedEvent.position(event);
            Transactions.writing(database, schema.name(), connection -> {
                keep(projection.apply(connection, next, parkedRows, voids));
                return moved(connection, to, next.size());
            });
            position = to;
            progress.replayed(next.size(), position, upTo);
        });
    }

    private void keep(List<ParkedEvent> letters) {
        parked.addAll(letters);
        if (parked.size() > mostParked) throw new ParkingFull(mostParked);
    }

    /** With what is written in the same transaction. */
    private LogPosition moved(Connection connection, LogPosition to, long more) throws SQLException {
        events += more;
        Bookmark.move(connection, position, to, new Known(events, parked, voids.byName(), lastErasure));
        return to;
    }

    private record Page(List<ProjectedEvent> events, LogPosition end) {}

    private Iterator<Callable<Page>> pages(long from, LogPosition upTo, int size) {
        return LongStream.iterate(from, after -> after < upTo.seq(), after -> after + size)
                .<Callable<Page>>mapToObj(after -> () -> page(after, Math.min(after + size, upTo.seq()), upTo))
                .iterator();
    }

    private Page page(long after, long last, LogPosition upTo) {
        List<ProjectedEvent> projected = LogSection.between(log, after, last, upTo).stream()
                .map(projection::projected)
                .toList();
        return new Page(projected, new LogPosition(upTo.epoch(), last));
    }

    /** The events that are still to be written. */
    private final class Run {

        private final LogPosition upTo;
        private final int most;
        private final KnownRows known;
        private final Orphans orphans = new Orphans();
        private final List<ProjectedEvent> changing = new ArrayList<>();
        private int changes;
        private int read;

        Run(LogPosition upTo, Pace pace) {
            this.upTo = upTo;
            this.most = pace.run();
            this.known = new KnownRows(pace.knownRows());
        }

        void take(Page page) throws SQLException {
            for (ProjectedEvent event : page.events()) {
                read++;
                if (event.name().equals(erasure.getSimpleName())) lastErasure = event.position();
                if (event.changes().isEmpty() && event.failure() == null) continue;
                changing.add(event);
                changes += event.changes().size();
                if (changes >= most)
                    write(new LogPosition(upTo.epoch(), event.position().seq()));
            }
            progress.replayed(page.events().size(), page.end(), upTo);
        }

        void write(LogPosition to) throws SQLException {
            Transactions.filling(database, schema.name(), connection -> {
                keep(Projection.write(
                        connection,
                        changing,
                        parkedRows,
                        voids,
                        counted -> new BulkWriter(connection, known, orphans, counted)));
                return moved(connection, to, read);
            });
            position = to;
            changing.clear();
            changes = 0;
            read = 0;
        }
    }
}
