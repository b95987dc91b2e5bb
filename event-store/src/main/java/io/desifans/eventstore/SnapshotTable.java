package io.desifans.eventstore;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The statements on snapshots in PostgreSQL. */
final class SnapshotTable {

    /** A snapshot counts only if the event that it ends with lies in the log, and comes with that event. */
    private static final String LATEST = """
            with snapshot as (
                select s.sequence, s.name as state_name, s.revision as state_revision, s.key_ids, s.state
                  from event_store.snapshot s
                  join event_store.event e
                    on e.aggregate_id = s.aggregate_id and e.sequence = s.sequence and e.event_id = s.event_id
                 where s.aggregate_id = ? and s.revision = any(?))
            select %s, s.state_name, s.state_revision, s.key_ids, s.state
              from event_store.event e
              left join snapshot s on s.sequence = e.sequence
             where e.aggregate_id = ? and e.sequence >= coalesce((select sequence from snapshot), 0)
             order by e.sequence""".formatted(LogTable.columnsOf("e"));

    /** Not over a newer one of the same code, and not under a key that was destroyed meanwhile. */
    private static final String STORE = """
            insert into event_store.snapshot (aggregate_id, sequence, event_id, name, revision, key_ids, state)
            select ?, ?, ?, ?, ?, ?, ?
             where not exists
                (select from event_store.person_key k where k.key_id = any(?) and k.destroyed_at is not null)
            on conflict (aggregate_id) do update
               set sequence = excluded.sequence, event_id = excluded.event_id, name = excluded.name,
                   revision = excluded.revision, key_ids = excluded.key_ids, state = excluded.state
             where snapshot.revision <> excluded.revision or snapshot.sequence < excluded.sequence""";

    private SnapshotTable() {}

    /** One statement for the snapshot and what came after it, or for all events. */
    static Latest latest(Connection connection, UUID aggregateId, String[] revisions) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LATEST)) {
            select.setObject(1, aggregateId);
            select.setArray(2, connection.createArrayOf("text", revisions));
            select.setObject(3, aggregateId);
            try (ResultSet rows = select.executeQuery()) {
                StoredSnapshot snapshot = null;
                List<StoredEvent> events = new ArrayList<>();
                while (rows.next()) {
                    StoredEvent event = LogTable.event(rows);
                    events.add(event);
                    if (rows.getString("state") != null) snapshot = snapshot(rows, event);
                }
                return new Latest(snapshot, events);
            }
        }
    }

    private static StoredSnapshot snapshot(ResultSet row, StoredEvent last) throws SQLException {
        return new StoredSnapshot(
                last.aggregateId(),
                last.sequence(),
                last.eventId(),
                row.getString("state_name"),
                row.getString("state_revision"),
                List.of((UUID[]) row.getArray("key_ids").getArray()),
                row.getString("state"));
    }

    /** Whether it was stored. */
    static boolean stored(Connection connection, StoredSnapshot snapshot) throws SQLException {
        Array keyIds = connection.createArrayOf("uuid", snapshot.keyIds().toArray());
        try (PreparedStatement insert = connection.prepareStatement(STORE)) {
            insert.setObject(1, UUID.fromString(snapshot.aggregateId()));
            insert.setLong(2, snapshot.sequence());
            insert.setObject(3, UUID.fromString(snapshot.eventId()));
            insert.setString(4, snapshot.name());
            insert.setString(5, snapshot.revision());
            insert.setArray(6, keyIds);
            insert.setString(7, snapshot.state());
            insert.setArray(8, keyIds);
            return insert.executeUpdate() == 1;
        }
    }
}
