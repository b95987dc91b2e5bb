package io.desifans.provider;

import static io.desifans.provider.Misbehaviour.ACCESS_TOKEN_NEARLY_OVER;
import static io.desifans.provider.Misbehaviour.EMAIL_IN_USER_INFO_ONLY;
import static io.desifans.provider.Misbehaviour.EXPIRED;
import static io.desifans.provider.Misbehaviour.FROM_THE_FUTURE;
import static io.desifans.provider.Misbehaviour.NO_NONCE;
import static io.desifans.provider.Misbehaviour.OLD;
import static io.desifans.provider.Misbehaviour.REFUSES_CODES;
import static io.desifans.provider.Misbehaviour.WRONG_AUDIENCE;
import static io.desifans.provider.Misbehaviour.WRONG_ISSUER;
import static io.desifans.provider.Misbehaviour.WRONG_NONCE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** What tokens say. */
final class Claims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private final People people;
    private final Behaviour behaviour;

    Claims(People people, Behaviour behaviour) {
        this.people = people;
        this.behaviour = behaviour;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (behaviour.is(REFUSES_CODES)) throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        Instant now = Instant.now();
        JwtClaimsSet.Builder claims = context.getClaims();
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            if (behaviour.is(ACCESS_TOKEN_NEARLY_OVER)) claims.expiresAt(now.plusSeconds(4));
            return;
        }
        Authentication principal = Objects.requireNonNull(context.<Authentication>getPrincipal());
        Map<String, Object> told = people.of(principal.getName()).claims();
        if (behaviour.is(EMAIL_IN_USER_INFO_ONLY)) told.keySet().removeAll(List.of("email", "email_verified"));
        claims.claims(all -> all.putAll(told));
        if (behaviour.is(WRONG_NONCE)) claims.claim("nonce", "another");
        if (behaviour.is(NO_NONCE)) claims.claims(all -> all.remove("nonce"));
        if (behaviour.is(WRONG_AUDIENCE)) claims.audience(List.of("another"));
        if (behaviour.is(WRONG_ISSUER)) claims.issuer("https://another.example.test");
        if (behaviour.is(EXPIRED))
            claims.issuedAt(now.minus(Duration.ofMinutes(20))).expiresAt(now.minusSeconds(90));
        if (behaviour.is(OLD)) claims.issuedAt(now.minus(Duration.ofHours(2)));
        if (behaviour.is(FROM_THE_FUTURE)) claims.issuedAt(now.plusSeconds(120));
    }
}
