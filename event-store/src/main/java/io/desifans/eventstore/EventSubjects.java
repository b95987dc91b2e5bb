package io.desifans.eventstore;

import io.desifans.Envelope;
import io.desifans.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** Whom events of a kind have concerned, for whoever has to ask each of them. */
public final class EventSubjects {

    private final DataSource database;

    public EventSubjects(DataSource database) {
        this.database = database;
    }

    /** The persons named by the events of this record, each once, in ascending order; for events that name one person. */
    public List<String> of(Class<? extends Event> event) {
        String sql = "select distinct metadata ->> ? as person from event_store.event"
                + " where name = ? and metadata ->> ? <> '' order by person";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, Envelope.SUBJECTS);
            select.setString(2, event.getSimpleName());
            select.setString(3, Envelope.SUBJECTS);
            try (ResultSet rows = select.executeQuery()) {
                List<String> persons = new ArrayList<>();
                while (rows.next()) persons.add(rows.getString(1));
                return persons;
            }
        } catch (SQLException e) {
            throw new EventStoreException("the persons that events concern cannot be read", e);
        }
    }
}
