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
import tools.jackson.databind.JsonNode;

/** Whom events of a kind have concerned, for whoever has to ask each of them. */
public class EventSubjects {

    private static final String LISTED = """
            select kept_by is distinct from 'axon-server' or exists (
                select from event_store.token where name = 'read-models' and (epoch, seq) >= (?, ?))
              from event_store.log_epoch""";

    private final DataSource database;

    public EventSubjects(DataSource database) {
        this.database = database;
    }

    /**
     * The persons named by the events of this record, each once, in ascending order; for events that name one person.
     * What was stored a moment ago may be missing.
     */
    public List<String> of(Class<? extends Event> event) {
        String sql = "select distinct metadata ->> ? as person from event_store.event"
                + " where name = ? and metadata ->> ? <> '' order by person";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, Envelope.SUBJECTS);
            select.setString(2, event.getSimpleName());
            select.setString(3, Envelope.SUBJECTS);
            return texts(select);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /**
     * The payloads, as stored, of the events of this record that concern a person, in their order.
     *
     * @param upTo at least up to here all of them are among these
     * @throws StoreUnreachable if the events up to there cannot be searched yet; to be tried again
     */
    public List<JsonNode> concerning(String person, Class<? extends Event> event, LogPosition upTo) {
        String sql = "select payload::text from event_store.event where name = ?"
                + " and string_to_array(metadata ->> 'subjects', ',') @> array[?]::text[] order by seq";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            if (!isListed(connection, upTo)) throw new StoreUnreachable("the events cannot be searched yet", null);
            select.setString(1, event.getSimpleName());
            select.setString(2, person);
            return texts(select).stream().map(EventJson.MAPPER::readTree).toList();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static boolean isListed(Connection connection, LogPosition upTo) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LISTED)) {
            select.setInt(1, upTo.epoch());
            select.setLong(2, upTo.seq());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static List<String> texts(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) texts.add(rows.getString(1));
            return texts;
        }
    }

    private static EventStoreException unreadable(SQLException e) {
        return new EventStoreException("the persons that events concern cannot be read", e);
    }
}
