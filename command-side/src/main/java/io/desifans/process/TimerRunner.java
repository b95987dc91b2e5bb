package io.desifans.process;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.desifans.command.Command;
import io.desifans.command.Commands;
import io.desifans.eventstore.OwnPool;
import io.desifans.web.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends the commands whose time has come, each from one node. What a node had begun when it was killed is done again by
 * another one within half a minute.
 */
@Component
final class TimerRunner implements SmartLifecycle {

    static final String TABLE = "event_store.timer";

    private static final Logger LOG = LoggerFactory.getLogger(TimerRunner.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(5);
    private static final int HEARTBEATS_OF_THE_DEAD = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);
    private static final int AT_ONCE = 4;

    private final List<Task<?>> tasks;
    private final Commands commands;
    private final DataSource database;
    private final Clock clock;
    private @Nullable Scheduler scheduler;
    private @Nullable DataSource own;

    TimerRunner(List<Timer> kinds, Commands commands, DataSource database, Clock clock) {
        this.tasks = kinds.stream().<Task<?>>map(this::task).toList();
        this.commands = commands;
        this.database = database;
        this.clock = clock;
    }

    private Task<Void> task(Timer kind) {
        return Tasks.custom(kind.name(), Void.class)
                .onFailure(TimerRunner::tryLater)
                .onDeadExecution(TimerRunner::tryAgain)
                .execute((timer, context) -> {
                    for (Command command : kind.due(timer.getId(), context.getExecution().executionTime))
                        send(kind, command);
                    Optional<Instant> next = kind.again(timer.getId(), clock.instant());
                    return (done, rows) -> next.ifPresentOrElse(at -> rows.reschedule(done, at), rows::remove);
                });
    }

    /** What the domain refuses is an outcome. */
    private void send(Timer kind, Command command) {
        try {
            commands.sendAsSystem(Timers.NAME, command);
            TimerMeters.count(kind.name(), "done");
        } catch (Rejected refused) {
            LOG.debug("{} came too late ({})", kind.name(), refused.code());
            TimerMeters.count(kind.name(), "refused");
        }
    }

    private static void tryLater(ExecutionComplete failed, ExecutionOperations<Void> timer) {
        TimerMeters.count(failed.getExecution().getTaskName(), "failed");
        int failures = Math.min(failed.getExecution().consecutiveFailures, 16);
        Duration pause = Duration.ofSeconds(1L << failures);
        timer.reschedule(failed, failed.getTimeDone().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE));
    }

    /** At the time that was set, which is over; db-scheduler would take this machine's. */
    private static void tryAgain(ExecutionComplete dead, ExecutionOperations<Void> timer) {
        timer.reschedule(dead, dead.getExecution().executionTime);
    }

    @Override
    public synchronized void start() {
        own = OwnPool.beside(database, Timers.NAME, AT_ONCE);
        scheduler = Scheduler.create(own, tasks)
                .tableName(TABLE)
                .clock(clock::instant)
                .threads(AT_ONCE)
                .pollUsingLockAndFetch(0.5, 2.0)
                .pollingInterval(BETWEEN_LOOKS)
                .heartbeatInterval(BETWEEN_HEARTBEATS)
                .missedHeartbeatsLimit(HEARTBEATS_OF_THE_DEAD)
                .shutdownMaxWait(LONGEST_END)
                .failureLogging(LogLevel.WARN, false)
                .build();
        scheduler.start();
    }

    /** Answers when what has been begun is done, or when it takes too long: it is done again then. */
    @Override
    public synchronized void stop() {
        if (scheduler != null) scheduler.stop();
        if (own != null) OwnPool.close(own, database);
        scheduler = null;
        own = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }
}
