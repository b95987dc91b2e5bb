package io.desifans.web;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * An amount in a body: a JSON number of whole paise. A fraction, an exponent or text is a 400 {@code INVALID_AMOUNT}; what
 * range it must be in is said by whoever takes it.
 */
public record Amount(@JsonValue long paise) {

    /** In paise, if there is one. */
    public static @Nullable Long paise(@Nullable Amount amount) {
        return amount == null ? null : amount.paise;
    }

    static final class FromJson extends StdDeserializer<Amount> {

        FromJson() {
            super(Amount.class);
        }

        @Override
        public Amount deserialize(JsonParser in, DeserializationContext context) {
            if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) return new Amount(in.getLongValue());
            throw MismatchedInputException.from(in, Amount.class, "not a whole number");
        }
    }
}
