package io.desifans.projection;

import io.desifans.eventstore.LogPosition;
import java.sql.Connection;
import java.sql.SQLException;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;

/** Our projectors in the hands of a processor that does not gather: each event's changes are written by themselves. */
public final class EventByEvent {

    private final Projection projection;

    public EventByEvent(Projection projection) {
        this.projection = projection;
    }

    /** In the connection's transaction, into the tables on its search path. */
    public void write(Connection connection, EventMessage<?> event) throws SQLException {
        ProjectedEvent projected = projection.projected(new GenericTrackedEventMessage<>(LogPosition.START, event));
        if (projected.failure() != null) throw new IllegalStateException(projected.name(), projected.failure());
        RowWriter writer = new RowWriter(connection, new VoidChanges());
        for (ShapedChange change : projected.changes()) writer.write(change);
        writer.flush();
    }
}
