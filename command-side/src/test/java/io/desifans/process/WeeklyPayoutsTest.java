package io.desifans.process;

import static io.desifans.command.TwoNodes.NODES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.desifans.DerivedId;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.PayoutSchedule;
import io.desifans.billing.command.BalanceCommand;
import io.desifans.billing.command.BalanceCommand.ChoosePayoutSchedule;
import io.desifans.command.Commands;
import io.desifans.command.TwoNodes;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Payouts that nobody asks for, on two nodes whose clocks the test sets. */
class WeeklyPayoutsTest {

    private static final Instant THEN = Instant.parse("2020-01-01T00:00:00Z");

    private final List<TimerRunner> runners = new ArrayList<>();
    private final JdbcClient sql = JdbcClient.create(NODES.part(0, DataSource.class));

    @AfterEach
    void stop() {
        runners.forEach(TimerRunner::stop);
    }

    @Test
    void who_wishes_it_is_paid_out_once_a_week_over_two_nodes_and_reads_why_if_not() {
        earner("weeklyAsha", 200_000);
        earner("weeklyMina", 20_000);
        earner("manualRavi", 200_000);
        choose("weeklyAsha", PayoutSchedule.WEEKLY);
        choose("weeklyMina", PayoutSchedule.WEEKLY);
        choose("manualRavi", PayoutSchedule.WEEKLY);
        choose("manualRavi", PayoutSchedule.MANUAL);
        awaitUntil(() -> due("weeklyAsha").isPresent() && due("weeklyMina").isPresent());
        awaitUntil(() -> due("manualRavi").isEmpty());
        Instant monday = due("weeklyAsha").orElseThrow();
        assertThat(monday.atZone(ZoneOffset.UTC).getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(Duration.between(Instant.now(), monday)).isBetween(Duration.ofSeconds(-60), Duration.ofDays(7));

        twoNodesAt(monday.plus(Duration.ofHours(5)));
        Instant next = monday.plus(Duration.ofDays(7));
        awaitUntil(() ->
                due("weeklyAsha").equals(Optional.of(next)) && due("weeklyMina").equals(Optional.of(next)));
        assertThat(events("weeklyAsha")).containsExactly("EarningCredited", "PayoutScheduleChosen", "PayoutAllocated");
        assertThat(events("weeklyMina"))
                .containsExactly("EarningCredited", "PayoutScheduleChosen", "ScheduledPayoutSkipped");
        assertThat(NODES.stored(BalanceCommand.balanceOf("weeklyMina"), "ScheduledPayoutSkipped", "reason"))
                .containsExactly("BELOW_THRESHOLD");
        assertThat(NODES.stored(BalanceCommand.balanceOf("weeklyAsha"), "PayoutAllocated", "origin"))
                .containsExactly("schedule");
        assertThat(events("manualRavi"))
                .containsExactly("EarningCredited", "PayoutScheduleChosen", "PayoutScheduleChosen");

        twoNodesAt(next.plus(Duration.ofHours(5)));
        Instant afterNext = next.plus(Duration.ofDays(7));
        awaitUntil(() -> due("weeklyAsha").equals(Optional.of(afterNext)));
        assertThat(events("weeklyAsha")).endsWith("PayoutAllocated", "ScheduledPayoutSkipped");
    }

    private static void earner(String userId, long grossPaise) {
        NODES.registerCreator(userId);
        NODES.happened(
                "Creator",
                DerivedId.of("Creator", userId),
                new BankDetailsChanged(
                        userId, "ABCDE1234F", "123456789", "HDFC0000001", null, "Name", null, "savings"));
        NODES.happened(
                "CreatorBalance",
                BalanceCommand.balanceOf(userId),
                new EarningCredited(
                        userId,
                        DerivedId.of("Test", userId),
                        grossPaise,
                        grossPaise / 10,
                        grossPaise - grossPaise / 10,
                        THEN,
                        THEN));
    }

    private static void choose(String userId, PayoutSchedule schedule) {
        NODES.send(0, new ChoosePayoutSchedule(userId, schedule), TwoNodes.user(userId));
    }

    private static List<String> events(String creatorId) {
        UUID balance = BalanceCommand.balanceOf(creatorId);
        return NODES.eventsOf(balance);
    }

    private Optional<Instant> due(String creatorId) {
        return sql.sql(
                        "select execution_time from event_store.timer where task_name = 'weekly-payout' and task_instance = ?")
                .param(creatorId)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Their clocks go on from there: a scheduler whose clock stands still waits for ever. */
    private void twoNodesAt(Instant time) {
        for (int node = 0; node < 2; node++) {
            var runner = new TimerRunner(
                    List.copyOf(NODES.parts(node, Timer.class)),
                    NODES.part(node, Commands.class),
                    NODES.part(node, DataSource.class),
                    Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), time)));
            runners.add(runner);
            runner.start();
        }
    }

    private static void awaitUntil(Callable<Boolean> holds) {
        await().atMost(Duration.ofMinutes(1)).until(holds);
    }
}
