package io.desifans.eventstore;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.axonframework.common.AxonException;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Says why events were not stored, without the server's detail, which quotes what they hold. */
final class AppendFailure {

    private AppendFailure() {}

    static AxonException of(SQLException failure, List<? extends EventMessage<?>> events) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.equals("23505") && constraint(failure).equals("event_aggregate_sequence"))
            return new ConcurrencyException("someone else has stored an event of the same aggregate first");
        String names = events.stream()
                .map(event -> event.getPayloadType().getSimpleName())
                .distinct()
                .collect(Collectors.joining(", ", "[", "]"));
        if (state.startsWith("22"))
            return new EventStoreException(
                    "one of the events " + names + " holds what JSON cannot keep (SQL state " + state + ")");
        if (TransientFailure.is(failure))
            return new EventStoreException(
                    "the event log cannot be reached; whether the events " + names
                            + " are stored is not known (SQL state " + state + ")",
                    failure);
        return new EventStoreException("the events " + names + " were not stored (SQL state " + state + ")");
    }

    private static String constraint(SQLException failure) {
        ServerErrorMessage message = failure instanceof PSQLException sent ? sent.getServerErrorMessage() : null;
        String constraint = message == null ? null : message.getConstraint();
        return constraint == null ? "" : constraint;
    }
}
