package io.desifans.command;

import io.desifans.Envelope;
import io.desifans.web.Rejected;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.modelling.command.ConcurrencyException;

/** A command as metrics and traces see it: its type, what came of it, and the flow that it belongs to. */
final class ObservedCommand {

    private static final String OUTCOME = "outcome";

    private ObservedCommand() {}

    static <T> T observe(
            ObservationRegistry observations, Command command, Map<String, String> metadata, Supplier<T> sending) {
        String type = command.getClass().getSimpleName();
        Observation observation = Observation.createNotStarted("desifans.command", observations)
                .contextualName(type)
                .lowCardinalityKeyValue("type", type)
                .lowCardinalityKeyValue(OUTCOME, "failed")
                .highCardinalityKeyValue(
                        Envelope.CORRELATION_ID, metadata.getOrDefault(Envelope.CORRELATION_ID, "none"))
                .start();
        // The failure itself is not handed on: its text may hold personal data.
        try (Observation.Scope scope = observation.openScope()) {
            T result = sending.get();
            observation.lowCardinalityKeyValue(OUTCOME, "done");
            return result;
        } catch (Rejected e) {
            observation.lowCardinalityKeyValue(OUTCOME, "refused");
            throw e;
        } catch (ConcurrencyException e) {
            observation.lowCardinalityKeyValue(OUTCOME, "conflict");
            throw e;
        } finally {
            observation.stop();
        }
    }
}
