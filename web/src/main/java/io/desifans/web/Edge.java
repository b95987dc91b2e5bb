package io.desifans.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** The outermost filter: names the request, and answers whatever fails further in. */
final class Edge extends OncePerRequestFilter {

    private static final int LONGEST_USER_AGENT = 512;

    private final Answer answer;

    Edge(Answer answer) {
        this.answer = answer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        RequestContext context = context(request);
        response.setHeader(RequestIds.REQUEST, context.requestId());
        response.setHeader(RequestIds.CORRELATION, context.correlationId());
        context.enter();
        try (var request_ = MDC.putCloseable("requestId", context.requestId());
                var correlation = MDC.putCloseable("correlationId", context.correlationId())) {
            chain.doFilter(request, response);
        } catch (Exception e) {
            answer.failure(request, response, e);
        } finally {
            RequestContext.leave();
        }
    }

    private static RequestContext context(HttpServletRequest request) {
        return new RequestContext(
                RequestIds.sentOrNew(request, RequestIds.REQUEST),
                RequestIds.sentOrNew(request, RequestIds.CORRELATION),
                request.getRemoteAddr(),
                userAgent(request.getHeader("User-Agent")),
                request.getMethod().toUpperCase(Locale.ROOT),
                Face.path(request));
    }

    private static @Nullable String userAgent(@Nullable String sent) {
        if (sent == null) return null;
        String harmless = sent.replaceAll("\\p{Cntrl}", "?");
        return harmless.length() <= LONGEST_USER_AGENT ? harmless : harmless.substring(0, LONGEST_USER_AGENT);
    }
}
