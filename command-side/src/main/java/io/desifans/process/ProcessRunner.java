package io.desifans.process;

import io.desifans.eventstore.EventLog;
import io.desifans.eventstore.OnOneNode;
import io.desifans.eventstore.PassedPositions;
import io.micrometer.observation.ObservationRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs the processes that no other node runs. */
@Component
final class ProcessRunner implements SmartLifecycle {

    /** They read and write tokens. */
    private static final int CONNECTIONS = 3;

    private final List<Process> processes;
    private final EventLog log;
    private final DataSource database;
    private final ObservationRegistry observations;
    private @Nullable OnOneNode runs;
    private @Nullable PassedPositions positions;

    ProcessRunner(List<Process> processes, EventLog log, DataSource database, ObservationRegistry observations) {
        this.processes = processes;
        this.log = log;
        this.database = database;
        this.observations = observations;
    }

    @Override
    public synchronized void start() {
        PassedPositions passed = new PassedPositions(database);
        Map<String, Function<DataSource, OnOneNode.Run>> tasks = new HashMap<>();
        for (Process process : processes)
            tasks.put(process.name(), own -> new ProcessRun(process, log, own, passed, observations));
        positions = passed;
        runs = new OnOneNode("processes", tasks, database, CONNECTIONS);
    }

    /** Answers when what has been begun is done, or when it takes too long: it is done again then. */
    @Override
    public synchronized void stop() {
        if (runs != null) runs.close();
        if (positions != null) positions.close();
        runs = null;
        positions = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return runs != null;
    }
}
