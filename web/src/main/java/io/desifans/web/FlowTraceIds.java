package io.desifans.web;

import io.desifans.DerivedId;
import io.desifans.Envelope;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * The id of a trace is the correlation id without its hyphens, or one derived from it if it is no UUID. So the request, what
 * its command did, and what follows from its events on other nodes and days are one trace, though no event knows of traces.
 */
final class FlowTraceIds implements IdGenerator {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Override
    public String generateSpanId() {
        return IdGenerator.random().generateSpanId();
    }

    @Override
    public String generateTraceId() {
        String flow = MDC.get(Envelope.CORRELATION_ID);
        return flow == null ? IdGenerator.random().generateTraceId() : of(flow);
    }

    static String of(String correlationId) {
        String uuid = UUID.matcher(correlationId).matches()
                ? correlationId
                : DerivedId.of("Trace", correlationId).toString();
        return uuid.replace("-", "");
    }
}
