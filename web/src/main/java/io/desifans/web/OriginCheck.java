package io.desifans.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps other people's pages from writing with a visitor's cookies, or from signing a visitor in. A program that sends a
 * bearer token and no cookie is not asked where it comes from.
 */
final class OriginCheck extends OncePerRequestFilter {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final TrustedOrigins origins;

    OriginCheck(TrustedOrigins origins) {
        this.origins = origins;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return READS.contains(request.getMethod()) || Face.path(request).equals(Face.WEBHOOK);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getHeader(HttpHeaders.COOKIE) != null || isSignInFromBrowser(request)) check(request);
        chain.doFilter(request, response);
    }

    private void check(HttpServletRequest request) {
        String origin = origin(request);
        if (origin == null || origin.isBlank() || origin.equals("null"))
            throw Rejected.forbidden("MISSING_OR_NULL_ORIGIN", "Missing or null Origin");
        if (!origins.trust(origin)) throw Rejected.forbidden("INVALID_ORIGIN", "Invalid origin");
    }

    /**
     * Every browser says {@code Sec-Fetch-Site} or {@code Origin} with a post; servers' HTTP libraries may send others of
     * the Sec-Fetch headers, which say nothing of where a request comes from.
     */
    private static boolean isSignInFromBrowser(HttpServletRequest request) {
        String path = Face.path(request);
        if (!path.startsWith("/api/auth/sign-in") && !path.startsWith("/api/auth/sign-up")) return false;
        String site = request.getHeader("Sec-Fetch-Site");
        if ("cross-site".equals(site) && "navigate".equals(request.getHeader("Sec-Fetch-Mode")))
            throw Rejected.forbidden("CROSS_SITE_NAVIGATION_LOGIN_BLOCKED", "Cross-site navigation login blocked");
        return site != null || request.getHeader(HttpHeaders.ORIGIN) != null;
    }

    private static @Nullable String origin(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null ? origin : request.getHeader(HttpHeaders.REFERER);
    }
}
