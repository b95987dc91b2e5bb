package io.desifans.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request that this thread is answering.
 *
 * @param requestId names this request in answers, logs and events
 * @param correlationId names the flow that this request belongs to
 * @param ipAddress of the socket's other end; personal
 * @param userAgent as sent, control characters taken out; personal
 */
public record RequestContext(
        String requestId,
        String correlationId,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        String method,
        String path) {

    private static final ThreadLocal<RequestContext> CURRENT = new ThreadLocal<>();

    /** The request of this thread; only code that answers requests may ask. */
    public static RequestContext current() {
        return find().orElseThrow(() -> new IllegalStateException("this thread answers no request"));
    }

    /** The request of this thread, or nothing where the system acts by itself. */
    public static Optional<RequestContext> find() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Work of this thread's request that is done on another thread. */
    public static Runnable carried(Runnable work) {
        RequestContext request = current();
        return () -> {
            request.enter();
            try {
                work.run();
            } finally {
                leave();
            }
        };
    }

    void enter() {
        CURRENT.set(this);
    }

    static void leave() {
        CURRENT.remove();
    }
}
