package io.desifans.web;

import io.desifans.web.RateLimits.Counted;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets one client ask for a path under {@code /api/auth} only so often. What guesses passwords or sends mails is counted
 * for all nodes together; the rest, whose limit only keeps a node from being flooded, by each node for itself.
 */
final class RateLimitFilter extends OncePerRequestFilter {

    static final String RETRY_AFTER = "X-Retry-After";

    private static final String ROOT = "/api/auth";
    private static final String ALIVE = ROOT + "/ok";
    private static final byte[] TOO_MANY =
            "{\"message\":\"Too many requests. Please try again later.\"}".getBytes(StandardCharsets.UTF_8);

    private static final List<String> PASSWORDS =
            List.of(ROOT + "/sign-in", ROOT + "/sign-up", ROOT + "/change-password", ROOT + "/change-email");
    private static final List<String> MAILS =
            List.of(ROOT + "/request-password-reset", ROOT + "/send-verification-email", ROOT + "/forget-password");

    /** Counted apart from what else begins like them, of which there is no end. */
    private static final Set<String> APART = Set.of(ROOT + "/sign-in/email", ROOT + "/sign-in/social");

    private final Supplier<RateLimits> limits;
    private final Rate general;
    private final Rate password;
    private final Rate mail;

    RateLimitFilter(Supplier<RateLimits> limits, Rate general, Rate password, Rate mail) {
        this.limits = limits;
        this.general = general;
        this.password = password;
        this.mail = mail;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = Face.path(request);
        return !limits.get().areOn() || !Face.isAuth(path) || path.equals(ALIVE);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Counted counted = counted(Face.path(request), ClientAddress.of(request.getRemoteAddr()));
        if (counted.isOver()) refuse(response, Math.max(1, (counted.left().toMillis() + 999) / 1000));
        else chain.doFilter(request, response);
    }

    private Counted counted(String path, String client) {
        for (String prefix : PASSWORDS)
            if (path.startsWith(prefix))
                return limits.get().count(APART.contains(path) ? path : prefix, client, password);
        for (String prefix : MAILS)
            if (path.startsWith(prefix)) return limits.get().count(prefix, client, mail);
        return limits.get().countHere(path, client, general);
    }

    /** The clients know this answer; it has no code. */
    private static void refuse(HttpServletResponse response, long seconds) throws IOException {
        response.setStatus(429);
        response.setHeader(RETRY_AFTER, Long.toString(seconds));
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.PRAGMA, "no-cache");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(TOO_MANY.length);
        response.getOutputStream().write(TOO_MANY);
    }
}
