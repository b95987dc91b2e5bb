package io.desifans.web;

import io.desifans.eventstore.LogPosition;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds a read back until the read model has what the client has written. This comes before the session is looked up,
 * since the session may be what was written.
 */
final class WaitForPosition extends OncePerRequestFilter {

    static final String HEADER = "Wait-For-Position";

    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final ReadModelPosition readModel;
    private final Duration atMost;

    WaitForPosition(ReadModelPosition readModel, Duration atMost) {
        this.readModel = readModel;
        this.atMost = atMost;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = Face.path(request);
        return !READS.contains(request.getMethod()) || !(Face.isV1(path) || path.equals("/api/auth/get-session"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HEADER);
        if (header != null) readModel.await(position(header), atMost);
        chain.doFilter(request, response);
    }

    private static LogPosition position(String header) {
        try {
            return LogPosition.parse(header);
        } catch (IllegalArgumentException e) {
            throw Rejected.invalid(HEADER, HEADER + " must be the Event-Position of an earlier answer.");
        }
    }
}
