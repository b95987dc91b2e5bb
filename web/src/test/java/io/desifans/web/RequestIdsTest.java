package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest extends WebTest {

    @Test
    void a_request_keeps_the_names_that_its_client_gave_it() {
        Answered answer = get("/api/v1/context", "X-Request-Id", "r-1.a_B", "X-Correlation-Id", "c".repeat(64));
        assertThat(answer.header("X-Request-Id")).isEqualTo("r-1.a_B");
        assertThat(answer.header("X-Correlation-Id")).isEqualTo("c".repeat(64));
        assertThat(answer.json().path("requestId").asString()).isEqualTo("r-1.a_B");
        assertThat(answer.json().path("correlationId").asString()).isEqualTo("c".repeat(64));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a\"b", "ä", "ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
            })
    void a_harmful_name_is_replaced_by_a_new_one(String sent) {
        Answered answer = get("/api/v1/context", "X-Request-Id", sent, "X-Correlation-Id", sent);
        assertThat(UUID.fromString(answer.header("X-Request-Id")).version()).isEqualTo(7);
        assertThat(UUID.fromString(answer.header("X-Correlation-Id")).version()).isEqualTo(7);
    }

    @Test
    void the_address_is_that_of_the_socket_whatever_headers_say() {
        var context = get(
                        "/api/v1/context?secret=x",
                        "X-Forwarded-For",
                        "203.0.113.9",
                        "Forwarded",
                        "for=203.0.113.9",
                        "User-Agent",
                        "probe\t" + "u".repeat(600))
                .json();
        assertThat(context.path("ipAddress").asString()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(context.path("userAgent").asString()).startsWith("probe?u").hasSize(512);
        assertThat(context.path("method").asString()).isEqualTo("GET");
        assertThat(context.path("path").asString()).isEqualTo("/api/v1/context");
    }

    @Test
    void outside_of_a_request_there_is_none() {
        assertThat(RequestContext.find()).isEmpty();
    }
}
