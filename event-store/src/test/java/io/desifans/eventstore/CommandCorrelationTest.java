package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.junit.jupiter.api.Test;

class CommandCorrelationTest {

    private final CommandCorrelation correlation = new CommandCorrelation();

    @Test
    void an_event_inherits_the_envelope_of_its_command_and_names_the_command_as_its_cause() {
        var command = command(Map.of(
                "actor",
                "a",
                "onBehalfOf",
                "b",
                "commandId",
                "c",
                "correlationId",
                "d",
                "requestId",
                "e",
                "reason",
                "f",
                "client",
                "g",
                "other",
                "not copied"));
        assertThat(correlation.correlationDataFor(command))
                .isEqualTo(Map.of(
                        "actor",
                        "a",
                        "onBehalfOf",
                        "b",
                        "commandId",
                        "c",
                        "correlationId",
                        "d",
                        "requestId",
                        "e",
                        "reason",
                        "f",
                        "client",
                        "g",
                        "causationId",
                        "the command"));
    }

    @Test
    void what_a_process_does_about_an_event_names_the_event_as_its_cause() {
        assertThat(correlation.correlationDataFor(command(Map.of("causationId", "an event", "correlationId", "d"))))
                .isEqualTo(Map.of("commandId", "the command", "correlationId", "d", "causationId", "an event"));
    }

    @Test
    void the_first_message_of_a_flow_is_its_own_correlation() {
        assertThat(correlation.correlationDataFor(command(Map.of())))
                .isEqualTo(Map.of(
                        "commandId", "the command", "correlationId", "the command", "causationId", "the command"));
    }

    @Test
    void what_follows_from_an_event_has_another_actor_and_another_command() {
        var event = new GenericEventMessage<>(
                "an event",
                "payload",
                Map.of("actor", "a", "commandId", "c", "correlationId", "d"),
                java.time.Instant.EPOCH);
        assertThat(correlation.correlationDataFor(event))
                .isEqualTo(Map.of("correlationId", "d", "causationId", "an event"));
    }

    private static GenericCommandMessage<?> command(Map<String, String> metaData) {
        return new GenericCommandMessage<>(new GenericMessage<>("the command", "payload", metaData), "Do");
    }
}
