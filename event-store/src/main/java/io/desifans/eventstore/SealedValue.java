package io.desifans.eventstore;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.crypto.SecretKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stored form of a personal datum: {@code {"v":1,"key","event","field","nonce","data"}}, AES-256-GCM, nonce and data in
 * base64. It holds all that is needed to open it but the key, so a column may hold the very same bytes.
 */
final class SealedValue {

    private static final Set<String> COMPONENTS = Set.of("v", "key", "event", "field", "nonce", "data");
    private static final int VERSION = 1;

    /** The plaintext is padded with blanks to a multiple of this, so that its length tells little. */
    private static final int BLOCK_BYTES = 32;

    private SealedValue() {}

    /** @param nonce random, of {@link AesGcm#NONCE_BYTES}, for this value alone */
    static ObjectNode seal(SecretKey key, UUID keyId, String eventId, String field, byte[] nonce, JsonNode value) {
        byte[] context = context(keyId.toString(), eventId, field);
        byte[] data =
                AesGcm.encrypt(key, nonce, context, padded(value.toString().getBytes(StandardCharsets.UTF_8)));
        return EventJson.MAPPER
                .createObjectNode()
                .put("v", VERSION)
                .put("key", keyId.toString())
                .put("event", eventId)
                .put("field", field)
                .put("nonce", Base64.getEncoder().encodeToString(nonce))
                .put("data", Base64.getEncoder().encodeToString(data));
    }

    static boolean isSealed(JsonNode value) {
        return value.isObject()
                && value.size() == COMPONENTS.size()
                && COMPONENTS.stream().allMatch(value::has);
    }

    /** The key that opens it; nothing if what stands there is no id. */
    static Optional<UUID> keyId(JsonNode sealed) {
        try {
            return Optional.of(UUID.fromString(text(sealed, "key")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Nothing if the key is destroyed.
     *
     * @throws SealedValueRefused if it was changed, or sealed for another event or field
     */
    static Optional<JsonNode> open(
            Function<UUID, Optional<SecretKey>> keys, String eventId, String field, JsonNode sealed) {
        UUID keyId = keyId(sealed).orElseThrow(() -> refused(eventId, field, "names no key"));
        return keys.apply(keyId).map(key -> open(key, eventId, field, sealed));
    }

    private static JsonNode open(SecretKey key, String eventId, String field, JsonNode sealed) {
        if (sealed.path("v").asInt(0) != VERSION)
            throw refused(eventId, field, "is sealed in a way this build does not know");
        if (!text(sealed, "event").equals(eventId) || !text(sealed, "field").equals(field))
            throw refused(eventId, field, "was sealed for another event or field");
        return decrypted(key, context(text(sealed, "key"), eventId, field), sealed)
                .map(EventJson.MAPPER::readTree)
                .orElseThrow(() -> refused(eventId, field, "is not what was sealed"));
    }

    private static Optional<byte[]> decrypted(SecretKey key, byte[] context, JsonNode sealed) {
        try {
            byte[] nonce = Base64.getDecoder().decode(text(sealed, "nonce"));
            byte[] data = Base64.getDecoder().decode(text(sealed, "data"));
            return nonce.length == AesGcm.NONCE_BYTES ? AesGcm.decrypt(key, nonce, context, data) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode sealed, String component) {
        return sealed.path(component).asString("");
    }

    private static byte[] context(String keyId, String eventId, String field) {
        return String.join("\0", "v" + VERSION, keyId, eventId, field).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] padded(byte[] text) {
        int length = Math.ceilDiv(text.length, BLOCK_BYTES) * BLOCK_BYTES;
        byte[] padded = Arrays.copyOf(text, length);
        Arrays.fill(padded, text.length, length, (byte) ' ');
        return padded;
    }

    private static SealedValueRefused refused(String eventId, String field, String why) {
        return new SealedValueRefused("event " + eventId + ", " + field + ": " + why);
    }
}
