package io.desifans.web;

import io.desifans.eventstore.UuidV7;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;

/** The names of a request and of its flow: the client's own if they are harmless, else new ones. */
final class RequestIds {

    static final String REQUEST = "X-Request-Id";
    static final String CORRELATION = "X-Correlation-Id";

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestIds() {}

    static String sentOrNew(HttpServletRequest request, String header) {
        String sent = request.getHeader(header);
        return sent != null && HARMLESS.matcher(sent).matches()
                ? sent
                : UuidV7.next().toString();
    }

    /** The id that the answer bears; an answer that Tomcat makes by itself gets one here. */
    static String of(HttpServletResponse response) {
        String id = response.getHeader(REQUEST);
        if (id != null) return id;
        String fresh = UuidV7.next().toString();
        response.setHeader(REQUEST, fresh);
        return fresh;
    }
}
