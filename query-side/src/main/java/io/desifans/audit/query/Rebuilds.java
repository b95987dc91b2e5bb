package io.desifans.audit.query;

import io.desifans.projection.ParkingFull;
import io.desifans.projection.Replay;
import io.desifans.projection.ReplayProgress;
import io.desifans.projection.ReplayReport;
import io.desifans.web.Rejected;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Replays that auditors ask for, one at a time. The last {@value #KEPT} are remembered until this process ends, and by no
 * other process.
 */
@RestController
@RequestMapping("/api/v1/audit/rebuilds")
class Rebuilds implements DisposableBean {

    private static final int KEPT = 20;
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);

    /** How a rebuild stands. */
    enum State {
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    /**
     * A rebuild, running or ended.
     *
     * @param failure why it did not come to an end
     */
    record Rebuild(
            UUID id,
            State state,
            Instant startedAt,
            ReplayProgress.View progress,
            @Nullable ReplayReport report,
            @Nullable String failure) {}

    private final Replay replay;
    private final Clock clock;
    private final Map<UUID, Run> runs = new LinkedHashMap<>();

    Rebuilds(Replay replay, Clock clock) {
        this.replay = replay;
        this.clock = clock;
    }

    /** Starts one; while one is running, it is that one. */
    @PostMapping
    ResponseEntity<Rebuild> start() {
        Run run = running();
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/audit/rebuilds/" + run.id))
                .body(run.look());
    }

    @GetMapping("/{id}")
    Rebuild look(@PathVariable UUID id) {
        synchronized (runs) {
            Run run = runs.get(id);
            if (run == null) throw Rejected.notFound("rebuild");
            return run.look();
        }
    }

    /** What is still running is given up. Should its schema stay, the next replay drops it. */
    @Override
    public void destroy() {
        synchronized (runs) {
            runs.values().forEach(run -> run.thread.interrupt());
        }
    }

    private Run running() {
        synchronized (runs) {
            for (Run run : runs.values()) if (run.state == State.RUNNING) return run;
            if (runs.size() == KEPT) runs.remove(runs.keySet().iterator().next());
            Run run = new Run(UUID.randomUUID(), clock.instant());
            runs.put(run.id, run);
            run.thread.start();
            return run;
        }
    }

    private final class Run {

        private final UUID id;
        private final Instant startedAt;
        private final ReplayProgress progress = new ReplayProgress();
        private final Thread thread =
                Thread.ofPlatform().daemon().name("rebuild").unstarted(this::run);
        private volatile State state = State.RUNNING;
        private volatile @Nullable ReplayReport report;
        private volatile @Nullable String failure;

        Run(UUID id, Instant startedAt) {
            this.id = id;
            this.startedAt = startedAt;
        }

        Rebuild look() {
            return new Rebuild(id, state, startedAt, progress.view(), report, failure);
        }

        private void run() {
            try {
                report = replay.run(progress);
                state = State.SUCCEEDED;
            } catch (ParkingFull e) {
                fail(e, "More events failed than may be parked.");
            } catch (SQLException | RuntimeException e) {
                fail(e, "The replay did not come to an end.");
            }
        }

        private void fail(Exception e, String why) {
            LOG.error("Rebuild {} did not come to an end: {}", id, e.getClass().getName());
            failure = why;
            state = State.FAILED;
        }
    }
}
