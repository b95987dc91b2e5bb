package io.desifans.identity.command;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import io.desifans.identity.VerificationPurpose;
import io.desifans.identity.command.EmailCommand.NewVerification;
import io.desifans.web.Rejected;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tokens in the links that verify or change an address, as the Better Auth clients' own server makes them: a JWT, HS256
 * under the secret that signs sessions. The first secret signs, all verify.
 */
@Component
final class EmailTokens {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST = 4096;

    private final List<byte[]> secrets;

    EmailTokens(@Value("${desifans.auth-secret:}") String secrets) {
        this.secrets = Arrays.stream(secrets.split(",", -1))
                .map(secret -> secret.strip().getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** What a token says. @param updateTo the new address. @param requestType which step of a change it is */
    record Content(
            String email,
            @Nullable String updateTo,
            @Nullable String requestType) {}

    /** Shows that the address is the user's own, for an hour. */
    String verification(String email, Instant issuedAt) {
        return signed(secrets.getFirst(), new Content(email, null, null), issuedAt);
    }

    /** One step of a change, for an hour. */
    String change(VerificationPurpose step, String email, String newEmail, Instant issuedAt) {
        return signed(secrets.getFirst(), new Content(email, newEmail, step.label()), issuedAt);
    }

    /** The same under each of the secrets: one may have been replaced meanwhile. */
    Stream<String> changes(VerificationPurpose step, String email, String newEmail, Instant expiresAt) {
        Content content = new Content(email, newEmail, step.label());
        return secrets.stream().map(secret -> signed(secret, content, expiresAt.minus(NewVerification.LIFE)));
    }

    /** 401 {@code INVALID_TOKEN} or {@code TOKEN_EXPIRED} for one that is not ours or no longer good. */
    Content read(String token, Instant now) {
        Map<String, Object> claims = verified(token).orElseThrow(EmailTokens::invalid);
        if (!(claims.get("email") instanceof String email) || !(claims.get("exp") instanceof Number expires))
            throw invalid();
        if (now.getEpochSecond() >= expires.longValue())
            throw Rejected.unauthenticated("TOKEN_EXPIRED", "Token expired");
        return new Content(email, text(claims, "updateTo"), text(claims, "requestType"));
    }

    static Rejected invalid() {
        return Rejected.unauthenticated("INVALID_TOKEN", "Invalid token");
    }

    private static @Nullable String text(Map<String, Object> claims, String name) {
        Object value = claims.get(name);
        if (value == null || value instanceof String) return (String) value;
        throw invalid();
    }

    private Optional<Map<String, Object>> verified(String token) {
        if (token.length() > LONGEST) return Optional.empty();
        try {
            JWSObject jwt = JWSObject.parse(token);
            if (!jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256)) return Optional.empty();
            for (byte[] secret : secrets)
                if (jwt.verify(new MACVerifier(secret)))
                    return Optional.ofNullable(jwt.getPayload().toJSONObject());
        } catch (ParseException | JOSEException e) {
            // It is none of ours.
        }
        return Optional.empty();
    }

    private static String signed(byte[] secret, Content content, Instant issuedAt) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("email", content.email());
        if (content.updateTo() != null) claims.put("updateTo", content.updateTo());
        if (content.requestType() != null) claims.put("requestType", content.requestType());
        claims.put("iat", issuedAt.getEpochSecond());
        claims.put("exp", issuedAt.plus(NewVerification.LIFE).getEpochSecond());
        try {
            JWSObject jwt =
                    new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(JSON.writeValueAsString(claims)));
            jwt.sign(new MACSigner(secret));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
