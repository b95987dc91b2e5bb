package io.desifans.eventstore;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Opens texts that were kept sealed, for whom they may be shown to. */
public final class SealedTexts {

    private final PersonKeys keys;

    public SealedTexts(PersonKeys keys) {
        this.keys = keys;
    }

    /**
     * Opens one text.
     *
     * @param sealed the JSON text of a sealed value, as an event or a column holds it
     * @return nothing if the key is destroyed
     * @throws SealedValueRefused if it is no sealed value, or was changed
     */
    public Optional<String> open(String sealed) {
        JsonNode value = read(sealed);
        Set<UUID> keyId = SealedValue.keyId(value).map(Set::of).orElse(Set.of());
        String eventId = value.path("event").asString("");
        String field = value.path("field").asString("");
        return SealedValue.open(keys.forOpening(keyId), eventId, field, value).map(JsonNode::stringValue);
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
