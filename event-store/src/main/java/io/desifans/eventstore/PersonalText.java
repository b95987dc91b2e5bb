package io.desifans.eventstore;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.StringNode;

/** Seals texts that are kept outside the log under a person's key, so that they go when the person is erased. */
public final class PersonalText {

    private final PersonKeys keys;

    public PersonalText(PersonKeys keys) {
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
        try {
            var value = EventJson.MAPPER.readTree(sealed);
            Set<UUID> keyIds = SealedValue.keyId(value).map(Set::of).orElse(Set.of());
            return SealedValue.open(keys.forOpening(keyIds), of.toString(), field, value)
                    .map(text -> text.stringValue());
        } catch (JacksonException e) {
            throw new SealedValueRefused(field + " of " + of + " is not a sealed value");
        }
    }
}
