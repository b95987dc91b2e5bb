package io.desifans.web;

import io.desifans.eventstore.SettingRefused;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signed form that cookie values and bearer tokens have on the wire: the value, a dot, and the base64 of its
 * HMAC-SHA256, URL-encoded. The first secret signs, all verify.
 */
public final class SignedValues {

    private static final int SHORTEST_SECRET = 32;
    private static final int SIGNATURE_LENGTH = 44;

    private final List<SecretKeySpec> keys;

    /**
     * Takes the secrets as configured: at least 32 characters each, several separated by commas.
     *
     * @throws SettingRefused if there is none or one is too short
     */
    public SignedValues(String secrets) {
        keys = Arrays.stream(secrets.split(",", -1)).map(SignedValues::key).toList();
    }

    /** The value with its signature, URL-encoded. */
    public String sign(String value) {
        return URLEncoder.encode(value + "." + signature(keys.getFirst(), value), StandardCharsets.UTF_8);
    }

    /** The value inside, if the signature is ours. The form may be URL-encoded or not. */
    public Optional<String> verify(String signed) {
        String plain = decoded(signed);
        int dot = plain.lastIndexOf('.');
        if (dot < 1 || plain.length() - dot - 1 != SIGNATURE_LENGTH) return Optional.empty();
        String value = plain.substring(0, dot);
        byte[] given = plain.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        return keys.stream()
                .filter(key -> MessageDigest.isEqual(signature(key, value).getBytes(StandardCharsets.UTF_8), given))
                .findFirst()
                .map(key -> value);
    }

    private static SecretKeySpec key(String secret) {
        String trimmed = secret.strip();
        if (trimmed.length() < SHORTEST_SECRET)
            throw new SettingRefused("desifans.auth-secret must be set to at least " + SHORTEST_SECRET
                    + " random characters (several, separated by commas, while a secret is being replaced).");
        return new SecretKeySpec(trimmed.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    private static String signature(SecretKeySpec key, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** A plus sign belongs to the base64 and is not a blank. */
    private static String decoded(String signed) {
        if (signed.indexOf('%') < 0) return signed;
        try {
            return URLDecoder.decode(signed.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
