package io.desifans.web;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One pass over a body before anything is made of it: it is one JSON value, no name stands twice in an object, and
 * whatever it holds fits into an event.
 */
final class WellFormed {

    /** Beyond it, JavaScript's numbers and JSON in many readers lose digits. */
    private static final long GREATEST = (1L << 53) - 1;

    private final JsonParser in;

    private WellFormed(JsonParser in) {
        this.in = in;
    }

    /** @throws Rejected naming the place */
    static void check(JsonMapper mapper, byte[] body) {
        try (JsonParser in = mapper.createParser(body)) {
            new WellFormed(in).readThrough();
        }
    }

    private void readThrough() {
        try {
            JsonToken token = in.nextToken();
            if (token == null) throw Rejected.invalid(FieldPath.BODY, "The body is missing.");
            for (boolean ended = false; token != null; token = in.nextToken()) {
                if (ended) throw Rejected.invalid(FieldPath.BODY, "Something follows the end of the JSON.");
                checkOne(token);
                ended = in.streamReadContext().inRoot();
            }
        } catch (StreamConstraintsException e) {
            throw Rejected.invalid(here(), "The body is nested too deep, or a name or number in it is too long.");
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    private void checkOne(JsonToken token) {
        switch (token) {
            case PROPERTY_NAME -> checkText(in.currentName());
            case VALUE_STRING -> checkText(in.getString());
            case VALUE_NUMBER_INT -> checkNumber();
            default -> {}
        }
    }

    private void checkText(String text) {
        if (!StorableText.isStorable(text))
            throw Rejected.invalid(here(), here() + " holds a character that is not allowed.");
    }

    private void checkNumber() {
        JsonParser.NumberType type = in.getNumberType();
        boolean small = type == JsonParser.NumberType.INT
                || type == JsonParser.NumberType.LONG
                        && in.getLongValue() <= GREATEST
                        && in.getLongValue() >= -GREATEST;
        if (!small) throw Rejected.invalid(here(), here() + " is too great a number.");
    }

    private Rejected malformed(JacksonException e) {
        if (e.getOriginalMessage().startsWith("Duplicate "))
            return Rejected.invalid(here(), here() + " stands there twice.");
        TokenStreamLocation at = e.getLocation();
        String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return Rejected.invalid(here(), "The body is not JSON" + place + ".");
    }

    private String here() {
        return FieldPath.of(in.streamReadContext());
    }
}
