package io.desifans.benchmarks;

import io.desifans.DerivedId;
import io.desifans.command.CommandSide;
import io.desifans.command.Commands;
import io.desifans.identity.UserEvent.UserProfileUpdated;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.RegisterUser;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.identity.command.UserCommand.UpdateProfile;
import io.desifans.web.Caller;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Commands on users of few and of many events, on the command side with the log in PostgreSQL. */
final class LongHistories implements AutoCloseable {

    private static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000);
    private static final int COMMANDS = 150;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Statements statements = new Statements();
    private final DataSource database;
    private final ConfigurableApplicationContext side;
    private final Commands commands;
    private final EventStore log;
    private int users;

    LongHistories(DataSource database, String url) {
        this.database = database;
        this.side = new SpringApplicationBuilder(CommandSide.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(DataSource.class, () -> statements.counted(database)))
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "logging.level.root=warn",
                        "spring.datasource.url=" + url,
                        "desifans.master-key=" + random(),
                        "desifans.auth-secret=" + random())
                .run();
        this.commands = side.getBean(Commands.class);
        this.log = side.getBean(EventStore.class);
    }

    static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Two users of so many events, and what was measured on them. @param changed gets longer by the commands */
    private record History(int size, String changed, String read, List<Double> commands, List<Double> readings) {}

    List<Result> measure(int rounds) {
        List<Result> results = new ArrayList<>(statementCounts());
        List<History> histories = SIZES.stream()
                .map(size -> new History(size, userOf(size), userOf(size), new ArrayList<>(), new ArrayList<>()))
                .toList();
        histories.forEach(this::measure);
        histories.forEach(warmedUp -> {
            warmedUp.commands().clear();
            warmedUp.readings().clear();
        });
        for (int round = 0; round < rounds; round++) histories.forEach(this::measure);
        Figures shortest = new Figures(histories.getFirst().commands());
        for (History history : histories) results.add(e4(history.size(), new Figures(history.commands()), shortest));
        for (History history : histories) results.add(e5(history.size(), new Figures(history.readings())));
        return results;
    }

    private void measure(History history) {
        history.commands().add(history.size() == 10 ? freshCommands() : commands(history.changed()));
        history.readings().add(reading(history.read(), history.size()));
    }

    private static Result e4(int size, Figures ours, Figures ten) {
        return new Result(
                "e4",
                "a command on an aggregate of so many events, snapshots on, p50",
                "ms",
                size,
                ours,
                ten,
                ours.median() / ten.median(),
                size == 10 ? null : 1.3,
                size == 10 ? null : 2.0,
                "reference: the 10-event case; judged: the ratio");
    }

    private static Result e5(int size, Figures ours) {
        Double goal = size == 1_000 ? Double.valueOf(8) : size == 10_000 ? Double.valueOf(60) : null;
        return new Result(
                "e5",
                "reading and opening all events of it, without a snapshot, p50",
                "ms",
                size,
                ours,
                null,
                null,
                goal,
                goal == null ? null : 2 * goal,
                "");
    }

    private List<Result> statementCounts() {
        String user = userOf(10);
        rename(user, "warm");
        int before = statements.ofThisThread();
        rename(user, "counted");
        int update = statements.ofThisThread() - before;
        rename(userOf(300), "takes a snapshot");
        before = statements.ofThisThread();
        register("counted");
        int create = statements.ofThisThread() - before;
        return List.of(
                count("an update", update, 2.0),
                count("a sign-up: user, claim of the e-mail, key of a new person", create, null));
    }

    private static Result count(String what, int number, @Nullable Double goal) {
        Figures counted = new Figures(List.of((double) number));
        return new Result("a6", "statements of " + what, "", 0, counted, null, null, goal, goal, "each commits itself");
    }

    /** The p50 of commands on users of ten events each. */
    private double freshCommands() {
        List<String> fresh =
                IntStream.range(0, COMMANDS).mapToObj(i -> userOf(10)).toList();
        return Figures.median(fresh.stream()
                .map(user -> SignIn.millis(() -> rename(user, "new")))
                .toList());
    }

    /** The p50 over more commands than there are between two snapshots, so that no part of that cycle is left out. */
    private double commands(String user) {
        rename(user, "asks for a snapshot " + users);
        awaitSnapshot(user);
        return Figures.median(IntStream.range(0, COMMANDS)
                .mapToObj(i -> SignIn.millis(() -> rename(user, "name " + i)))
                .toList());
    }

    /** Of an aggregate of 100 events there is one only after the next load. */
    private void awaitSnapshot(String user) {
        long giveUpAt = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (JdbcClient.create(database)
                .sql("select 1 from event_store.snapshot where aggregate_id = ?")
                .param(idOf(user))
                .query()
                .listOfRows()
                .isEmpty()) {
            if (System.nanoTime() > giveUpAt) throw new IllegalStateException("no snapshot is taken");
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private double reading(String user, int size) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < Math.max(10, 2_000 / size); i++)
            times.add(SignIn.millis(
                    () -> log.readEvents(idOf(user).toString(), 0).asStream().forEach(DomainEventMessage::getPayload)));
        return Figures.median(times);
    }

    private static UUID idOf(String user) {
        return DerivedId.of("User", user);
    }

    /** A user with exactly so many events. */
    private String userOf(int events) {
        String user = "user" + users++;
        register(user);
        String id = idOf(user).toString();
        List<GenericDomainEventMessage<?>> more = new ArrayList<>();
        for (int sequence = 3; sequence < events; sequence++) {
            var event = new UserProfileUpdated(user, "Name " + sequence, null);
            more.add(new GenericDomainEventMessage<>("User", id, sequence, event));
        }
        for (int from = 0; from < more.size(); from += 500)
            log.publish(more.subList(from, Math.min(from + 500, more.size())));
        return user;
    }

    private void register(String user) {
        commands.send(
                new RegisterUser(
                        user,
                        new Registration("Name", user + "@example.test", null, user + "-row", "salt:hash"),
                        new NewSession(
                                user + "-session",
                                user + "-token",
                                Instant.parse("2026-01-01T00:00:00Z"),
                                true,
                                null,
                                null)),
                callerOf(user));
    }

    private void rename(String user, String name) {
        commands.send(new UpdateProfile(user, name, null, false), callerOf(user));
    }

    private static Caller callerOf(String user) {
        return new Caller(user, "session", Set.of("user"));
    }

    @Override
    public void close() {
        side.close();
    }
}
