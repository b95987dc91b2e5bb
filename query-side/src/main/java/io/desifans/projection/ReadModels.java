package io.desifans.projection;

import io.desifans.db.ReadModelSchema;
import io.desifans.eventstore.Flow;
import io.desifans.eventstore.ListedEvents;
import io.desifans.eventstore.LogFollower;
import io.desifans.eventstore.LogPosition;
import io.desifans.web.ReadModelPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the live tables up to the log. Rows, position, parked events and counts of a batch are committed together, so
 * every event is applied or parked exactly once, however many processes try.
 */
public final class ReadModels implements LogFollower.Handler {

    /** The schema of the live tables. */
    public static final String SCHEMA = ReadModelSchema.LIVE;

    private static final Logger LOG = LoggerFactory.getLogger(ReadModels.class);

    private final DataSource database;
    private final Projection projection;
    private final ReadModelPosition announced;
    private final int mostParked;
    private LogPosition expected = LogPosition.START;

    /** @param mostParked how many events may be parked; at the next one nothing goes on until some are repaired */
    public ReadModels(DataSource database, Projection projection, ReadModelPosition announced, int mostParked) {
        this.database = database;
        this.projection = projection;
        this.announced = announced;
        this.mostParked = mostParked;
    }

    @Override
    public LogPosition position() throws SQLException {
        try (Connection connection = database.getConnection()) {
            expected = ProcessorToken.read(connection);
        }
        announced.moved(expected);
        return expected;
    }

    @Override
    public void handle(List<TrackedEventMessage<?>> batch) throws SQLException {
        expected = moved(batch);
        announced.moved(expected);
    }

    private LogPosition moved(List<TrackedEventMessage<?>> batch) throws SQLException {
        try {
            return Transactions.writing(
                    database, SCHEMA, connection -> apply(connection, batch, projection::applyAtOnce));
        } catch (SQLException | RuntimeException e) {
            if (Failure.isTransient(e)) throw e;
            return Transactions.writing(database, SCHEMA, connection -> apply(connection, batch, projection::apply));
        }
    }

    private interface Applying {
        List<ParkedEvent> apply(
                Connection connection, List<TrackedEventMessage<?>> events, ParkedRows rows, VoidChanges voids)
                throws SQLException;
    }

    private LogPosition apply(Connection connection, List<TrackedEventMessage<?>> batch, Applying applying)
            throws SQLException {
        LogPosition at = ProcessorToken.lock(connection);
        if (at.compareTo(expected) < 0)
            throw new IllegalStateException("the position of the read model was moved back");
        List<TrackedEventMessage<?>> events = batch.stream()
                .filter(event -> ProjectedEvent.position(event).compareTo(at) > 0)
                .toList();
        if (events.isEmpty()) return at;
        ParkedRows rows = new ParkedRows();
        List<ParkedEvent> parkedBefore = ParkedEvents.all(connection);
        parkedBefore.forEach(event -> rows.add(event.rows(), event.root()));
        VoidChanges voids = new VoidChanges();
        List<ParkedEvent> parkedNow = applying.apply(connection, events, rows, voids);
        refuseTooMany(parkedBefore.size() + parkedNow.size());
        ParkedEvents.add(connection, parkedNow);
        voids.store(connection);
        LogPosition to = ProjectedEvent.position(events.getLast());
        ListedEvents.add(connection, events);
        ProcessorToken.move(connection, to);
        parkedNow.forEach(event -> report(event, batch));
        return to;
    }

    private void refuseTooMany(int parked) {
        if (parked > mostParked) throw new ParkingFull(mostParked);
    }

    private static void report(ParkedEvent event, List<TrackedEventMessage<?>> batch) {
        if (event.failure() == null) return;
        for (TrackedEventMessage<?> message : batch) {
            if (!message.getIdentifier().equals(event.eventId())) continue;
            try (Flow.Begun named = Flow.named(message)) {
                LOG.error(
                        "Event {} {} at {} is parked: {}",
                        event.name(),
                        event.eventId(),
                        event.position(),
                        event.failure().sentence());
            }
        }
    }
}
