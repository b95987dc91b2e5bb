package io.desifans.web;

import io.desifans.eventstore.UuidV7;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A write that its client may repeat, as answered by this thread. The ids it makes are the same in each repetition, so
 * that a repetition after a crash finds what the first one had already made.
 */
public final class IdempotentRequest {

    private static final ThreadLocal<@Nullable IdempotentRequest> CURRENT = new ThreadLocal<>();

    private final UUID commandId;
    private final UUID firstId;
    private long idsMade;

    IdempotentRequest(UUID commandId, UUID firstId) {
        this.commandId = commandId;
        this.firstId = firstId;
    }

    /** The repeatable write of this thread; nothing where no key was sent or the system acts by itself. */
    public static Optional<IdempotentRequest> find() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** A new UUIDv7, the same again in each repetition of this thread's write. */
    public static UUID newId() {
        IdempotentRequest current = CURRENT.get();
        return current == null ? UuidV7.next() : current.next();
    }

    /** Derived from the caller, method and path, and the key. */
    public UUID commandId() {
        return commandId;
    }

    void enter() {
        CURRENT.set(this);
    }

    static void leave() {
        CURRENT.remove();
    }

    /** The lowest 48 of the id's random bits count, so that neither version nor variant is touched. */
    private UUID next() {
        long mask = (1L << 48) - 1;
        long low = firstId.getLeastSignificantBits();
        return new UUID(firstId.getMostSignificantBits(), (low & ~mask) | ((low + idsMade++) & mask));
    }
}
