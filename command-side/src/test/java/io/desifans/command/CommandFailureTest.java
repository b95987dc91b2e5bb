package io.desifans.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.web.Busy;
import io.desifans.web.Rejected;
import java.sql.SQLTransientConnectionException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;

/** What a handler fails with, as the node sees it that sent the command. */
class CommandFailureTest {

    @Test
    void a_refusal_keeps_its_status_its_code_its_field_and_its_sentence() {
        Rejected refused = Rejected.taken("USERNAME_TAKEN", "username", "This name is taken.");
        assertThat(seenElsewhere(refused)).isInstanceOfSatisfying(Rejected.class, seen -> {
            assertThat(seen.status()).isEqualTo(422);
            assertThat(seen.code()).isEqualTo("USERNAME_TAKEN");
            assertThat(seen.field()).isEqualTo("username");
            assertThat(seen).hasMessage("This name is taken.");
        });
    }

    @Test
    void conflicts_unknown_aggregates_and_failures_that_pass_stay_what_they_are() {
        assertThat(seenElsewhere(new ConcurrencyException("taken"))).isInstanceOf(ConcurrencyException.class);
        assertThat(seenElsewhere(new AggregateNotFoundException("id", "none")))
                .isInstanceOf(AggregateNotFoundException.class);
        assertThat(seenElsewhere(new LockAcquisitionFailedException("busy"))).isInstanceOf(Busy.class);
        assertThat(seenElsewhere(new IllegalStateException(new SQLTransientConnectionException())))
                .matches(io.desifans.eventstore.TransientFailure::is);
    }

    @Test
    void a_fault_is_told_by_its_kind_alone() {
        assertThat(seenElsewhere(new IllegalArgumentException("asha@example.test")))
                .hasMessage("the command failed on another node: java.lang.IllegalArgumentException");
    }

    private static Throwable seenElsewhere(Throwable failure) {
        Serializer wire = Jackson3Serializer.builder().build();
        CommandExecutionException told = (CommandExecutionException) CommandFailure.portable(failure);
        CommandFailure details = wire.deserialize(
                wire.serialize(told.<CommandFailure>getDetails().orElseThrow(), String.class));
        return CommandFailure.understood(new CommandExecutionException("", null, details));
    }
}
