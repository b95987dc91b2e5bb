package io.desifans.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** An absolute http or https address. */
final class WebAddress {

    private static final int LONGEST = 2000;

    private WebAddress() {}

    static boolean isOne(URI address) {
        String scheme = address.getScheme();
        return ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme)) && address.getHost() != null;
    }

    /** @throws Refused unless it is absent or such an address */
    static @Nullable URI of(String field, @Nullable String text) {
        if (text == null) return null;
        try {
            URI address = new URI(text);
            if (isOne(address) && text.length() <= LONGEST) return address;
        } catch (URISyntaxException e) {
            throw notOne(field);
        }
        throw notOne(field);
    }

    /** The address with these query parameters after its own; the values need no escaping. */
    static URI with(URI address, String parameters) {
        String text = address.toString();
        int end = text.contains("#") ? text.indexOf('#') : text.length();
        String separator =
                address.getRawQuery() == null ? "?" : address.getRawQuery().isEmpty() ? "" : "&";
        return URI.create(text.substring(0, end) + separator + parameters + text.substring(end));
    }

    private static Refused notOne(String field) {
        return Refused.unprocessable(field + " must be an absolute http or https address.");
    }
}
