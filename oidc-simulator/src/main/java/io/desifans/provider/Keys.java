package io.desifans.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import java.util.UUID;

/** The keys by which tokens are signed. The old one goes when there is a new one. */
final class Keys implements JWKSource<SecurityContext> {

    private final RSAKey strange = made();
    private volatile RSAKey current = made();

    RSAKey current() {
        return current;
    }

    /** Nobody publishes it, but it goes by the name of the one that is published. */
    RSAKey strange() {
        return new RSAKey.Builder(strange).keyID(current.getKeyID()).build();
    }

    void rotate() {
        current = made();
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) {
        return selector.select(new JWKSet(current));
    }

    private static RSAKey made() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        }
    }
}
