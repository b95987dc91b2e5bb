package io.desifans.audit.query;

import io.desifans.audit.query.Rebuild.State;
import io.desifans.projection.Pace;
import io.desifans.projection.ParkingFull;
import io.desifans.projection.Replay;
import io.desifans.projection.ReplayProgress;
import io.desifans.projection.ReplayReport;
import io.desifans.projection.Swap;
import io.desifans.web.Busy;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Replays that auditors ask for, one at a time on all nodes together. Any node tells of any of them. */
@RestController
@RequestMapping("/api/v1/audit/rebuilds")
class Rebuilds implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
    private static final Duration LONGEST_END = Duration.ofSeconds(5);
    private static final int LOOKS = 100;

    private final Replay replay;
    private final KeptRebuilds kept;
    private final Clock clock;
    private volatile @Nullable Run last;

    Rebuilds(Replay replay, KeptRebuilds kept, Clock clock) {
        this.replay = replay;
        this.kept = kept;
        this.clock = clock;
    }

    /** Starts one; while one is running, it is that one. Admins alone may have the live tables replaced. */
    @PostMapping
    ResponseEntity<Rebuild> start(@RequestParam(defaultValue = "never") Swap swap, Caller caller) throws SQLException {
        if (swap != Swap.NEVER && !caller.isAdmin())
            throw Rejected.forbidden("NOT_ALLOWED", "Only an admin replaces the live tables.");
        Rebuild rebuild = startedOrRunning(swap);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/audit/rebuilds/" + rebuild.id()))
                .body(rebuild);
    }

    @GetMapping("/{id}")
    Rebuild look(@PathVariable UUID id) {
        Run mine = last;
        if (mine != null && mine.rebuild.id().equals(id)) return mine.look();
        return kept.find(id).orElseThrow(() -> Rejected.notFound("rebuild"));
    }

    /** What is still running ends here; the next replay goes on with it. */
    @Override
    public void destroy() throws InterruptedException {
        Run mine = last;
        if (mine == null) return;
        mine.thread.interrupt();
        mine.thread.join(LONGEST_END);
    }

    /** Between the right to run one and the telling of it there is a moment, and another after its end. */
    private Rebuild startedOrRunning(Swap swap) throws SQLException {
        for (int look = 0; look < LOOKS; look++) {
            Optional<Connection> right = kept.right();
            if (right.isPresent()) return started(right.get(), swap);
            Optional<Rebuild> running = kept.running();
            if (running.isPresent()) return running.get();
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        throw new Busy();
    }

    private Rebuild started(Connection right, Swap swap) throws SQLException {
        try {
            kept.running().map(KeptRebuilds::abandoned).ifPresent(kept::store);
            Run run = new Run(right, swap);
            kept.store(run.look());
            last = run;
            run.thread.start();
            return run.look();
        } catch (RuntimeException e) {
            kept.end(right);
            throw e;
        }
    }

    private final class Run {

        private final Connection right;
        private final Swap swap;
        private final CountDownLatch ended = new CountDownLatch(1);
        private final ReplayProgress progress = new ReplayProgress();
        private final Thread thread =
                Thread.ofPlatform().daemon().name("rebuild").unstarted(this::run);
        private volatile Rebuild rebuild;

        Run(Connection right, Swap swap) {
            this.right = right;
            this.swap = swap;
            this.rebuild = new Rebuild(UUID.randomUUID(), State.RUNNING, clock.instant(), progress.view(), null, null);
        }

        Rebuild look() {
            Rebuild now = rebuild;
            return now.isRunning() ? now.at(progress.view()) : now;
        }

        private void run() {
            Thread telling = Thread.ofVirtual().name("rebuild-telling").start(this::tell);
            try {
                rebuild = outcome();
                ended.countDown();
                telling.join();
                kept.store(rebuild);
                kept.end(right);
            } catch (InterruptedException | SQLException | RuntimeException e) {
                LOG.warn(
                        "The end of rebuild {} is not kept: {}",
                        rebuild.id(),
                        e.getClass().getName());
            }
        }

        private Rebuild outcome() {
            try {
                ReplayReport report = replay.run(progress, swap, Pace.BESIDE_REQUESTS);
                return rebuild.succeeded(progress.view(), report);
            } catch (ParkingFull e) {
                return failed(e, "More events failed than may be parked.");
            } catch (SQLException | RuntimeException e) {
                return failed(e, "The replay did not come to an end.");
            }
        }

        private Rebuild failed(Exception e, String why) {
            LOG.error(
                    "Rebuild {} did not come to an end: {}",
                    rebuild.id(),
                    e.getClass().getName());
            return rebuild.failed(progress.view(), why);
        }

        /** To the other nodes, from time to time. */
        private void tell() {
            try {
                while (!ended.await(1, TimeUnit.SECONDS)) kept.store(look());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
