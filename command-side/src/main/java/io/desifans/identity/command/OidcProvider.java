package io.desifans.identity.command;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A provider at which users sign in (OpenID Connect, code flow with PKCE). */
final class OidcProvider {

    private final String id;
    private final OidcSettings settings;
    private final OidcDiscovery discovery;
    private final IdTokens idTokens;
    private final URI callback;
    private final Clock clock;

    /** @param callback where it sends the client back to */
    OidcProvider(String id, OidcSettings settings, URI callback, Clock clock) {
        this.id = id;
        this.settings = settings;
        this.discovery = new OidcDiscovery(Objects.requireNonNull(settings.issuer()), clock);
        this.idTokens = new IdTokens(Objects.requireNonNull(settings.clientId()), clock);
        this.callback = callback;
        this.clock = clock;
    }

    String id() {
        return id;
    }

    /** @param requested whether the client said that it is a sign-up */
    boolean maySignUp(boolean requested) {
        return settings.maySignUp(requested);
    }

    /** Where the client is to sign in. @param scopes beyond those that say who it is */
    URI signInAt(ProviderFlow flow, List<String> scopes, @Nullable String loginHint) {
        Scope scope = new Scope("openid", "email", "profile");
        scopes.forEach(scope::add);
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                        ResponseType.CODE, scope, clientId(), callback)
                .endpointURI(metadata().getAuthorizationEndpointURI())
                .state(new State(flow.state()))
                .nonce(new Nonce(flow.nonce()))
                .codeChallenge(new CodeVerifier(flow.verifier()), CodeChallengeMethod.S256);
        if (loginHint != null) request.loginHint(loginHint);
        return request.build().toURI();
    }

    ProviderTokens redeem(String code, ProviderFlow flow) {
        return tokens(
                new AuthorizationCodeGrant(new AuthorizationCode(code), callback, new CodeVerifier(flow.verifier())));
    }

    ProviderTokens refresh(String refreshToken) {
        return tokens(new RefreshTokenGrant(new RefreshToken(refreshToken)));
    }

    /**
     * Whom the tokens are for. What the ID token does not say is asked for.
     *
     * @param nonce that must stand in the ID token; null where nobody asked for one
     */
    ProviderProfile profile(ProviderTokens tokens, @Nullable String nonce) {
        if (tokens.idToken() == null) throw ProviderFailure.noProfile("no ID token");
        Map<String, Object> claims = idTokens.verified(tokens.idToken(), nonce, discovery.found());
        if (claims.get("email") != null || tokens.accessToken() == null) return ProviderProfile.of(claims);
        Map<String, Object> all = new HashMap<>(userInfo(tokens.accessToken()));
        if (!Objects.equals(all.get("sub"), claims.get("sub"))) throw ProviderFailure.noProfile("another subject");
        all.putAll(claims);
        return ProviderProfile.of(all);
    }

    /** As the provider knows the user now. */
    Map<String, Object> userInfo(String accessToken) {
        URI address = metadata().getUserInfoEndpointURI();
        if (address == null) return Map.of();
        try {
            var answer =
                    OidcHttp.send(new UserInfoRequest(address, new BearerAccessToken(accessToken)).toHTTPRequest());
            answer.ensureStatusCode(200);
            return answer.getBodyAsJSONObject();
        } catch (IOException | ParseException e) {
            throw ProviderFailure.noProfile("no user info: " + e.getClass().getSimpleName());
        }
    }

    private ProviderTokens tokens(AuthorizationGrant grant) {
        Instant asked = clock.instant();
        try {
            TokenRequest request = new TokenRequest.Builder(metadata().getTokenEndpointURI(), client(), grant).build();
            TokenResponse response = OIDCTokenResponseParser.parse(OidcHttp.send(request.toHTTPRequest()));
            if (response instanceof OIDCTokenResponse good) return tokens(good, asked);
            throw new ProviderFailure("invalid_code", "grant refused");
        } catch (IOException | ParseException e) {
            throw new ProviderFailure(
                    "invalid_code", "no tokens: " + e.getClass().getSimpleName());
        }
    }

    private static ProviderTokens tokens(OIDCTokenResponse response, Instant asked) {
        OIDCTokens tokens = response.getOIDCTokens();
        long seconds = tokens.getAccessToken().getLifetime();
        Scope scope = tokens.getAccessToken().getScope();
        Object refreshSeconds = response.getCustomParameters().get("refresh_token_expires_in");
        return new ProviderTokens(
                tokens.getAccessToken().getValue(),
                tokens.getRefreshToken() == null
                        ? null
                        : tokens.getRefreshToken().getValue(),
                tokens.getIDTokenString(),
                seconds > 0 ? asked.plusSeconds(seconds) : null,
                refreshSeconds instanceof Number number ? asked.plusSeconds(number.longValue()) : null,
                scope == null ? null : String.join(",", scope.toStringList()));
    }

    private ClientAuthentication client() {
        Secret secret = new Secret(Objects.requireNonNull(settings.clientSecret()));
        List<ClientAuthenticationMethod> methods = metadata().getTokenEndpointAuthMethods();
        boolean basic = methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return basic ? new ClientSecretBasic(clientId(), secret) : new ClientSecretPost(clientId(), secret);
    }

    private ClientID clientId() {
        return new ClientID(Objects.requireNonNull(settings.clientId()));
    }

    private OIDCProviderMetadata metadata() {
        return discovery.found().metadata();
    }
}
