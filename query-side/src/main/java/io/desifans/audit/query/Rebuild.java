package io.desifans.audit.query;

import io.desifans.projection.ReplayProgress;
import io.desifans.projection.ReplayReport;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A replay that an auditor asked for, running or ended.
 *
 * @param failure why it did not come to an end
 */
record Rebuild(
        UUID id,
        State state,
        Instant startedAt,
        ReplayProgress.View progress,
        @Nullable ReplayReport report,
        @Nullable String failure) {

    /** How it stands. */
    enum State {
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }

    Rebuild succeeded(ReplayProgress.View end, ReplayReport found) {
        return new Rebuild(id, State.SUCCEEDED, startedAt, end, found, null);
    }

    Rebuild failed(ReplayProgress.View end, String why) {
        return new Rebuild(id, State.FAILED, startedAt, end, null, why);
    }

    Rebuild at(ReplayProgress.View now) {
        return new Rebuild(id, state, startedAt, now, report, failure);
    }
}
