package io.desifans.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * The live session this request was sent with. A controller may take it as a parameter; it is null for an anonymous visitor.
 *
 * @param token the plain token as sent; never to be stored or logged
 * @param tokenHash what the tables and events hold in its place
 * @param bearer whether it came in the header {@code Authorization} and not in a cookie
 */
public record AuthenticatedSession(Caller caller, String token, String tokenHash, Instant expiresAt, boolean bearer) {

    private static final String ATTRIBUTE = AuthenticatedSession.class.getName();

    /** The session of this request, if it has one. */
    public static Optional<AuthenticatedSession> of(HttpServletRequest request) {
        return Optional.ofNullable((AuthenticatedSession) request.getAttribute(ATTRIBUTE));
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "AuthenticatedSession[" + caller.sessionId() + "]";
    }
}
