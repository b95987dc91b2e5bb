package io.desifans.web;

import io.desifans.eventstore.SettingRefused;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whose pages may write with a visitor's cookies: our own public address and those in {@code desifans.trusted-origins},
 * where {@code https://*.example.test} stands for exactly one label.
 */
public final class TrustedOrigins {

    /** A path that no browser takes for another host, whatever it decodes or normalises. */
    private static final Pattern RELATIVE =
            Pattern.compile("/(?!/|\\\\|%2f|%5c)[\\w\\-.+/@]*(?:\\?[\\w\\-.+/=&%@]*)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern WILDCARD = Pattern.compile("(https?://)\\*\\.([^*]+)");

    private final Origin base;
    private final List<Origin> exact;
    private final List<Origin> parents;

    /**
     * Takes the settings as configured.
     *
     * @throws SettingRefused if one is not an origin
     */
    public TrustedOrigins(String baseUrl, String origins) {
        List<String> listed = Arrays.stream(origins.split(","))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .toList();
        base = setting("desifans.base-url", baseUrl);
        exact = Stream.concat(
                        Stream.of(base),
                        listed.stream().filter(o -> !isWildcard(o)).map(o -> setting("desifans.trusted-origins", o)))
                .toList();
        parents = listed.stream()
                .filter(TrustedOrigins::isWildcard)
                .map(o ->
                        setting("desifans.trusted-origins", WILDCARD.matcher(o).replaceFirst("$1$2")))
                .toList();
    }

    /** Our own public address, such as {@code https://example.test}. */
    public String base() {
        return base.toString();
    }

    public boolean isHttps() {
        return base.scheme.equals("https");
    }

    /** Whether the page at this address, an {@code Origin}, a {@code Referer} or a URL to go to, is one of those. */
    public boolean trust(String url) {
        return Origin.of(url)
                .filter(origin -> exact.contains(origin)
                        || origin.parent().filter(parents::contains).isPresent())
                .isPresent();
    }

    /** Whether a client may ask that a browser be sent there: a path of our own site, or a page of those. */
    public boolean mayBeSentTo(String url) {
        return RELATIVE.matcher(url).matches() || trust(url);
    }

    /** Those without a wildcard; only they may read our answers from a browser. */
    List<String> exact() {
        return exact.stream().map(Origin::toString).toList();
    }

    private static boolean isWildcard(String origin) {
        return WILDCARD.matcher(origin).matches();
    }

    private static Origin setting(String name, String value) {
        String bare = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
        return Origin.of(bare)
                .filter(origin -> URI.create(bare).getRawPath().isEmpty() && !bare.contains("*"))
                .orElseThrow(() ->
                        new SettingRefused(name + " must hold addresses like https://example.test, without a path."));
    }

    /** @param port always named, so that a default port compares equal */
    private record Origin(String scheme, String host, int port) {

        static Optional<Origin> of(String url) {
            try {
                URI uri = new URI(url);
                String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
                if (uri.getHost() == null || uri.getRawUserInfo() != null) return Optional.empty();
                if (!scheme.equals("http") && !scheme.equals("https")) return Optional.empty();
                int port = uri.getPort() < 0 ? defaultPort(scheme) : uri.getPort();
                return Optional.of(new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port));
            } catch (URISyntaxException e) {
                return Optional.empty();
            }
        }

        /** The same without the host's first label. */
        Optional<Origin> parent() {
            int dot = host.indexOf('.');
            return dot < 1 ? Optional.empty() : Optional.of(new Origin(scheme, host.substring(dot + 1), port));
        }

        private static int defaultPort(String scheme) {
            return scheme.equals("https") ? 443 : 80;
        }

        @Override
        public String toString() {
            return scheme + "://" + host + (port == defaultPort(scheme) ? "" : ":" + port);
        }
    }
}
