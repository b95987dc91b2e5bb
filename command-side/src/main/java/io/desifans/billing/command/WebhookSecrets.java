package io.desifans.billing.command;

import io.desifans.eventstore.Guessable;
import io.desifans.eventstore.SettingRefused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who may tell us of payments: HMAC-SHA256 over {@code id.timestamp.body}, as Standard Webhooks says. While a secret is
 * being replaced there are several, each with its end.
 */
final class WebhookSecrets {

    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;
    private static final long TOLERANCE_SECONDS = 300;
    private static final Pattern ID = Pattern.compile("[!-~]{1,255}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final List<Secret> secrets;

    private WebhookSecrets(List<Secret> secrets) {
        this.secrets = secrets;
    }

    /** Reads the setting: secrets separated by commas, each perhaps with {@code @} and the instant of its end. */
    static WebhookSecrets of(String setting) {
        return new WebhookSecrets(Arrays.stream(setting.split(","))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .map(Secret::of)
                .toList());
    }

    /** Refuses one that anyone could guess, and with it pay for anything. */
    WebhookSecrets checked() {
        secrets.forEach(secret -> Guessable.refuse("desifans.gateway.webhook-secrets", secret.key.getEncoded()));
        return this;
    }

    /**
     * Which secret signed it, counted from 0; nothing if none did, or if it is more than 300 seconds old or ahead.
     *
     * @param id the header {@code webhook-id}
     * @param timestamp the header {@code webhook-timestamp}
     * @param signatures the header {@code webhook-signature}: {@code v1,<base64>}, several separated by blanks
     */
    OptionalInt signer(
            @Nullable String id, @Nullable String timestamp, @Nullable String signatures, byte[] body, Instant now) {
        if (id == null || timestamp == null || signatures == null) return OptionalInt.empty();
        if (!ID.matcher(id).matches() || !SECONDS.matcher(timestamp).matches()) return OptionalInt.empty();
        if (Math.abs(now.getEpochSecond() - Long.parseLong(timestamp)) > TOLERANCE_SECONDS) return OptionalInt.empty();
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII);
        List<byte[]> sent = Arrays.stream(signatures.split(" "))
                .map(signature -> signature.getBytes(StandardCharsets.UTF_8))
                .toList();
        return IntStream.range(0, secrets.size())
                .filter(n -> secrets.get(n).isLive(now) && secrets.get(n).signed(head, body, sent))
                .findFirst();
    }

    /** @param until UTC; null for no end */
    private record Secret(SecretKeySpec key, @Nullable Instant until) {

        static Secret of(String text) {
            int at = text.indexOf('@');
            String secret = at < 0 ? text : text.substring(0, at);
            try {
                byte[] key =
                        Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : "");
                Instant until = at < 0
                        ? null
                        : OffsetDateTime.parse(text.substring(at + 1)).toInstant();
                if (key.length >= SHORTEST && key.length <= LONGEST)
                    return new Secret(new SecretKeySpec(key, "HmacSHA256"), until);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw refused();
            }
            throw refused();
        }

        private static SettingRefused refused() {
            return new SettingRefused(
                    "The setting desifans.gateway.webhook-secrets must hold secrets of the form whsec_ and 24 to 64 bytes in Base64, each perhaps followed by @ and the instant of its end such as @2026-01-31T18:30:00Z.");
        }

        boolean isLive(Instant now) {
            return until == null || now.isBefore(until);
        }

        boolean signed(byte[] head, byte[] body, List<byte[]> sent) {
            byte[] ours =
                    ("v1," + Base64.getEncoder().encodeToString(mac(head, body))).getBytes(StandardCharsets.US_ASCII);
            return sent.stream().anyMatch(signature -> MessageDigest.isEqual(ours, signature));
        }

        private byte[] mac(byte[] head, byte[] body) {
            try {
                Mac mac = Mac.getInstance(key.getAlgorithm());
                mac.init(key);
                mac.update(head);
                return mac.doFinal(body);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has HMAC-SHA256", e);
            }
        }
    }
}
