package io.desifans.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;

/** How the read model does, in numbers; asked of the database whenever the metrics are read. */
final class ReadModelMeters implements MeterBinder {

    /** A number that the database knows. */
    private interface Count {
        double of(Connection connection) throws SQLException;
    }

    private final DataSource database;

    ReadModelMeters(DataSource database) {
        this.database = database;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("desifans.read.model.parked", database, asked(ParkedEvents::count))
                .description("Events parked because they, or one before them, could not be applied")
                .register(registry);
        Gauge.builder("desifans.read.model.void", database, asked(VoidChanges::stored))
                .description("Changes that had no row to change or no parent row")
                .register(registry);
    }

    private static ToDoubleFunction<DataSource> asked(Count count) {
        return database -> {
            try (Connection connection = database.getConnection()) {
                return count.of(connection);
            } catch (SQLException e) {
                return Double.NaN;
            }
        };
    }
}
