package io.desifans.process;

import io.desifans.Event;
import io.desifans.command.Command;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A kind of command that is due at a time which events set. One component of this type per kind is all it takes. */
public abstract class Timer {

    /**
     * What an event says of one timer.
     *
     * @param id of what it is about: no personal datum
     * @param at when it is due from now on; null if it is not any more
     */
    public record Setting(String id, @Nullable Instant at) {}

    private final String name;

    /** @param name under which what waits is stored; fixed for good */
    protected Timer(String name) {
        this.name = name;
    }

    public final String name() {
        return name;
    }

    /**
     * The timer that an event sets, moves or ends, if it does.
     *
     * @param at when the event happened
     */
    protected abstract Optional<Setting> after(Event event, Instant at);

    /**
     * What is sent, in the system's name, when the time has come. It may be sent late and more than once, so the aggregate
     * looks whether there is still a reason.
     *
     * @param at not before the time that was set
     */
    protected abstract List<? extends Command> due(String id, Instant at);

    /**
     * When to look again although no event says so, asked after what was due has been sent; nothing if once was enough.
     *
     * @param now not before the time that was set
     */
    protected Optional<Instant> again(String id, Instant now) {
        return Optional.empty();
    }
}
