package io.desifans.provider;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** Where a person says who they are, and is believed. */
@RestController
final class LoginPage {

    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final HttpSessionRequestCache requests = new HttpSessionRequestCache();
    private final People people;

    LoginPage(People people) {
        this.people = people;
    }

    @GetMapping(path = "/login", produces = MediaType.TEXT_HTML_VALUE)
    String page(HttpServletRequest request, HttpServletResponse response) {
        SavedRequest saved = requests.getRequest(request, response);
        String[] hints = saved == null ? null : saved.getParameterValues("login_hint");
        String hint = hints == null || hints.length == 0 ? "" : hints[0];
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in</title>
                <style>body{font:1rem system-ui;max-width:26rem;margin:4rem auto;padding:0 1rem}
                input,button{font:inherit;padding:.5rem;width:100%%;box-sizing:border-box;margin:.3rem 0}</style>
                <h1>Who are you?</h1>
                <p>This stands in for Google or another provider in the demo. Any address signs in; no password is asked for.</p>
                <form method="post" action="/login">
                <label>E-mail <input name="login" type="email" required autofocus maxlength="254" value="%s"></label>
                <button>Sign in</button></form></html>
                """.formatted(HtmlUtils.htmlEscape(hint));
    }

    @PostMapping("/login")
    ResponseEntity<Void> login(@RequestParam String login, HttpServletRequest request, HttpServletResponse response) {
        SavedRequest saved = requests.getRequest(request, response);
        Person person = people.arriving(login.strip().toLowerCase(Locale.ROOT));
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                person.subject(),
                null,
                List.of(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY))));
        contexts.saveContext(context, request, response);
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.LOCATION, saved == null ? "/login" : saved.getRedirectUrl())
                .build();
    }
}
