package io.desifans.eventstore;

import io.desifans.Envelope;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.slf4j.MDC;

/** The flow that a thread works for, from the request that began it: named in its log lines, measured, and traced. */
public final class Flow {

    /** Something that is done for a flow. */
    public interface Work {
        void run() throws Exception;
    }

    /** What has been begun, until it is closed. */
    public interface Begun extends AutoCloseable {
        @Override
        void close();
    }

    private static final String STEP = "step";

    private Flow() {}

    /** Does what follows from an event. */
    public static void follow(ObservationRegistry observations, String step, EventMessage<?> event, Work work)
            throws Exception {
        try (Begun named = named(event)) {
            Observation observation = started(observations, step, event);
            try (Observation.Scope scope = observation.openScope()) {
                work.run();
            } finally {
                observation.stop();
            }
        }
    }

    /** Begins a step of every flow that these events belong to. */
    public static Begun begin(ObservationRegistry observations, String step, List<? extends EventMessage<?>> events) {
        Map<String, Observation> begun = new LinkedHashMap<>();
        for (EventMessage<?> event : events) {
            try (Begun named = named(event)) {
                begun.computeIfAbsent(correlationId(event), flow -> started(observations, step, event));
            }
        }
        return () -> begun.values().forEach(Observation::stop);
    }

    /** Until it is closed, what this thread logs names the flow that the event belongs to. */
    public static Begun named(EventMessage<?> event) {
        String before = MDC.get(Envelope.CORRELATION_ID);
        MDC.put(Envelope.CORRELATION_ID, correlationId(event));
        return () -> {
            if (before == null) MDC.remove(Envelope.CORRELATION_ID);
            else MDC.put(Envelope.CORRELATION_ID, before);
        };
    }

    private static Observation started(ObservationRegistry observations, String step, EventMessage<?> event) {
        return Observation.createNotStarted("desifans.step", observations)
                .contextualName(step)
                .lowCardinalityKeyValue(STEP, step)
                .highCardinalityKeyValue(Envelope.CORRELATION_ID, correlationId(event))
                .highCardinalityKeyValue("event", event.getPayloadType().getSimpleName())
                .start();
    }

    private static String correlationId(EventMessage<?> event) {
        return event.getMetaData().get(Envelope.CORRELATION_ID) instanceof String id ? id : event.getIdentifier();
    }
}
