package io.desifans.identity.command;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.desifans.identity.command.OidcDiscovery.Found;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks ID tokens: signature, issuer, audience, times and nonce (OpenID Connect Core 1.0, 3.1.3.7). */
final class IdTokens {

    private static final Duration OLDEST = Duration.ofHours(1);
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final String clientId;
    private final Clock clock;

    IdTokens(String clientId, Clock clock) {
        this.clientId = clientId;
        this.clock = clock;
    }

    /**
     * What the token says.
     *
     * @param nonce that must stand in it; null where nobody asked for one
     * @throws ProviderFailure if it is not good
     */
    Map<String, Object> verified(String token, @Nullable String nonce, Found provider) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(OidcDiscovery.SIGNATURES, provider.keys()));
        processor.setJWTClaimsSetVerifier(claims(provider.metadata().getIssuer().getValue()));
        try {
            JWTClaimsSet claims = processor.process(token, null);
            Instant issued = claims.getIssueTime().toInstant();
            Instant now = clock.instant();
            if (issued.isBefore(now.minus(OLDEST)) || issued.isAfter(now.plus(SKEW))) throw refused("age");
            if (nonce != null && !nonce.equals(claims.getStringClaim("nonce"))) throw refused("nonce");
            String party = claims.getStringClaim("azp");
            if (claims.getAudience().size() > 1 && !clientId.equals(party)) throw refused("party");
            return claims.getClaims();
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw refused(e.getClass().getSimpleName());
        }
    }

    private DefaultJWTClaimsVerifier<SecurityContext> claims(String issuer) {
        JWTClaimsSet exact = new JWTClaimsSet.Builder().issuer(issuer).build();
        DefaultJWTClaimsVerifier<SecurityContext> verifier =
                new DefaultJWTClaimsVerifier<>(clientId, exact, Set.of("sub", "iat", "exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew((int) SKEW.toSeconds());
        return verifier;
    }

    private static ProviderFailure refused(String why) {
        return ProviderFailure.noProfile("ID token refused: " + why);
    }
}
