package io.desifans.command;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.eventstore.LogPosition;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.RegisterUser;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.test.TestDatabase;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two command sides on one PostgreSQL: what one node's locks keep apart, the other node races for. */
public final class TwoNodes {

    /** Started once for all tests; each names users of its own. */
    public static final TwoNodes NODES = new TwoNodes();

    private final DataSource database = TestDatabase.empty();
    private final List<ConfigurableApplicationContext> nodes = List.of(start(), start());

    private TwoNodes() {}

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(CommandSide.class)
                .properties(
                        "server.port=0",
                        "spring.datasource.url=" + TestDatabase.url(database),
                        "desifans.master-key=x//A5i+hwJY6ETNWyL81SCI88mOMVANTX92eXyc3+Ss=",
                        "desifans.auth-secret=fmtdC4Fu8ePo/46O+XcAKyoa5Qf1PloP7Z0n1ArDokc=")
                .run();
    }

    public static Caller user(String userId) {
        return new Caller(userId, "session", Set.of("user"));
    }

    public void register(String userId) {
        var registration =
                new Registration("Name of " + userId, userId + "@example.test", null, userId + "-row", "a:b");
        var session = new NewSession(userId + "-session", userId + "-hash", Instant.EPOCH, true, null, null);
        send(0, new RegisterUser(userId, registration, session), user(userId));
    }

    /** Stores what another aggregate did before. */
    public void happened(String type, UUID aggregateId, Event event) {
        nodes.get(0)
                .getBean(EventStore.class)
                .publish(new GenericDomainEventMessage<>(
                        type, aggregateId.toString(), eventsOf(aggregateId).size(), event));
    }

    public void registerCreator(String userId) {
        register(userId);
        happened("Creator", DerivedId.of("Creator", userId), Past.onboarded(userId, userId));
    }

    public LogPosition send(int node, Command command, Caller caller) {
        return part(node, Commands.class).send(command, caller);
    }

    /** A part of one node. */
    public <T> T part(int node, Class<T> type) {
        return nodes.get(node % 2).getBean(type);
    }

    /** Sends one command for each number below {@code times}, all at once, and answers what each came to. */
    public List<String> race(int times, IntFunction<Command> command, IntFunction<String> userId) throws Exception {
        return race(times, number -> send(number, command.apply(number), user(userId.apply(number))));
    }

    /** Does something for each number below {@code times}, all at once, and answers what each came to. */
    public List<String> race(int times, IntConsumer task) throws Exception {
        var barrier = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    barrier.await();
                    return outcome(() -> task.accept(number));
                }));
            }
            barrier.countDown();
            return results(running);
        }
    }

    private static String outcome(Runnable task) {
        try {
            task.run();
            return "done";
        } catch (Rejected refused) {
            return refused.status() + " " + refused.code();
        }
    }

    private static List<String> results(List<Future<String>> running) throws InterruptedException, ExecutionException {
        List<String> results = new ArrayList<>();
        for (Future<String> one : running) results.add(one.get());
        return results;
    }

    /** The names of an aggregate's stored events, in order. */
    public List<String> eventsOf(UUID aggregateId) {
        return JdbcClient.create(database)
                .sql("select name from event_store.event where aggregate_id = ? order by sequence")
                .param(aggregateId)
                .query(String.class)
                .list();
    }

    /** The names of the stored events that name this person and no other, in order. */
    public List<String> eventsAbout(String userId) {
        return JdbcClient.create(database)
                .sql("select name from event_store.event where metadata ->> 'subjects' = ? order by seq")
                .param(userId)
                .query(String.class)
                .list();
    }

    /** Of an aggregate's stored events, this component of all that have this name. */
    public List<String> stored(UUID aggregateId, String name, String component) {
        return JdbcClient.create(database)
                .sql(
                        "select payload ->> ? from event_store.event where aggregate_id = ? and name = ? order by sequence")
                .params(component, aggregateId, name)
                .query(String.class)
                .list();
    }

    public List<String> creatorEvents(String userId) {
        return eventsOf(DerivedId.of("Creator", userId));
    }
}
