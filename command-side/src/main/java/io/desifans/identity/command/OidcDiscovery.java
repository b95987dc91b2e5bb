package io.desifans.identity.command;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.desifans.web.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a provider publishes of itself. Asked for when it is first needed, and again from time to time. */
final class OidcDiscovery {

    /** By a key that the provider publishes; not {@code none}, and no secret that we share with it. */
    static final Set<JWSAlgorithm> SIGNATURES = JWSAlgorithm.Family.SIGNATURE;

    private static final Logger LOG = LoggerFactory.getLogger(OidcDiscovery.class);
    private static final Duration KEPT = Duration.ofHours(1);

    private final String issuer;
    private final Clock clock;

    private @Nullable Found found;

    OidcDiscovery(String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** @param keys kept too, and fetched again when a token names one that is not among them */
    record Found(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, Instant at) {}

    /** 503 as long as the provider does not tell. What it told before is used where it does not tell it again. */
    synchronized Found found() {
        Found last = found;
        Instant now = clock.instant();
        if (last != null && now.isBefore(last.at().plus(KEPT))) return last;
        try {
            found = fetched(last, now);
        } catch (IOException | ParseException e) {
            LOG.warn(
                    "The provider {} cannot be discovered: {}",
                    issuer,
                    e.getClass().getSimpleName());
            if (last == null)
                throw new Unavailable("PROVIDER_UNAVAILABLE", "The provider does not answer, try again.", Map.of());
            found = new Found(last.metadata(), last.keys(), now);
        }
        return found;
    }

    private Found fetched(@Nullable Found last, Instant now) throws IOException, ParseException {
        String path = issuer + (issuer.endsWith("/") ? "" : "/") + ".well-known/openid-configuration";
        OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(
                OidcHttp.RETRIEVER.retrieveResource(URI.create(path).toURL()).getContent());
        if (!metadata.getIssuer().getValue().equals(issuer)) throw new IOException("another issuer");
        URI keys = metadata.getJWKSetURI();
        if (keys == null || metadata.getTokenEndpointURI() == null || metadata.getAuthorizationEndpointURI() == null)
            throw new IOException("an address is missing");
        boolean same = last != null && keys.equals(last.metadata().getJWKSetURI());
        JWKSource<SecurityContext> source = same && last != null
                ? last.keys()
                : JWKSourceBuilder.<SecurityContext>create(keys.toURL(), OidcHttp.RETRIEVER)
                        .retrying(true)
                        .build();
        return new Found(metadata, source, now);
    }
}
