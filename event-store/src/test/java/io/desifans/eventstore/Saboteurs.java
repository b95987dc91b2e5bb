package io.desifans.eventstore;

import io.desifans.eventstore.EngineUnderTest.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Readers with one thing wrong. They show that the tests of the right one can fail. */
final class Saboteurs {

    private Saboteurs() {}

    /** Delivers what lies below the horizon in the order of the transactions: lossless, but no aggregate's order. */
    static Interleavings.Reader orderedByTransaction(DataSource database) {
        long[] last = {0, 0};
        String sql = "select aggregate_id, sequence, tx::text::bigint, seq from event_store.event"
                + " where tx < pg_snapshot_xmin(pg_current_snapshot()) and (tx, seq) > (?::text::xid8, ?)"
                + " order by tx, seq limit 500";
        return () -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, Long.toString(last[0]));
                select.setLong(2, last[1]);
                try (ResultSet rows = select.executeQuery()) {
                    List<Place> places = new ArrayList<>();
                    while (rows.next()) {
                        places.add(new Place(rows.getString(1), rows.getLong(2)));
                        last[0] = rows.getLong(3);
                        last[1] = rows.getLong(4);
                    }
                    return places;
                }
            }
        };
    }

    /** Reads as ours does, but takes the end of the snapshot for a fence, above which open writers may lie. */
    static Interleavings.Reader fencedBySnapshotEnd(DataSource database) {
        SettledHorizon horizon = new SettledHorizon();
        long[] last = {0};
        return () -> {
            try (Connection connection = database.getConnection()) {
                long settled = horizon.settled();
                LogTable.Visible page = LogTable.after(connection, last[0], 500);
                long proven = horizon.proven(page.oldestOpen(), settled);
                List<StoredEvent> events = SettledHorizon.untilUnproven(page.events(), last[0], proven);
                if (events.size() < page.events().size() && horizon.isOpen())
                    horizon.fence(page.events().getLast().position().seq(), snapshotEnd(connection));
                if (!events.isEmpty()) last[0] = events.getLast().position().seq();
                return events.stream()
                        .map(event -> new Place(event.aggregateId(), event.sequence()))
                        .toList();
            }
        };
    }

    private static long snapshotEnd(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")) {
            row.next();
            return row.getLong(1);
        }
    }
}
