package io.desifans.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** Where the log lies: said by a setting, and remembered by the database whose positions and keys belong to that log. */
enum LogHome {
    POSTGRES("postgres"),
    AXON_SERVER("axon-server");

    private static final long BETWEEN_LOOKS_NANOS = 500_000_000;

    private final String setting;

    LogHome(String setting) {
        this.setting = setting;
    }

    /** @throws SettingRefused if the setting is neither */
    static LogHome of(String setting) {
        for (LogHome home : values()) if (home.setting.equals(setting)) return home;
        throw new SettingRefused("The setting desifans.event-store must be postgres or axon-server.");
    }

    /** @throws SettingRefused if the database belongs to a log that lies elsewhere */
    void refuseOther(DataSource database) {
        remembered(database).filter(home -> !home.equals(setting)).ifPresent(home -> {
            throw new SettingRefused("The setting desifans.event-store is " + setting
                    + ", but this database belongs to a log on " + home + "; give it a database of its own.");
        });
    }

    /**
     * Remembers it from the first start on.
     *
     * @param patience how long to wait for a server that may have been started together with this node
     * @throws SettingRefused if the log lies elsewhere and is not as new as the database, the keys to it lie in another
     *     one; or if nothing answers there
     */
    void remember(DataSource database, EventLog log, Duration patience) {
        if (remembered(database).isPresent()) return;
        if (this == AXON_SERVER && !lastOf(log, patience).equals(LogPosition.START))
            throw new SettingRefused("The log has events, but this database is new and lacks the keys to them;"
                    + " restore it from its backup, or give it a log of its own.");
        String sql = "update event_store.log_epoch set kept_by = ? where kept_by is null";
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, setting);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new EventStoreException("where the log lies cannot be remembered", e);
        }
        refuseOther(database);
    }

    private static LogPosition lastOf(EventLog log, Duration patience) {
        long giveUpAt = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return log.lastVisible();
            } catch (StoreUnreachable e) {
                if (System.nanoTime() - giveUpAt >= 0)
                    throw new SettingRefused("No Axon Server answers at the address in desifans.axon-server.");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private static Optional<String> remembered(DataSource database) {
        try (Connection connection = database.getConnection();
                var select = connection.prepareStatement("select kept_by from event_store.log_epoch");
                var row = select.executeQuery()) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw new EventStoreException("where the log lies cannot be read", e);
        }
    }
}
