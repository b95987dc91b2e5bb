package io.desifans.eventstore;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Texts that lie sealed under a person's key outside the log's own reading, so that they go when the person is erased. */
public final class SealedTexts {

    private final PersonKeys keys;

    public SealedTexts(PersonKeys keys) {
        this.keys = keys;
    }

    /**
     * The sealed form of a text; nothing if the person is erased.
     *
     * @param of what the text belongs to; it opens only as a part of this
     * @param field which part
     */
    public Optional<String> seal(String personId, UUID of, String field, String text) {
        return keys.forSealing(personId).map(key -> {
            byte[] nonce = AesGcm.random(AesGcm.NONCE_BYTES);
            UUID keyId = PersonKeys.keyId(personId);
            return SealedValue.seal(key, keyId, of.toString(), field, nonce, StringNode.valueOf(text))
                    .toString();
        });
    }

    /**
     * The text; nothing if the person is erased.
     *
     * @throws SealedValueRefused if it was changed, or sealed as another part or as a part of something else
     */
    public Optional<String> open(UUID of, String field, String sealed) {
        return open(read(sealed), of.toString(), field);
    }

    /**
     * Opens a text that an event was told to keep sealed.
     *
     * @param sealed the JSON text of a sealed value, as an event or a column holds it
     * @return nothing if the key is destroyed
     * @throws SealedValueRefused if it is no sealed value, or was changed
     */
    public Optional<String> open(String sealed) {
        JsonNode value = read(sealed);
        return open(value, value.path("event").asString(""), value.path("field").asString(""));
    }

    private Optional<String> open(JsonNode value, String of, String field) {
        Set<UUID> keyId = SealedValue.keyId(value).map(Set::of).orElse(Set.of());
        return SealedValue.open(keys.forOpening(keyId), of, field, value).map(JsonNode::stringValue);
    }

    /** The parser's own message would quote what it read, so it is left out. */
    private static JsonNode read(String sealed) {
        try {
            return EventJson.MAPPER.readTree(sealed);
        } catch (JacksonException e) {
            throw new SealedValueRefused("what is to be opened is no JSON");
        }
    }
}
