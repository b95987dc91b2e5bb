package io.desifans.identity.command;

import io.desifans.eventstore.SettingRefused;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one provider, {@code desifans.oidc.<id>.*}.
 *
 * @param signUp whether a sign-in may make a user: {@code always}, {@code requested} or {@code never}
 */
record OidcSettings(
        @Nullable String issuer,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String signUp) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> SIGN_UPS = Set.of("always", "requested", "never");

    /** With defaults, and as they must be. */
    OidcSettings checked(String id) {
        require(id.matches("[a-z0-9]{1,40}") && !id.equals("credential"), id, "", "needs a name of a-z and 0-9");
        require(issuer != null && isAddress(issuer), id, ".issuer", "must be an https address");
        require(isFilled(clientId), id, ".client-id", "must be set");
        require(isFilled(clientSecret), id, ".client-secret", "must be set");
        String made = signUp == null ? "always" : signUp;
        require(SIGN_UPS.contains(made), id, ".sign-up", "must be always, requested or never");
        return new OidcSettings(issuer, clientId, clientSecret, made);
    }

    /** @param requested whether the client said that it is a sign-up */
    boolean maySignUp(boolean requested) {
        return "always".equals(signUp) || (requested && "requested".equals(signUp));
    }

    private static boolean isFilled(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            String host = String.valueOf(uri.getHost());
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void require(boolean holds, String id, String setting, String what) {
        if (!holds) throw new SettingRefused("The setting desifans.oidc." + id + setting + " " + what + ".");
    }

    /** Says nothing, so that the secret cannot get into a log line. */
    @Override
    public String toString() {
        return "OidcSettings[…]";
    }
}
