package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiTest extends WebTest {

    @Test
    void every_operation_says_what_holds_for_all_of_them() {
        JsonNode api = get("/openapi.json").json();
        assertThat(api.path("openapi").asString()).startsWith("3.1");
        JsonNode list = api.at("/paths/~1api~1v1~1probes/get");
        assertThat(list.path("parameters").findValuesAsString("name"))
                .containsExactlyInAnyOrder("cursor", "count", "since", "type", "text", "limit", "Wait-For-Position");
        JsonNode write = api.at("/paths/~1api~1v1~1made/post");
        assertThat(write.path("parameters").findValuesAsString("name")).containsExactly("Idempotency-Key");
        assertThat(write.path("responses").propertyNames()).contains("default");
        assertThat(write.at("/responses/201/headers").propertyNames())
                .containsExactlyInAnyOrder("Event-Position", "Location");
        assertThat(write.path("tags").get(0).asString()).isEqualTo("made");
        assertThat(write.path("security")).hasSize(2);
    }

    @Test
    void an_operation_has_its_text_and_examples_from_the_files() {
        JsonNode made = get("/openapi.json").json().at("/paths/~1api~1v1~1made/post");
        assertThat(made.path("operationId").asString()).isEqualTo("makeIds");
        assertThat(made.path("summary").asString()).isEqualTo("Makes two ids");
        assertThat(made.at("/requestBody/content/application~1json/example/fail")
                        .isString())
                .isTrue();
        assertThat(made.at("/responses/201/content/application~1json/example")).hasSize(2);
    }

    @Test
    void a_body_is_described_as_it_is_read() {
        JsonNode body = get("/openapi.json").json().at("/components/schemas/Body");
        assertThat(body.path("properties").propertyNames())
                .contains("note", "labels")
                .hasSize(12);
        assertThat(body.path("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder(
                        "title", "count", "amountPaise", "visible", "type", "at", "day", "id", "media");
        assertThat(body.at("/properties/note/type").toString()).isEqualTo("[\"string\",\"null\"]");
        assertThat(body.at("/properties/type/enum").toString()).isEqualTo("[\"subscription\",\"exclusive\"]");
        assertThat(body.at("/properties/media/items/$ref").asString()).endsWith("/Medium");
    }

    @Test
    void a_read_that_needs_no_session_says_so() {
        JsonNode paths = get("/openapi.json").json().path("paths");
        assertThat(paths.at("/~1api~1v1~1probes/get/security")).hasSize(3);
        assertThat(paths.at("/~1api~1v1~1mine/get/security")).hasSize(2);
        assertThat(paths.at("/~1api~1v1~1admin~1probe/get/security")).hasSize(2);
    }

    @Test
    void a_page_to_browse_it_is_served() {
        Answered answer = get("/docs");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(get(answer.header("Location")).http().body()).contains("swagger-ui");
    }
}
