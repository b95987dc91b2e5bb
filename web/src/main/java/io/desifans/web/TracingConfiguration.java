package io.desifans.web;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Traces: their id is the correlation id of the flow, and they hold no text of a failure. Nothing is made without a receiver. */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    @Bean
    SdkTracerProviderBuilderCustomizer traceIds() {
        return traces -> traces.setIdGenerator(new FlowTraceIds());
    }

    @Bean
    Sampler flowSampler(
            ObjectProvider<SpanExporter> receivers,
            @Value("${management.tracing.sampling.probability:1}") double probability) {
        return isSent(receivers) ? new FlowSampler(probability) : Sampler.alwaysOff();
    }

    @Bean
    SpanExporters discreetExporters(ObjectProvider<SpanExporter> receivers) {
        List<SpanExporter> discreet =
                receivers.orderedStream().<SpanExporter>map(DiscreetSpans::new).toList();
        return SpanExporters.of(discreet);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    NoSpans noSpans(Tracer tracer, ObjectProvider<SpanExporter> receivers) {
        return new NoSpans(tracer, isSent(receivers));
    }

    @Bean
    Traced traced(ObservationRegistry observations, ObjectProvider<SpanExporter> receivers) {
        return new Traced(observations, isSent(receivers));
    }

    private static boolean isSent(ObjectProvider<SpanExporter> receivers) {
        return receivers.stream().findAny().isPresent();
    }
}
