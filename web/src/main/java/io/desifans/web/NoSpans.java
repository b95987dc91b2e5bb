package io.desifans.web;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;

/** Stands before what makes spans where nobody gets them: to make them took a sixth of what a read costs. */
record NoSpans(Tracer tracer, boolean sent) implements TracingObservationHandler<Observation.Context> {

    @Override
    public boolean supportsContext(Observation.Context context) {
        return !sent;
    }

    /** What measures times asks for a span, and takes it that there is none. */
    @Override
    public void onStart(Observation.Context context) {
        context.put(TracingContext.class, new TracingContext());
    }

    @Override
    public void onScopeOpened(Observation.Context context) {}

    @Override
    public void onScopeClosed(Observation.Context context) {}

    @Override
    public void onScopeReset(Observation.Context context) {}

    @Override
    public void onEvent(Observation.Event event, Observation.Context context) {}

    @Override
    public void onError(Observation.Context context) {}

    @Override
    public void onStop(Observation.Context context) {}

    @Override
    public Tracer getTracer() {
        return tracer;
    }
}
