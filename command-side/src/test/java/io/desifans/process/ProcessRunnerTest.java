package io.desifans.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.command.CommandSideTest;
import io.desifans.eventstore.EventLog;
import io.desifans.social.FollowEvent.FollowStarted;
import io.desifans.social.FollowEvent.FollowStopped;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class ProcessRunnerTest extends CommandSideTest {

    @Autowired
    private EventLog log;

    @Autowired
    private DataSource database;

    @Autowired
    private JdbcTemplate sql;

    private final List<ProcessRunner> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(ProcessRunner::stop);
    }

    @Test
    void of_two_nodes_one_runs_a_process_and_the_other_takes_over_when_its_connection_is_lost() {
        Recorder recorder = new Recorder("taking-over");
        node(recorder);
        node(recorder);
        follow("t", 1);
        await().until(() -> recorder.seen.contains("t1"));
        assertThat(holders()).isEqualTo(1);
        for (int i = 2; i < 6; i++) {
            sql.execute("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted");
            follow("t", i);
            String last = "t" + i;
            await().until(() -> recorder.seen.contains(last));
        }
        assertThat(recorder.seen.stream().filter(name -> name.startsWith("t")).distinct())
                .containsExactly("t1", "t2", "t3", "t4", "t5");
    }

    @Test
    void when_a_node_stops_the_other_goes_on_where_it_was() {
        Recorder first = new Recorder("handing-over");
        Recorder second = new Recorder("handing-over");
        ProcessRunner one = node(first);
        follow("h", 1);
        await().until(() -> first.seen.contains("h1"));
        node(second);
        one.stop();
        follow("h", 2);
        await().until(() -> second.seen.contains("h2"));
        assertThat(second.seen).containsExactly("h2");
    }

    @Test
    void an_event_that_fails_is_repeated_and_what_follows_waits() {
        Recorder recorder = new Recorder("failing");
        recorder.refuse = "f2";
        ProcessRunner node = node(recorder);
        for (int i = 1; i <= 3; i++) follow("f", i);
        await().until(() -> Collections.frequency(recorder.seen, "f2") > 2);
        assertThat(recorder.seen).endsWith("f2").doesNotContain("f3").containsOnlyOnce("f1");

        node.stop();
        node.start();
        recorder.refuse = "";
        await().until(() -> recorder.seen.contains("f3"));
        assertThat(recorder.seen).containsOnlyOnce("f1", "f3");
    }

    @Test
    void several_are_done_at_once_but_the_next_ones_wait_for_all_of_them() {
        CyclicBarrier four = new CyclicBarrier(4);
        Recorder recorder = new Recorder("together", 4) {
            @Override
            protected void on(Event event, EventMessage<?> message) throws Exception {
                if (((FollowStarted) event).followerId().startsWith("s")) four.await();
                super.on(event, message);
            }
        };
        for (int i = 1; i <= 8; i++) {
            follow("s", i);
            publish(DerivedId.of("Stop", "s" + i), new FollowStopped(DerivedId.of("Stop", "s" + i), "s", "c"));
        }
        sql.update("insert into event_store.token select 'together', epoch, min(seq) - 1 from event_store.event"
                + " where payload ->> 'followerId' = 's1' group by epoch");
        node(recorder);
        await().until(() -> recorder.seen.size() == 8);
        List<String> names = IntStream.rangeClosed(1, 8).mapToObj(i -> "s" + i).toList();
        assertThat(recorder.seen.subList(0, 4)).containsExactlyInAnyOrderElementsOf(names.subList(0, 4));
        assertThat(recorder.seen.subList(4, 8)).containsExactlyInAnyOrderElementsOf(names.subList(4, 8));
    }

    private ProcessRunner node(Process process) {
        ProcessRunner node = new ProcessRunner(List.of(process), log, database, ObservationRegistry.NOOP);
        nodes.add(node);
        node.start();
        return node;
    }

    private long holders() {
        return sql.queryForObject(
                "select count(*) from pg_locks where locktype = 'advisory' and granted and (classid::bigint << 32 | objid::bigint)"
                        + " = hashtextextended('desifans process taking-over', 0)",
                Long.class);
    }

    private void follow(String name, int number) {
        UUID followId = DerivedId.of("Follow", name + number);
        publish(followId, new FollowStarted(followId, name + number, "creator"));
    }

    private void publish(UUID id, Event event) {
        log.publish(new GenericDomainEventMessage<>("Any", id.toString(), 0, event));
    }

    /** Remembers who followed, in order. */
    private static class Recorder extends Process {

        private final List<String> seen = new CopyOnWriteArrayList<>();
        private volatile String refuse = "";

        Recorder(String name) {
            super(name);
        }

        Recorder(String name, int atOnce) {
            super(name, atOnce);
        }

        @Override
        protected boolean concerns(Event event) {
            return event instanceof FollowStarted;
        }

        @Override
        protected void on(Event event, EventMessage<?> message) throws Exception {
            String name = ((FollowStarted) event).followerId();
            seen.add(name);
            if (name.equals(refuse)) throw new StackOverflowError();
        }
    }
}
