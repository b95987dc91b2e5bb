package io.desifans.eventstore;

import javax.sql.DataSource;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.jspecify.annotations.Nullable;

/** Axon's event store over our log. Its readers are woken by appends here and in other processes. */
public final class PostgresEventStore extends AbstractEventStore implements AutoCloseable {

    /**
     * @param notices where the connections for LISTEN and NOTIFY come from, one each, opened at the first need and kept
     */
    public PostgresEventStore(PostgresEventStorageEngine engine, DataSource notices) {
        super(builderFor(engine));
    }

    private static Builder builderFor(PostgresEventStorageEngine engine) {
        Builder builder = new Builder() {};
        builder.storageEngine(engine);
        return builder;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
