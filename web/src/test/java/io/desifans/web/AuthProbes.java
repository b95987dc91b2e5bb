package io.desifans.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The same in the shape of Better Auth. */
@RestController
@RequestMapping("/api/auth")
class AuthProbes {

    record SignIn(String email, @Nullable Boolean rememberMe) {}

    private final SessionCookies cookies;

    AuthProbes(SessionCookies cookies) {
        this.cookies = cookies;
    }

    @PostMapping("/sign-in/email")
    Map<String, String> signIn(@RequestBody SignIn body, HttpServletRequest request, HttpServletResponse response) {
        Probes.CALLS.incrementAndGet();
        cookies.give(request, response, SignedValuesTest.TOKEN, !Boolean.FALSE.equals(body.rememberMe()));
        return Map.of("email", body.email());
    }

    @PostMapping("/sign-out")
    Map<String, Boolean> signOut(HttpServletResponse response) {
        Probes.CALLS.incrementAndGet();
        cookies.clear(response);
        return Map.of("success", true);
    }

    @GetMapping("/get-session")
    Map<String, Object> session(@Nullable AuthenticatedSession session) {
        if (session == null) return Map.of();
        return Map.of(
                "userId", session.caller().id(),
                "token", session.token(),
                "hash", session.tokenHash(),
                "expiresAt", session.expiresAt(),
                "bearer", session.bearer());
    }

    @SignedIn
    @GetMapping("/list-sessions")
    Map<String, Object> sessions() {
        return Map.of();
    }

    @GetMapping("/failure")
    void failure(@RequestParam int number) {
        throw new IllegalStateException("asha@example.test");
    }
}
