package io.desifans.gateway;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the simulator is started.
 *
 * @param port HTTP port; 0 takes any free one
 * @param webhookSecrets sign every webhook, each with a signature of its own
 * @param webhookUrl where webhooks go; absent, they are listed and not sent
 * @param url public address that checkout pages are found under; absent, {@code http://localhost:<port>}
 */
record Settings(
        int port,
        String apiKey,
        List<WebhookSecret> webhookSecrets,
        @Nullable URI webhookUrl,
        String businessName,
        @Nullable URI url) {

    /** @throws IllegalArgumentException with a sentence for whoever started it */
    Settings {
        require(port >= 0 && port <= 65535, "The port is no port number: " + port + ".");
        require(apiKey.length() >= 8, "The API key needs at least 8 characters.");
        require(!webhookSecrets.isEmpty(), "At least one webhook secret is needed.");
        require(webhookUrl == null || WebAddress.isOne(webhookUrl), "The webhook URL is no http address.");
        require(url == null || WebAddress.isOne(url), "The public URL is no http address.");
        require(!businessName.isBlank(), "The business needs a name.");
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) throw new IllegalArgumentException(sentence);
    }
}
