package io.desifans.command;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.eventstore.LogPosition;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.RegisterUser;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.test.TestAxonServer;
import io.desifans.test.TestDatabase;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two command sides on one PostgreSQL, with the log there or, for tests that say so, in Axon Server: what one node's locks
 * keep apart, the other node races for.
 */
public final class TwoNodes {

    /** Started once for all tests; each names users of its own. */
    public static final TwoNodes NODES = new TwoNodes();

    private final Pair onPostgres = new Pair("desifans.event-store=postgres");
    private Pair pair = onPostgres;

    private TwoNodes() {}

    /** Has a test's races run with the log in Axon Server; skipped where there is none. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @EnabledIf(value = "io.desifans.test.TestAxonServer#isThere", disabledReason = "no Axon Server")
    @ExtendWith(AxonServerInstead.class)
    public @interface OnAxonServer {}

    static final class AxonServerInstead implements BeforeAllCallback, AfterAllCallback {

        @Override
        public void beforeAll(ExtensionContext test) {
            NODES.pair = test.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(Pair.class, key -> onAxonServer(), Pair.class);
        }

        @Override
        public void afterAll(ExtensionContext test) {
            NODES.pair = NODES.onPostgres;
        }
    }

    private static Pair onAxonServer() {
        return new Pair("desifans.event-store=axon-server", "desifans.axon-server=" + TestAxonServer.empty());
    }

    private static final class Pair implements AutoCloseable {

        final DataSource database = TestDatabase.empty();
        final List<ConfigurableApplicationContext> nodes;

        Pair(String... store) {
            nodes = List.of(start(database, store), start(database, store));
        }

        @Override
        public void close() {
            nodes.forEach(ConfigurableApplicationContext::close);
        }
    }

    private static ConfigurableApplicationContext start(DataSource database, String... store) {
        return new SpringApplicationBuilder(CommandSide.class)
                .properties(store)
                .properties(
                        "server.port=0",
                        "spring.datasource.url=" + TestDatabase.url(database) + "&currentSchema=read_model,platform",
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
    /** All at once, so that nobody has anything to do between them. */
    public void happened(String type, UUID aggregateId, Event... events) {
        int before = eventsOf(aggregateId).size();
        List<GenericDomainEventMessage<?>> messages = new ArrayList<>();
        for (Event event : events)
            messages.add(
                    new GenericDomainEventMessage<>(type, aggregateId.toString(), before + messages.size(), event));
        part(0, EventStore.class).publish(messages);
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
        return pair.nodes.get(node % 2).getBean(type);
    }

    /** All parts of this type of one node. */
    public <T> Collection<T> parts(int node, Class<T> type) {
        return pair.nodes.get(node % 2).getBeansOfType(type).values();
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
        return part(0, EventStore.class)
                .readEvents(aggregateId.toString(), 0)
                .asStream()
                .map(event -> event.getPayloadType().getSimpleName())
                .toList();
    }

    /** The names of the stored events that name this person and no other, in order; on PostgreSQL only. */
    public List<String> eventsAbout(String userId) {
        return JdbcClient.create(pair.database)
                .sql("select name from event_store.event where metadata ->> 'subjects' = ? order by seq")
                .param(userId)
                .query(String.class)
                .list();
    }

    /** Of an aggregate's stored events, this component of all that have this name; on PostgreSQL only. */
    public List<String> stored(UUID aggregateId, String name, String component) {
        return JdbcClient.create(pair.database)
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
