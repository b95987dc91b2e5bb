package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.LoggerFactory;

class EngineContractTest {

    @TestFactory
    Stream<DynamicTest> our_engine_keeps_every_clause() {
        return kept(EngineUnderTest::ours);
    }

    @TestFactory
    Stream<DynamicTest> our_engine_on_axon_server_keeps_every_clause() {
        return kept(EngineUnderTest::onAxonServer);
    }

    private static Stream<DynamicTest> kept(Supplier<EngineUnderTest> engine) {
        return Stream.of(EngineContract.clauses(), SnapshotContract.clauses())
                .flatMap(clauses -> clauses.entrySet().stream())
                .map(clause -> DynamicTest.dynamicTest(clause.getKey(), () -> {
                    try (EngineUnderTest tested = engine.get()) {
                        clause.getValue().holdsFor(tested);
                    }
                }));
    }

    @Test
    void the_stock_engine_breaks_exactly_the_clauses_it_is_replaced_for() {
        List<String> broken = new ArrayList<>();
        StringBuilder table = new StringBuilder("%n%-56s %s%n".formatted("clause", "stock engine"));
        EngineContract.clauses().forEach((name, clause) -> {
            String failure = failure(clause);
            if (failure != null) broken.add(name);
            table.append("%-56s %s%n".formatted(name, failure == null ? "keeps it" : "breaks it: " + failure));
        });
        LoggerFactory.getLogger("figures").info(table.toString());

        assertThat(broken)
                .containsExactly(
                        "a taken place in an aggregate is a conflict",
                        "an aggregate made twice is a conflict",
                        "an append is one round trip",
                        "a late commit beside an old timestamp is delivered",
                        "a late commit before 10,000 others is delivered",
                        "a head token does not pass an open commit",
                        "a new reader reads a log that starts at 3,000,000",
                        "a reader in another process is woken",
                        "a token stays small");
    }

    private static String failure(EngineContract.Clause clause) {
        try (EngineUnderTest stock = EngineUnderTest.stock()) {
            clause.holdsFor(stock);
            return null;
        } catch (AssertionError | Exception e) {
            return e.getClass().getSimpleName() + " " + brief(e.getMessage());
        }
    }

    private static String brief(String message) {
        String line = String.valueOf(message).strip().replaceAll("\\s+", " ");
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }
}
