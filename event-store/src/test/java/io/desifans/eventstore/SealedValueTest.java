package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

class SealedValueTest {

    private static final SecretKey KEY = AesGcm.key(counting(32));
    private static final UUID KEY_ID = UUID.fromString("2e1c6a3e-0f5b-5d0a-9c3e-000000000001");
    private static final String EVENT = "0198c0de-0000-7000-8000-000000000001";
    private static final JsonNode EMAIL = StringNode.valueOf("meera@example.test");

    /** Made with another implementation of AES-256-GCM. What is stored once must open for good. */
    private static final String STORED = """
            {"v":1,"key":"2e1c6a3e-0f5b-5d0a-9c3e-000000000001","event":"0198c0de-0000-7000-8000-000000000001",\
            "field":"email","nonce":"AAECAwQFBgcICQoL",\
            "data":"ZW+zfreEgn71IPr73YxWGeal8xbQW39cGEfFpT1JIJIP0Ktt1/qoPEw8VZI14PNF"}""";

    @Test
    void the_stored_form_is_for_good() {
        assertThat(seal(EMAIL)).hasToString(STORED);
        assertThat(open(EVENT, "email", EventJson.MAPPER.readTree(STORED))).isEqualTo(EMAIL);
    }

    @Test
    void texts_of_up_to_thirty_characters_are_stored_in_the_same_length() {
        assertThat(dataBytes("a")).isEqualTo(dataBytes("a".repeat(30))).isEqualTo(32 + 16);
        assertThat(dataBytes("a".repeat(31))).isEqualTo(64 + 16);
    }

    @Test
    void a_value_of_another_event_is_refused() {
        assertThatThrownBy(() -> open("0198c0de-0000-7000-8000-000000000002", "email", seal(EMAIL)))
                .isInstanceOf(SealedValueRefused.class);
    }

    @Test
    void a_value_of_another_field_is_refused_even_if_it_claims_to_be_of_this_one() {
        ObjectNode moved = seal(EMAIL).put("field", "name");
        assertThatThrownBy(() -> open(EVENT, "name", moved)).isInstanceOf(SealedValueRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "event", "field", "nonce", "data", "v"})
    void a_changed_component_is_refused(String component) {
        ObjectNode changed = seal(EMAIL);
        changed.set(component, changed(changed.get(component)));
        assertThatThrownBy(() -> open(EVENT, "email", changed)).isInstanceOf(SealedValueRefused.class);
    }

    private static JsonNode changed(JsonNode value) {
        if (value.isInt()) return EventJson.MAPPER.valueToTree(value.intValue() + 1);
        String text = value.stringValue();
        return StringNode.valueOf((text.charAt(0) == 'a' ? 'b' : 'a') + text.substring(1));
    }

    private static int dataBytes(String text) {
        return Base64.getDecoder()
                .decode(seal(StringNode.valueOf(text)).get("data").stringValue())
                .length;
    }

    private static ObjectNode seal(JsonNode value) {
        return SealedValue.seal(KEY, KEY_ID, EVENT, "email", counting(12), value);
    }

    private static JsonNode open(String event, String field, JsonNode sealed) {
        return SealedValue.open(id -> Optional.of(KEY), event, field, sealed).orElseThrow();
    }

    private static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte) i;
        return bytes;
    }
}
