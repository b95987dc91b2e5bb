package io.desifans.benchmarks;

import io.desifans.DerivedId;
import io.desifans.identity.UserEvent.UserProfileUpdated;
import io.desifans.identity.command.UserCommand.UpdateProfile;
import io.desifans.messaging.command.ConversationCommand.OpenConversation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Commands on users of few and of many events, on the command side with the log in PostgreSQL. */
final class LongHistories {

    private static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000);
    private static final int COMMANDS = 150;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final CommandsInProcess side;
    private final EventStore log;
    private int users;

    LongHistories(CommandsInProcess side) {
        this.side = side;
        this.log = side.log();
    }

    /** Two users of so many events, and what was measured on them. @param changed gets longer by the commands */
    private record History(int size, String changed, String read, List<Double> commands, List<Double> readings) {}

    List<Result> measure(int rounds) {
        List<Result> results = new ArrayList<>();
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

    List<Result> statementCounts() {
        String user = userOf(10);
        rename(user, "warm");
        int before = side.statementsOfThisThread();
        rename(user, "counted");
        int update = side.statementsOfThisThread() - before;
        rename(userOf(300), "takes a snapshot");
        before = side.statementsOfThisThread();
        side.register("counted");
        int create = side.statementsOfThisThread() - before;
        before = side.statementsOfThisThread();
        side.sendAsSystem(new OpenConversation(UUID.randomUUID(), "creator", "fan"));
        int first = side.statementsOfThisThread() - before;
        return List.of(
                count("an update", update, 2.0),
                count("a command that creates an aggregate", first, 1.0),
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
        while (JdbcClient.create(side.database())
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
        side.register(user);
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

    private void rename(String user, String name) {
        side.send(new UpdateProfile(user, name, null, false), user);
    }
}
