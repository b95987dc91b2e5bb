package io.desifans.ledger.query;

import io.desifans.eventstore.LogFollower;
import io.desifans.eventstore.OnOneNode;
import io.desifans.eventstore.PassedPositions;
import io.desifans.web.Traced;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Keeps the ledger, and has it audited, as long as the application runs, unless another node does. */
final class LedgerProcessor implements SmartLifecycle {

    private static final int CONNECTIONS = 1;

    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final DataSource database;
    private final Traced traced;
    private final Supplier<OnOneNode.Run> audit;
    private @Nullable OnOneNode runs;

    LedgerProcessor(
            StreamableMessageSource<TrackedEventMessage<?>> log,
            DataSource database,
            Traced traced,
            Supplier<OnOneNode.Run> audit) {
        this.log = log;
        this.database = database;
        this.traced = traced;
        this.audit = audit;
    }

    @Override
    public synchronized void start() {
        runs = new OnOneNode(
                "ledger-owner",
                Map.of(Ledger.NAME, Owned::new, MoneyWatch.NAME, own -> audit.get()),
                database,
                CONNECTIONS);
    }

    /** Ends after the batch at hand. */
    @Override
    public synchronized void stop() {
        if (runs != null) runs.close();
        runs = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return runs != null && runs.running();
    }

    @Override
    public int getPhase() {
        return 0;
    }

    private final class Owned implements OnOneNode.Run {

        private final PassedPositions positions;
        private final LogFollower running;

        Owned(DataSource own) {
            positions = new PassedPositions(own);
            running = new LogFollower(Ledger.NAME, log, traced.batches(Ledger.NAME, new Ledger(own, positions)));
            running.start();
        }

        /** A batch that another node does as well is stored once. */
        @Override
        public void release() {}

        @Override
        public void close() {
            running.close();
            positions.close();
        }
    }
}
