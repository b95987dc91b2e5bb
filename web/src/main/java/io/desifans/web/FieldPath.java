package io.desifans.web;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamContext;

/** A place in a body as errors name it: {@code media[0].url}. */
final class FieldPath {

    /** The body as a whole. */
    static final String BODY = "$";

    private FieldPath() {}

    static String of(TokenStreamContext context) {
        StringBuilder path = new StringBuilder();
        for (TokenStreamContext at = context; at != null && !at.inRoot(); at = at.getParent()) {
            String step = at.inArray() ? "[" + Math.max(0, at.getCurrentIndex()) + "]" : name(at.currentName());
            path.insert(0, step);
        }
        return named(path);
    }

    static String of(List<JacksonException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : references)
            path.append(step.getPropertyName() == null ? "[" + step.getIndex() + "]" : name(step.getPropertyName()));
        return named(path);
    }

    private static String name(String property) {
        return property == null ? "" : "." + property;
    }

    private static String named(StringBuilder path) {
        if (path.isEmpty()) return BODY;
        return path.charAt(0) == '.' ? path.substring(1) : path.toString();
    }
}
