package io.desifans.projection;

import io.desifans.eventstore.LogPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;

/** Tries parked events again, oldest first, after what made them fail was repaired. */
public final class ParkedRetry {

    /**
     * What a retry came to.
     *
     * @param applied the ids of the events that have left the queue, in order
     * @param parked the ids of those that stay, in order
     * @param parkedInAll how many events are parked now, these included
     */
    public record Outcome(List<String> applied, List<String> parked, int parkedInAll) {}

    private final DataSource database;
    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final Projection projection;

    public ParkedRetry(
            DataSource database, StreamableMessageSource<TrackedEventMessage<?>> log, Projection projection) {
        this.database = database;
        this.log = log;
        this.projection = projection;
    }

    /**
     * Retries a parked event with all that wait with it behind the same first event. Those that fail again, or touch what
     * an older parked event touches, stay.
     *
     * @return empty if no such event is parked
     */
    public Optional<Outcome> retry(String eventId) throws SQLException {
        return Transactions.writing(database, ReadModels.SCHEMA, connection -> retry(connection, eventId));
    }

    private Optional<Outcome> retry(Connection connection, String eventId) throws SQLException {
        ProcessorToken.lock(connection);
        List<ParkedEvent> queue = ParkedEvents.all(connection);
        Optional<LogPosition> root = queue.stream()
                .filter(event -> event.eventId().equals(eventId))
                .map(ParkedEvent::root)
                .findFirst();
        if (root.isEmpty()) return Optional.empty();
        List<ParkedEvent> tried =
                queue.stream().filter(event -> event.root().equals(root.get())).toList();
        VoidChanges voids = new VoidChanges();
        List<ParkedEvent> stay = retry(connection, queue, root.get(), voids);
        voids.store(connection);
        Set<LogPosition> staying =
                new HashSet<>(stay.stream().map(ParkedEvent::position).toList());
        List<ParkedEvent> applied = tried.stream()
                .filter(event -> !staying.contains(event.position()))
                .toList();
        ParkedEvents.remove(connection, applied);
        ParkedEvents.add(connection, stay);
        return Optional.of(new Outcome(ids(applied), ids(stay), queue.size() - applied.size()));
    }

    /** Runs through the whole queue in order, so that what waits behind an older parked event is seen to. */
    private List<ParkedEvent> retry(Connection connection, List<ParkedEvent> queue, LogPosition root, VoidChanges voids)
            throws SQLException {
        Map<LogPosition, TrackedEventMessage<?>> events = read(queue, root);
        List<ParkedEvent> stay = new ArrayList<>();
        List<TrackedEventMessage<?>> run = new ArrayList<>();
        ParkedRows parked = new ParkedRows();
        for (ParkedEvent event : queue) {
            TrackedEventMessage<?> read = events.get(event.position());
            if (read != null) {
                run.add(read);
            } else {
                stay.addAll(projection.apply(connection, run, parked, voids));
                run.clear();
                parked.add(event.rows(), event.root());
            }
        }
        stay.addAll(projection.apply(connection, run, parked, voids));
        return stay;
    }

    private Map<LogPosition, TrackedEventMessage<?>> read(List<ParkedEvent> queue, LogPosition root)
            throws SQLException {
        TreeSet<LogPosition> positions = new TreeSet<>();
        for (ParkedEvent event : queue) if (event.root().equals(root)) positions.add(event.position());
        return LogSection.eventsAt(log, positions);
    }

    private static List<String> ids(List<ParkedEvent> events) {
        return events.stream().map(ParkedEvent::eventId).toList();
    }
}
