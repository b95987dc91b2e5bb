package io.desifans.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The last moments of a node that is told to end. What it has taken it answers; what comes now it hands back, so that the
 * proxy asks another node and leaves this one alone. Only when nothing comes any more is its port closed: whatever is on
 * its way to a port at that moment is lost.
 */
final class Ending extends OncePerRequestFilter implements SmartLifecycle {

    private static final Duration QUIET = Duration.ofMillis(500);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final long longestNanos;
    private volatile boolean ending;
    private volatile boolean running;
    private volatile long askedAtNanos;

    /** @param longest after this time the port is closed in any case; nothing is waited for if it is zero */
    Ending(Duration longest) {
        this.longestNanos = longest.toNanos();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ending || Face.path(request).startsWith("/actuator");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        askedAtNanos = System.nanoTime();
        response.setHeader("Connection", "close");
        throw new NodeIsEnding();
    }

    @Override
    public void start() {
        ending = false;
        running = true;
    }

    @Override
    public void stop() {
        long begin = System.nanoTime();
        askedAtNanos = begin;
        ending = longestNanos > 0;
        while (System.nanoTime() - begin < longestNanos && System.nanoTime() - askedAtNanos < QUIET.toNanos())
            LockSupport.parkNanos(this, BETWEEN_LOOKS.toNanos());
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, which would close the port. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    /** Nothing was done for the request: whoever hands it on may send it elsewhere, whatever it is. */
    static final class NodeIsEnding extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private NodeIsEnding() {
            super("the node is about to end", null, false, false);
        }
    }
}
