package io.desifans.identity.command;

import io.desifans.identity.command.ProviderSignIn.SignedIn;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import io.desifans.web.TrustedOrigins;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where a provider sends a browser back to. It goes on to where the client wanted, or to where it wants to hear of errors. */
@Hidden
@RestController
@RequestMapping("/api/auth/callback")
final class ProviderCallback {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderCallback.class);
    private static final int LONGEST_CODE = 4096;
    private static final int LONGEST_ERROR = 200;

    /** What the refusals of commands are called here. */
    private static final Map<String, String> ERRORS = Map.of(
            LinkedAccounts.NOT_LINKED,
            "account_not_linked",
            Ban.CODE,
            "banned",
            ProviderSignIn.SIGN_UP_DISABLED,
            "signup_disabled",
            ProviderSignIn.OTHER_EMAIL,
            "email_does_not_match",
            "USER_EMAIL_NOT_FOUND",
            "email_not_found",
            "SOCIAL_ACCOUNT_ALREADY_LINKED",
            "account_already_linked_to_different_user");

    private final OidcProviders providers;
    private final ProviderFlows flows;
    private final ProviderSignIn signIn;
    private final TrustedOrigins origins;

    ProviderCallback(OidcProviders providers, ProviderFlows flows, ProviderSignIn signIn, TrustedOrigins origins) {
        this.providers = providers;
        this.flows = flows;
        this.signIn = signIn;
        this.origins = origins;
    }

    /** A form from another site comes without the cookies that are needed; asked for again, the page comes with them. */
    @PostMapping(path = "/{providerId}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> form(@PathVariable String providerId, @RequestBody MultiValueMap<String, String> form) {
        StringBuilder query = new StringBuilder();
        for (Map.Entry<String, String> each : new TreeMap<>(form.toSingleValueMap()).entrySet())
            if (Set.of("code", "state", "error", "error_description").contains(each.getKey()))
                query.append(query.isEmpty() ? "?" : "&")
                        .append(each.getKey())
                        .append('=')
                        .append(encoded(String.valueOf(each.getValue())));
        return to(origins.base() + "/api/auth/callback/" + encoded(providerId) + query);
    }

    @GetMapping("/{providerId}")
    ResponseEntity<Void> back(
            @PathVariable String providerId,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(required = false) @Nullable String error,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        ProviderFlow flow = null;
        try {
            OidcProvider provider = providers
                    .named(providerId)
                    .orElseThrow(() -> new ProviderFailure("oauth_provider_not_found", "unknown"));
            if (state.isEmpty()) throw new ProviderFailure("state_not_found", "no state");
            flow = flows.of(providerId, state, request);
            flows.end(flow, caller, response);
            if (error != null) throw new ProviderFailure(shortened(error), "the provider's own error");
            if (code.isBlank() || code.length() > LONGEST_CODE) throw new ProviderFailure("no_code", "no code");
            return to(target(provider, flow, code, caller, request, response));
        } catch (ProviderFailure e) {
            LOG.info("A sign-in at a provider ended: {}", e.getMessage());
            return to(errorPage(flow, e.code()));
        } catch (Rejected e) {
            return to(errorPage(flow, ERRORS.getOrDefault(e.code(), "unable_to_link_account")));
        }
    }

    private String target(
            OidcProvider provider,
            ProviderFlow flow,
            String code,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        ProviderTokens tokens = provider.redeem(code, flow);
        ProviderProfile profile = provider.profile(tokens, flow.nonce());
        ProviderAccount account = ProviderSignInEndpoints.account(provider, profile, tokens);
        if (flow.linkTo() != null) {
            signIn.link(account, profile, flow.linkTo(), linking(flow.linkTo(), caller));
            return flow.callbackUrl();
        }
        boolean maySignUp = provider.maySignUp(flow.requestSignUp());
        SignedIn signedIn = signIn.signIn(account, profile, maySignUp, request, response);
        return signedIn.isNew() && flow.newUserCallbackUrl() != null ? flow.newUserCallbackUrl() : flow.callbackUrl();
    }

    /** Who asked for it in this browser. Somebody else may have signed in there since; a bearer token does not come along. */
    private static Caller linking(String userId, Caller caller) {
        if (caller.userId() == null) return new Caller(userId, null, Set.of());
        caller.requireThemselves();
        if (!caller.is(userId)) throw Rejected.forbidden("ANOTHER_USER", "Another user is signed in now.");
        return caller;
    }

    private String errorPage(@Nullable ProviderFlow flow, String error) {
        String page = flow == null || flow.errorCallbackUrl() == null
                ? origins.base() + "/api/auth/error"
                : flow.errorCallbackUrl();
        int fragment = page.indexOf('#');
        String before = fragment < 0 ? page : page.substring(0, fragment);
        String after = fragment < 0 ? "" : page.substring(fragment);
        return before + (before.contains("?") ? "&" : "?") + "error=" + encoded(error) + after;
    }

    private static String shortened(String error) {
        return error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static ResponseEntity<Void> to(String address) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.LOCATION, address)
                .build();
    }
}
