package io.desifans.web;

import java.util.Map;

/** What is asked for cannot be done or told right now: 503 with {@code Retry-After}, and what the client needs to go on. */
public final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Map<String, String> members;

    /** @param members what the problem details tell beside the code */
    public Unavailable(String code, String message, Map<String, String> members) {
        super(message, null, false, false);
        this.code = code;
        this.members = Map.copyOf(members);
    }

    String code() {
        return code;
    }

    Map<String, String> members() {
        return members;
    }
}
