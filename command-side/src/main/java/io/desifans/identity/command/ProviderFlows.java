package io.desifans.identity.command;

import io.desifans.command.Commands;
import io.desifans.command.NewId;
import io.desifans.command.Shape;
import io.desifans.identity.command.OauthState.OauthStateCommand.ConsumeOauthState;
import io.desifans.identity.command.OauthState.OauthStateCommand.IssueOauthState;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import io.desifans.web.SessionCookies;
import io.desifans.web.SessionToken;
import io.desifans.web.TrustedOrigins;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends a client to a provider, and knows it again when it comes back: once, soon, and in the same browser. */
@Component
final class ProviderFlows {

    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,200}");

    private final Commands commands;
    private final CallbackUrls callbackUrls;
    private final TrustedOrigins origins;
    private final SessionCookies cookies;
    private final FlowCookies sealed;
    private final Clock clock;

    ProviderFlows(
            Commands commands,
            CallbackUrls callbackUrls,
            TrustedOrigins origins,
            SessionCookies cookies,
            FlowCookies sealed,
            Clock clock) {
        this.commands = commands;
        this.callbackUrls = callbackUrls;
        this.origins = origins;
        this.cookies = cookies;
        this.sealed = sealed;
        this.clock = clock;
    }

    /** What a client may send, checked whether it is used or not. */
    void require(Fields fields) {
        callbackUrls.requireTrusted(fields.optionalText("callbackURL"));
        callbackUrls.requireTrusted(
                "newUserCallbackURL", fields.optionalText("newUserCallbackURL"), "INVALID_NEW_USER_CALLBACK_URL");
        callbackUrls.requireTrusted(
                "errorCallbackURL", fields.optionalText("errorCallbackURL"), "INVALID_ERROR_CALLBACK_URL");
        fields.flag("disableRedirect", false);
        fields.flag("requestSignUp", false);
        fields.optionalObject("additionalData");
        Shape.optionalText("loginHint", fields.optionalText("loginHint"), 1, 254);
        List<String> scopes = fields.optionalTexts("scopes");
        if (scopes.size() > 20
                || !scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches()))
            throw Rejected.invalid("scopes", "scopes must be up to 20 words");
    }

    /** Where the client is to go. @param linkTo the user to whom the account is to be linked; null for a sign-in */
    URI begin(
            OidcProvider provider,
            Fields fields,
            @Nullable String linkTo,
            Caller caller,
            HttpServletResponse response) {
        String callbackUrl = fields.optionalText("callbackURL");
        ProviderFlow flow = new ProviderFlow(
                NewId.next(),
                provider.id(),
                ProviderFlow.newVerifier(),
                NewId.next(),
                callbackUrl == null ? origins.base() : callbackUrl,
                fields.optionalText("newUserCallbackURL"),
                fields.optionalText("errorCallbackURL"),
                linkTo,
                fields.flag("requestSignUp", false),
                clock.instant().plus(SessionCookies.FLOW));
        URI there = provider.signInAt(flow, fields.optionalTexts("scopes"), fields.optionalText("loginHint"));
        String cookie = sealed.seal(flow);
        String hash = SessionToken.hash(flow.state());
        commands.send(
                new IssueOauthState(OauthState.idOf(hash), NewId.next(), provider.id(), hash, flow.expiresAt()),
                caller);
        cookies.giveFlow(response, cookie);
        return there;
    }

    /** The flow of the browser that comes back. @throws ProviderFailure if it is not the one that this state began */
    ProviderFlow of(String providerId, String state, HttpServletRequest request) {
        return cookies.flow(request)
                .flatMap(sealed::open)
                .filter(flow -> isSame(flow.state(), state) && flow.providerId().equals(providerId))
                .orElseThrow(() -> new ProviderFailure("state_mismatch", "no cookie of this state"));
    }

    /** Nobody comes back with it again. @throws ProviderFailure if somebody has, or too late */
    void end(ProviderFlow flow, Caller caller, HttpServletResponse response) {
        cookies.clearFlow(response);
        String hash = SessionToken.hash(flow.state());
        try {
            commands.send(new ConsumeOauthState(OauthState.idOf(hash), clock.instant()), caller);
        } catch (Rejected e) {
            throw new ProviderFailure("state_not_found", "used, or too old");
        }
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
