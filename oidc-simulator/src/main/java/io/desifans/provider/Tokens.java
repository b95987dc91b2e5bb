package io.desifans.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/** Signs tokens; ID tokens as badly as it is told to. */
final class Tokens implements JwtEncoder {

    private final Keys keys;
    private final Behaviour behaviour;
    private final String clientSecret;

    Tokens(Keys keys, Behaviour behaviour, String clientSecret) {
        this.keys = keys;
        this.behaviour = behaviour;
        this.clientSecret = clientSecret;
    }

    @Override
    public Jwt encode(JwtEncoderParameters parameters) {
        Map<String, Object> claims = parameters.getClaims().getClaims();
        boolean idToken = !claims.containsKey("scope");
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
        claims.forEach((name, value) -> set.claim(name, value instanceof Instant at ? Date.from(at) : value));
        try {
            JWT token = idToken ? idToken(set.build()) : signed(set.build(), keys.current());
            return new Jwt(
                    token.serialize(),
                    (Instant) claims.get("iat"),
                    (Instant) claims.get("exp"),
                    Map.of("alg", "RS256"),
                    claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private JWT idToken(JWTClaimsSet claims) throws JOSEException {
        if (behaviour.is(Misbehaviour.NOT_SIGNED)) return new PlainJWT(claims);
        if (behaviour.is(Misbehaviour.SIGNED_WITH_A_STRANGE_KEY)) return signed(claims, keys.strange());
        if (behaviour.is(Misbehaviour.SIGNED_WITH_THE_CLIENT_SECRET))
            return signed(claims, new JWSHeader(JWSAlgorithm.HS256), new MACSigner(clientSecret));
        return signed(claims, keys.current());
    }

    private static JWT signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        return signed(claims, header, new RSASSASigner(key));
    }

    private static JWT signed(JWTClaimsSet claims, JWSHeader header, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token;
    }
}
