package io.desifans.identity.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.desifans.command.NewId;
import io.desifans.identity.command.ProviderSignIn.SignedIn;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where a client begins to sign in at a provider, or to link an account there to its user. */
@RestController
@RequestMapping("/api/auth")
final class ProviderSignInEndpoints {

    private static final int LONGEST_TOKEN = 16_384;

    private final OidcProviders providers;
    private final ProviderFlows flows;
    private final ProviderSignIn signIn;
    private final IdentityRows rows;

    ProviderSignInEndpoints(OidcProviders providers, ProviderFlows flows, ProviderSignIn signIn, IdentityRows rows) {
        this.providers = providers;
        this.flows = flows;
        this.signIn = signIn;
        this.rows = rows;
    }

    /** @param url where the client is to sign in; null if an ID token has done it: then there are a token and the user */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SocialSignIn(
            @Nullable String url,
            boolean redirect,
            @Nullable String token,
            @Nullable UserJson user) {}

    @PostMapping("/sign-in/social")
    SocialSignIn signIn(
            @RequestBody Map<String, Object> body,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        Fields fields = new Fields(body);
        OidcProvider provider = provider(fields);
        flows.require(fields);
        Fields idToken = fields.optionalObject("idToken");
        if (body.get("idToken") == null) {
            String url = flows.begin(provider, fields, null, caller, response).toString();
            return new SocialSignIn(url, !fields.flag("disableRedirect", false), null, null);
        }
        ProviderTokens tokens = tokens(idToken);
        ProviderProfile profile = profile(provider, tokens, idToken);
        boolean maySignUp = provider.maySignUp(fields.flag("requestSignUp", false));
        SignedIn signedIn = signIn.signIn(account(provider, profile, tokens), profile, maySignUp, request, response);
        UserJson user = rows.user(signedIn.userId()).orElseThrow(() -> Rejected.notFound("user"));
        return new SocialSignIn(null, false, signedIn.token(), user);
    }

    /** @param status true if an ID token has done it */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SocialLink(String url, @Nullable Boolean status, boolean redirect) {}

    @PostMapping("/link-social")
    SocialLink link(@RequestBody Map<String, Object> body, Caller caller, HttpServletResponse response) {
        String userId = caller.id();
        caller.requireThemselves();
        Fields fields = new Fields(body);
        OidcProvider provider = provider(fields);
        flows.require(fields);
        Fields idToken = fields.optionalObject("idToken");
        if (body.get("idToken") == null) {
            String url = flows.begin(provider, fields, userId, caller, response).toString();
            return new SocialLink(url, null, !fields.flag("disableRedirect", false));
        }
        ProviderTokens tokens = tokens(idToken);
        ProviderProfile profile = profile(provider, tokens, idToken);
        if (profile.email() == null) throw Rejected.unauthenticated("USER_EMAIL_NOT_FOUND", "User email not found");
        signIn.link(account(provider, profile, tokens), profile, userId, caller);
        return new SocialLink("", true, false);
    }

    private OidcProvider provider(Fields fields) {
        return providers
                .named(fields.text("provider"))
                .orElseThrow(() -> Rejected.notFound("PROVIDER_NOT_FOUND", "Provider not found"));
    }

    static ProviderAccount account(OidcProvider provider, ProviderProfile profile, ProviderTokens tokens) {
        return new ProviderAccount(NewId.next(), provider.id(), profile.accountId(), tokens);
    }

    /** That the client was given by the provider without us. */
    private static ProviderTokens tokens(Fields idToken) {
        return new ProviderTokens(
                token(idToken, "accessToken"),
                token(idToken, "refreshToken"),
                token(new Fields(Map.of("token", idToken.text("token"))), "token"),
                null,
                null,
                String.join(",", idToken.optionalTexts("scopes")).isEmpty()
                        ? null
                        : String.join(",", idToken.optionalTexts("scopes")));
    }

    private static @Nullable String token(Fields fields, String name) {
        String token = fields.optionalText(name);
        if (token != null && (token.length() > LONGEST_TOKEN || !token.matches("[\\x21-\\x7e]+")))
            throw Rejected.invalid("idToken." + name, "idToken." + name + " is no token");
        return token;
    }

    private static ProviderProfile profile(OidcProvider provider, ProviderTokens tokens, Fields idToken) {
        try {
            return provider.profile(tokens, idToken.optionalText("nonce"));
        } catch (ProviderFailure e) {
            throw Rejected.unauthenticated("INVALID_TOKEN", "Invalid token");
        }
    }
}
