package io.desifans.provider;

import java.net.URI;
import java.util.List;

/**
 * How the simulator is started.
 *
 * @param port HTTP port
 * @param issuer under which it is found, without a slash at the end
 * @param clientSecret 32 characters or more
 * @param redirectUris where clients may be sent back to
 */
record Settings(int port, URI issuer, String clientId, String clientSecret, List<String> redirectUris) {

    /** @throws IllegalArgumentException with a sentence for whoever started it */
    Settings {
        require(port > 0 && port <= 65535, "The port is no port number: " + port + ".");
        require(!clientId.isBlank(), "The client needs an id.");
        require(clientSecret.length() >= 32, "The client secret needs at least 32 characters.");
        require(!redirectUris.isEmpty(), "At least one redirect URI is needed.");
        redirectUris = List.copyOf(redirectUris);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) throw new IllegalArgumentException(sentence);
    }
}
