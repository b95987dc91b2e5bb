package io.desifans.web;

import io.desifans.eventstore.LogPosition;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The answer's {@code Event-Position}: a read that waits for it sees what this request has written. */
public final class EventPositionHeader {

    public static final String NAME = "Event-Position";

    private EventPositionHeader() {}

    /** Sets the header of the current answer, keeping the later of two positions; outside of a request it does nothing. */
    public static void write(LogPosition position) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current)) return;
        HttpServletResponse response = current.getResponse();
        if (response == null) return;
        String earlier = response.getHeader(NAME);
        if (earlier != null && LogPosition.parse(earlier).compareTo(position) > 0) return;
        response.setHeader(NAME, position.toString());
    }
}
