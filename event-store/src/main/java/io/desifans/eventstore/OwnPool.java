package io.desifans.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/**
 * Gives a part of the application connections of its own, so that a rush of requests cannot keep the log's readers or the
 * read model's writer from theirs.
 */
public final class OwnPool {

    private OwnPool() {}

    /**
     * A pool to the same database as the given one; the given one itself if it is no pool. Whoever asked closes it.
     *
     * @param size how many connections it may hold
     */
    public static DataSource beside(DataSource shared, String name, int size) {
        if (!(shared instanceof HikariDataSource pool)) return shared;
        HikariConfig config = new HikariConfig();
        pool.copyStateTo(config);
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    /** Closes what {@link #beside} made. */
    public static void close(DataSource pool, DataSource shared) {
        if (pool != shared && pool instanceof HikariDataSource own) own.close();
    }
}
