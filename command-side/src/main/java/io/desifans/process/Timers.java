package io.desifans.process;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.desifans.Event;
import io.desifans.eventstore.TransientFailure;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the times that events set, until they come. */
@Component
final class Timers extends Process {

    static final String NAME = "timers";

    private final List<Timer> kinds;
    private final SchedulerClient waiting;

    Timers(List<Timer> kinds, DataSource database) {
        super(NAME);
        this.kinds = kinds;
        this.waiting = SchedulerClient.Builder.create(database)
                .tableName(TimerRunner.TABLE)
                .build();
    }

    @Override
    protected boolean concerns(Event event) {
        return kinds.stream().anyMatch(kind -> kind.after(event, Instant.EPOCH).isPresent());
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        for (Timer kind : kinds)
            kind.after(event, message.getTimestamp()).ifPresent(setting -> {
                if (setting.at() == null) cancel(TaskInstanceId.of(kind.name(), setting.id()));
                else keep(new TaskInstance<>(kind.name(), setting.id()), setting.at());
            });
    }

    /** What is being done at the moment has to end first: whoever called this calls again. */
    private void keep(TaskInstance<?> timer, Instant at) {
        try {
            if (!waiting.schedule(timer, at, ScheduleOptions.WHEN_EXISTS_RESCHEDULE)) throw new BeingChanged(null);
        } catch (TaskInstanceCurrentlyExecutingException e) {
            throw new BeingChanged(e);
        }
    }

    private static final class BeingChanged extends RuntimeException implements TransientFailure.Passing {

        private static final long serialVersionUID = 1L;

        BeingChanged(@Nullable Throwable cause) {
            super("the timer is being changed at this moment", cause);
        }
    }

    private void cancel(TaskInstanceId timer) {
        try {
            waiting.cancel(timer);
        } catch (TaskInstanceNotFoundException | TaskInstanceCurrentlyExecutingException e) {
            // done, or being done: the aggregate sees that the reason is gone
        }
    }
}
