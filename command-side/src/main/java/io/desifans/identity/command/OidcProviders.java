package io.desifans.identity.command;

import io.desifans.web.TrustedOrigins;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The providers that are configured, by {@code desifans.oidc.<id>}. */
@Component
final class OidcProviders {

    private final Map<String, OidcProvider> byId = new TreeMap<>();

    OidcProviders(Environment settings, TrustedOrigins origins, Clock clock) {
        Binder.get(settings)
                .bind("desifans.oidc", Bindable.mapOf(String.class, OidcSettings.class))
                .orElse(Map.of())
                .forEach((id, provider) -> byId.put(
                        id,
                        new OidcProvider(
                                id,
                                provider.checked(id),
                                URI.create(origins.base() + "/api/auth/callback/" + id),
                                clock)));
    }

    Optional<OidcProvider> named(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
