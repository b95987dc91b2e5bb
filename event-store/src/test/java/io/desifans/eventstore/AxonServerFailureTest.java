package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.axoniq.axonserver.connector.AxonServerException;
import io.axoniq.axonserver.connector.ErrorCategory;
import io.axoniq.axonserver.grpc.ErrorMessage;
import io.desifans.eventstore.StoredNames.UnknownEvent;
import io.desifans.test.TestDatabase;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.Test;

class AxonServerFailureTest {

    private static final String PERSONAL = "asha@example.test";

    @Test
    void a_taken_place_is_a_conflict_by_whichever_code_it_is_told() {
        assertThat(ofEvents(Status.OUT_OF_RANGE, null)).isInstanceOf(ConcurrencyException.class);
        assertThat(ofEvents(Status.UNKNOWN, "AXONIQ-2000")).isInstanceOf(ConcurrencyException.class);
        assertThat(AxonServerFailure.of(
                        new AxonServerException(ErrorCategory.INVALID_EVENT_SEQUENCE, PERSONAL, ""), "append"))
                .isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void no_connection_passes_by_itself() {
        assertThat(ofEvents(Status.UNAVAILABLE, null)).isInstanceOf(StoreUnreachable.class);
        assertThat(AxonServerFailure.of(new TimeoutException(), "append")).matches(TransientFailure::is);
    }

    @Test
    void any_other_failure_is_told_by_its_code_and_without_the_servers_text() {
        assertThat(ofEvents(Status.INVALID_ARGUMENT.withDescription(PERSONAL), "AXONIQ-2001"))
                .isExactlyInstanceOf(EventStoreException.class)
                .hasMessage("Axon Server does not do it: append (AXONIQ-2001)")
                .hasNoCause();
    }

    @Test
    void a_command_that_reaches_nobody_passes_by_itself_and_one_on_nothing_finds_nothing() {
        assertThat(ofCommand(ErrorCode.COMMAND_DISPATCH_ERROR)).isInstanceOf(StoreUnreachable.class);
        assertThat(ofCommand(ErrorCode.NO_HANDLER_FOR_COMMAND)).isInstanceOf(StoreUnreachable.class);
        assertThat(ofCommand(ErrorCode.COMMAND_EXECUTION_ERROR)).isInstanceOf(StoreUnreachable.class);
        assertThat(ofCommand(ErrorCode.OTHER)).isInstanceOf(StoreUnreachable.class);
        assertThat(ofCommand(ErrorCode.CONCURRENCY_EXCEPTION)).isInstanceOf(ConcurrencyException.class);
        assertThat(ofCommand(ErrorCode.COMMAND_EXECUTION_NON_TRANSIENT_ERROR))
                .isInstanceOf(AggregateNotFoundException.class);
    }

    @Test
    void what_a_handler_says_is_left_as_it_is() {
        var said = new CommandExecutionException("not done", null, "details");
        assertThat(AxonServerFailure.ofCommand(said)).isSameAs(said);
        var fault = new UnknownEvent("never seen");
        assertThat(AxonServerFailure.ofCommand(fault)).isSameAs(fault);
    }

    @Test
    void a_server_that_is_not_there_is_no_fault_of_the_request() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (var client = new AxonServerClient("localhost:" + port, "")) {
            var engine = new AxonServerEventStorageEngine(
                    client::events, EngineUnderTest.serializer(), NoOpEventUpcaster.INSTANCE, Snapshots.NONE);
            String aggregate = EngineUnderTest.aggregate().toString();
            assertThatThrownBy(engine::last).isInstanceOf(StoreUnreachable.class);
            assertThatThrownBy(() -> engine.readEvents(aggregate)).isInstanceOf(StoreUnreachable.class);
            assertThatThrownBy(() -> engine.lastSequenceNumberFor(aggregate)).isInstanceOf(StoreUnreachable.class);
            DataSource database = TestDatabase.filledBy("event_store", EventStoreSchema::migrate);
            var log = new AxonServerEventLog(
                    client, EngineUnderTest.serializer(), NoOpEventUpcaster.INSTANCE, Snapshots.NONE);
            assertThatThrownBy(() -> LogHome.AXON_SERVER.remember(database, log, Duration.ZERO))
                    .isInstanceOf(SettingRefused.class)
                    .hasMessage("No Axon Server answers at the address in desifans.axon-server.");
            assertThatThrownBy(() -> engine.appendEvents(Noted.event(EngineUnderTest.aggregate(), 0)))
                    .isInstanceOf(StoreUnreachable.class);
        }
    }

    private static Throwable ofEvents(Status status, String code) {
        Metadata trailers = new Metadata();
        if (code != null) trailers.put(Metadata.Key.of("AxonIQ-ErrorCode", Metadata.ASCII_STRING_MARSHALLER), code);
        return AxonServerFailure.of(new ExecutionException(new StatusRuntimeException(status, trailers)), "append");
    }

    private static Throwable ofCommand(ErrorCode code) {
        var message = ErrorMessage.newBuilder().setMessage(PERSONAL).build();
        return AxonServerFailure.ofCommand(code.convert(message));
    }
}
