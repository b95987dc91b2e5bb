package io.desifans.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.web.Rejected;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.AxonAssertionError;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.hamcrest.BaseMatcher;
import org.hamcrest.Description;

/**
 * What each command of a family does in each state of its aggregate, as a table: {@code +A+B} are events, {@code -} is
 * nothing, and anything else is a refusal, with its status and its code; 404 alone where there is no aggregate, and an
 * id is taken where a command begins one that is there. What is part of another command only is not handled by itself.
 */
public final class StateTable {

    private static final String BETWEEN = " | ";

    private StateTable() {}

    /**
     * @param table a line of states behind the word {@code command}, and below it a line for each command
     * @param given the aggregate in a state
     * @param command what is sent under a name; of each command there must be one
     */
    public static void holds(
            String table, Function<String, TestExecutor<?>> given, Function<String, ?> command, Class<?>... families) {
        List<List<String>> rows = table.lines().map(StateTable::cells).toList();
        List<String> states = rows.getFirst().subList(1, rows.getFirst().size());
        List<String> found = new ArrayList<>(List.of(String.join(BETWEEN, rows.getFirst())));
        List<Class<?>> shown = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            Object sent = command.apply(row.getFirst());
            shown.add(sent.getClass());
            found.add(row.getFirst()
                    + BETWEEN
                    + states.stream()
                            .map(state -> outcome(given.apply(state).when(sent)))
                            .collect(Collectors.joining(BETWEEN)));
        }
        assertThat(String.join("\n", found))
                .isEqualTo(rows.stream().map(row -> String.join(BETWEEN, row)).collect(Collectors.joining("\n")));
        for (Class<?> family : families)
            assertThat(shown)
                    .as("write a row for every command")
                    .containsAll(EveryCommand.of(family).toList());
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|")).map(String::strip).toList();
    }

    private static String outcome(ResultValidator<?> result) {
        AtomicReference<Object> seen = new AtomicReference<>();
        try {
            result.expectSuccessfulHandlerExecution();
        } catch (AxonAssertionError refused) {
            result.expectException(taking(seen));
            return refusal(seen.get());
        }
        result.expectEventsMatching(taking(seen));
        return events((List<?>) seen.get());
    }

    private static String events(List<?> events) {
        if (events.isEmpty()) return "-";
        return events.stream()
                .map(event -> "+" + ((EventMessage<?>) event).getPayloadType().getSimpleName())
                .collect(Collectors.joining());
    }

    private static String refusal(Object refused) {
        return switch (refused) {
            case Rejected e -> e.status() + " " + e.code();
            case AggregateNotFoundException e -> "404";
            case NoHandlerForCommandException e -> "not by itself";
            case EventStoreException e -> "id taken";
            default -> refused.toString();
        };
    }

    private static <T> BaseMatcher<T> taking(AtomicReference<Object> seen) {
        return new BaseMatcher<>() {
            @Override
            public boolean matches(Object actual) {
                seen.set(actual);
                return true;
            }

            @Override
            public void describeTo(Description description) {
                description.appendText("anything");
            }
        };
    }
}
