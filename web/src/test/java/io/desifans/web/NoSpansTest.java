package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class NoSpansTest extends WebTest {

    @Autowired
    ObservationRegistry observations;

    @Autowired
    MeterRegistry meters;

    @Autowired
    Tracer tracer;

    @Test
    void what_is_observed_is_timed_and_makes_no_span_where_none_is_sent() {
        Observation.createNotStarted("probed", observations)
                .observe(() -> assertThat(tracer.currentSpan()).isNull());
        assertThat(meters.get("probed").timer().count()).isEqualTo(1);
    }
}
