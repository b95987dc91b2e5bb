package io.desifans.ledger.query;

import io.desifans.Event;
import io.desifans.eventstore.LogFollower;
import io.desifans.eventstore.LogPosition;
import io.desifans.eventstore.LogToken;
import io.desifans.eventstore.PassedPositions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** Posts what happens to the accounts, and keeps the gateway's books, each event once, in the order of the log. It reads nothing but events and itself. */
final class Ledger implements LogFollower.Handler {

    static final String NAME = "ledger";

    private static final String INSERT =
            "insert into ledger.posting (epoch, seq, line, event_id, event, reference, at, account, creator_id, paise)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (event_id, line) do nothing";
    private static final String STANDING =
            "select coalesce(-sum(paise), 0) from ledger.posting where reference = ? and account = ?";

    private final DataSource database;
    private final PassedPositions positions;
    private final LogToken token = new LogToken(NAME);

    Ledger(DataSource database, PassedPositions positions) {
        this.database = database;
        this.positions = positions;
    }

    @Override
    public @Nullable LogPosition position() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return token.read(connection).orElse(null);
        }
    }

    @Override
    public void handle(List<TrackedEventMessage<?>> batch) throws SQLException {
        LogPosition done = (LogPosition) batch.getLast().trackingToken();
        if (batch.stream().noneMatch(Ledger::movesMoney)) {
            positions.passed(NAME, done);
            return;
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                for (TrackedEventMessage<?> event : batch) post(connection, event);
                token.write(connection, done);
                connection.commit();
            } catch (SQLException | RuntimeException | Error e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static boolean movesMoney(TrackedEventMessage<?> message) {
        Event event = (Event) message.getPayload();
        return GatewayBooks.concern(event) || Postings.of(event, (payout, account) -> 1) != null;
    }

    private static void post(Connection connection, TrackedEventMessage<?> message) throws SQLException {
        Event event = (Event) message.getPayload();
        GatewayBooks.keep(connection, event, message.getTimestamp());
        Postings postings = Postings.of(event, (payout, account) -> standing(connection, payout, account));
        if (postings == null) return;
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            LogPosition position = (LogPosition) message.trackingToken();
            int line = 0;
            for (Posting posting : postings.lines()) {
                insert.setInt(1, position.epoch());
                insert.setLong(2, position.seq());
                insert.setInt(3, ++line);
                insert.setObject(4, UUID.fromString(message.getIdentifier()));
                insert.setString(5, event.getClass().getSimpleName());
                insert.setObject(6, postings.reference());
                insert.setObject(7, message.getTimestamp().atOffset(ZoneOffset.UTC));
                insert.setString(8, posting.account().label());
                insert.setObject(9, posting.creatorId(), Types.VARCHAR);
                insert.setLong(10, posting.paise());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static long standing(Connection connection, UUID payoutId, Account account) {
        try (PreparedStatement select = connection.prepareStatement(STANDING)) {
            select.setObject(1, payoutId);
            select.setString(2, account.label());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
