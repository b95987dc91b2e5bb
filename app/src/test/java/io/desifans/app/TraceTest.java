package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One flow is one trace, from the request to the read model and to what processes do. */
class TraceTest extends EndToEndTest {

    @Autowired
    SentSpans spans;

    @Autowired
    SdkTracerProvider traces;

    @Test
    void request_command_process_and_projection_are_one_trace_whose_id_is_the_correlation_id() {
        Api guest = anonymous().signUp("Asha");
        UUID flow = UUID.randomUUID();
        admin().with("X-Correlation-Id", flow.toString())
                .with("traceparent", "00-" + "ab".repeat(16) + "-" + "cd".repeat(8) + "-01")
                .post("/api/v1/admin/users/" + guest.userId() + "/erase", Map.of("reason", "asked for it"));
        await().untilAsserted(() -> assertThat(trace(flow.toString()).stream().map(SpanData::getName))
                .contains(
                        "http post /api/v1/admin/users/{userId}/erase", "EraseUser", "key-destruction", "read-models"));
        SpanData command = named("EraseUser", flow.toString());
        assertThat(command.getAttributes().get(AttributeKey.stringKey("outcome")))
                .isEqualTo("done");
        assertThat(command.getAttributes().get(AttributeKey.stringKey("correlationId")))
                .isEqualTo(flow.toString());
    }

    @Test
    void what_a_person_has_written_is_in_no_trace() {
        UUID flow = UUID.randomUUID();
        String canary = "canary" + flow.toString().replace("-", "");
        Api person = anonymous().with("X-Correlation-Id", flow.toString());
        person.signUp(canary, canary + "@example.test");
        person.post("/api/auth/sign-in/email", Map.of("email", canary + "@example.test", "password", canary));
        person.post("/api/v1/posts", Map.of("caption", canary, "postType", canary));
        person.get("/api/v1/creators?cursor=" + canary);
        await().untilAsserted(() -> assertThat(trace(flow.toString())).hasSizeGreaterThan(5));
        assertThat(trace(flow.toString()))
                .allSatisfy(
                        span -> assertThat(span.getName() + span.getAttributes() + span.getEvents() + span.getStatus())
                                .doesNotContain(canary));
    }

    private SpanData named(String name, String flow) {
        return trace(flow).stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<SpanData> trace(String flow) {
        traces.forceFlush().join(5, TimeUnit.SECONDS);
        return spans.ofTrace(flow.replace("-", ""));
    }
}
