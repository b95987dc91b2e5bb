package io.desifans.command;

import io.desifans.eventstore.OnOneNode;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Something that one node does at a time, from the start of a node to its end. */
public final class RunOnOneNode implements SmartLifecycle {

    /** What is done uses the connections of everyone. */
    private static final int NONE_OF_ITS_OWN = 0;

    private final String name;
    private final Supplier<OnOneNode.Run> begin;
    private final DataSource database;
    private @Nullable OnOneNode looking;

    public RunOnOneNode(String name, Supplier<OnOneNode.Run> begin, DataSource database) {
        this.name = name;
        this.begin = begin;
        this.database = database;
    }

    @Override
    public synchronized void start() {
        looking = new OnOneNode(name, Map.of(name, own -> begin.get()), database, NONE_OF_ITS_OWN);
    }

    @Override
    public synchronized void stop() {
        if (looking != null) looking.close();
        looking = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return looking != null;
    }
}
