package io.desifans.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The session cookies of the Better Auth clients: names, signed values and attributes. */
public final class SessionCookies {

    /** How long a sign-in at a provider may take. */
    public static final Duration FLOW = Duration.ofMinutes(10);

    private static final Duration REMEMBERED = Duration.ofDays(7);
    private static final String AUTH_TOKEN_HEADER = "set-auth-token";

    private final SignedValues values;
    private final String secure;
    private final String sessionName;
    private final String dontRememberName;
    private final String adminName;
    private final String flowName;

    public SessionCookies(SignedValues values, boolean https) {
        this.values = values;
        this.secure = https ? "; Secure" : "";
        String prefix = (https ? "__Secure-" : "") + "better-auth.";
        sessionName = prefix + "session_token";
        dontRememberName = prefix + "dont_remember";
        adminName = prefix + "admin_session";
        flowName = prefix + "oauth_state";
    }

    /** Gives the client the session of this token: for seven days, or until the browser closes. Also repeats a refreshed one. */
    public void give(HttpServletRequest request, HttpServletResponse response, String token, boolean remember) {
        String signed = values.sign(token);
        set(response, sessionName, signed, remember ? REMEMBERED : null);
        if (!remember) set(response, dontRememberName, values.sign("true"), null);
        else if (isSent(request, dontRememberName)) set(response, dontRememberName, "", Duration.ZERO);
        response.setHeader(AUTH_TOKEN_HEADER, signed);
        expose(response, AUTH_TOKEN_HEADER);
    }

    /** Takes the session from the client. */
    public void clear(HttpServletResponse response) {
        set(response, sessionName, "", Duration.ZERO);
        set(response, dontRememberName, "", Duration.ZERO);
    }

    /** An admin's own session, kept by the client while the admin acts in another's place. */
    public record Parked(String token, boolean remember) {}

    /** Keeps the admin's session for the time after. */
    public void park(HttpServletResponse response, Parked own) {
        set(response, adminName, values.sign(own.token() + ":" + (own.remember() ? "" : "true")), REMEMBERED);
    }

    /** What was parked, if we signed it. */
    public Optional<Parked> parked(HttpServletRequest request) {
        return verified(request, adminName).map(value -> {
            int end = value.lastIndexOf(':');
            return new Parked(value.substring(0, Math.max(end, 0)), !value.endsWith(":true"));
        });
    }

    /** Takes the parked session from the client. */
    public void clearParked(HttpServletResponse response) {
        set(response, adminName, "", Duration.ZERO);
    }

    /** Keeps what a sign-in at a provider needs when the client comes back. @param value encrypted */
    public void giveFlow(HttpServletResponse response, String value) {
        set(response, flowName, value, FLOW);
    }

    /** What was kept for the way back, as it was sent. */
    public Optional<String> flow(HttpServletRequest request) {
        return sent(request, flowName).findFirst();
    }

    public void clearFlow(HttpServletResponse response) {
        set(response, flowName, "", Duration.ZERO);
    }

    /** Whether the client sent a session cookie, valid or not. */
    public boolean isSent(HttpServletRequest request) {
        return isSent(request, sessionName);
    }

    /** Whether the session ends with the browser and is not to be refreshed. */
    public boolean isNotRemembered(HttpServletRequest request) {
        return verified(request, dontRememberName).filter("true"::equals).isPresent();
    }

    /** The token in the session cookie, if we signed it. */
    public Optional<String> token(HttpServletRequest request) {
        return verified(request, sessionName);
    }

    private Optional<String> verified(HttpServletRequest request, String name) {
        return sent(request, name)
                .flatMap(value -> values.verify(value).stream())
                .findFirst();
    }

    private boolean isSent(HttpServletRequest request, String name) {
        return sent(request, name).findAny().isPresent();
    }

    private static Stream<String> sent(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) return Stream.empty();
        return Arrays.stream(cookies).filter(c -> c.getName().equals(name)).map(Cookie::getValue);
    }

    private void set(HttpServletResponse response, String name, String value, @Nullable Duration maxAge) {
        String lifetime = maxAge == null ? "" : "; Max-Age=" + maxAge.toSeconds();
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                name + "=" + value + lifetime + "; Path=/; HttpOnly" + secure + "; SameSite=Lax");
    }

    private static void expose(HttpServletResponse response, String header) {
        String exposed = response.getHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS);
        if (exposed != null && exposed.contains(header)) return;
        response.setHeader(
                HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, exposed == null ? header : exposed + ", " + header);
    }
}
