package io.desifans.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** Signs the request in by its bearer token or, if it has none, by its session cookie. */
final class SessionAuthentication extends OncePerRequestFilter {

    private static final String BEARER = "bearer ";
    private static final Pattern RAW_TOKEN = Pattern.compile("[A-Za-z0-9]{32}");

    private final SessionCookies cookies;
    private final SignedValues values;
    private final Sessions sessions;

    SessionAuthentication(SessionCookies cookies, SignedValues values, Sessions sessions) {
        this.cookies = cookies;
        this.values = values;
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        session(request).ifPresent(session -> signIn(request, session));
        chain.doFilter(request, response);
    }

    private Optional<AuthenticatedSession> session(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            return token(authorization.substring(BEARER.length()).strip()).flatMap(t -> sessions.find(t, true));
        return cookies.token(request).flatMap(token -> sessions.find(token, false));
    }

    private Optional<String> token(String credentials) {
        return RAW_TOKEN.matcher(credentials).matches() ? Optional.of(credentials) : values.verify(credentials);
    }

    private static void signIn(HttpServletRequest request, AuthenticatedSession session) {
        session.attachTo(request);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new PreAuthenticatedAuthenticationToken(
                session.caller(),
                null,
                AuthorityUtils.createAuthorityList(session.caller().roles())));
        SecurityContextHolder.setContext(context);
    }
}
