package io.desifans.web;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/** Takes a share of the flows, and of each the whole, on whichever node: by digits of the id that are random in every UUID. */
final class FlowSampler implements Sampler {

    private static final double ALL = 1L << 32;

    private final double probability;

    FlowSampler(double probability) {
        this.probability = probability;
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        boolean taken = Long.parseLong(traceId.substring(24), 16) < probability * ALL;
        return taken ? SamplingResult.recordAndSample() : SamplingResult.drop();
    }

    @Override
    public String getDescription() {
        return "a share of " + probability + " of the flows";
    }
}
