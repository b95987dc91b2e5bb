package io.desifans.benchmarks;

import io.desifans.messaging.ConversationEvent.ConversationOpened;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** A hundred events in each transaction, against a hundred identical rows in each of pgbench's. */
final class ManyAtOnce {

    private static final int EVENTS = 100;
    private static final int THREADS = 8;
    private static final int SECONDS = 3;
    private static final int WARM_UP_SECONDS = 5;

    private final CommandsInProcess side;

    ManyAtOnce(CommandsInProcess side) {
        this.side = side;
    }

    List<Result> measure(Rounds rounds, IdenticalRow row) throws IOException, InterruptedException {
        Optional<Pgbench> pgbench = Pgbench.installed();
        WrittenLog log = new WrittenLog(side.database());
        ClosedLoop.perSecond(THREADS, WARM_UP_SECONDS, this::append);
        log.awaitRest();
        List<Double> followed = new ArrayList<>();
        for (int round = 0; round < rounds.number(); round++) {
            followed.add(rounds.round("a4", side.database(), this::eventsPerSecond));
            log.awaitRest();
        }
        side.followed(false);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds.number(); round++) {
            ours.add(rounds.round("a4", side.database(), this::eventsPerSecond));
            if (pgbench.isEmpty()) continue;
            theirs.add(rounds.round(
                    "a4", side.database(), () -> EVENTS * row.perSecond(pgbench.get(), EVENTS, THREADS, SECONDS)));
            ratios.add(ours.getLast() / theirs.getLast());
        }
        side.followed(true);
        boolean compared = pgbench.isPresent();
        String what = "events appended by %d at once%s, %d threads";
        return List.of(
                new Result(
                        "a4",
                        what.formatted(EVENTS, "", THREADS),
                        "per s",
                        0,
                        new Figures(ours),
                        compared ? new Figures(theirs) : null,
                        compared ? Figures.median(ratios) : null,
                        compared ? 0.80 : null,
                        compared ? 0.60 : null,
                        compared
                                ? "reference: pgbench, inserts of %d identical rows, as many clients; judged: the median of the ratios"
                                        .formatted(EVENTS)
                                : Throughput.NOT_JUDGED),
                new Result(
                        "a4",
                        what.formatted(EVENTS, " while all processes follow", THREADS),
                        "per s",
                        0,
                        new Figures(followed),
                        null,
                        null,
                        null,
                        null,
                        Throughput.FOLLOWED));
    }

    private double eventsPerSecond() throws InterruptedException {
        return EVENTS * ClosedLoop.perSecond(THREADS, SECONDS, this::append);
    }

    /** Each the first of an aggregate of its own. */
    private void append(int thread) {
        List<DomainEventMessage<?>> events = new ArrayList<>(EVENTS);
        for (int i = 0; i < EVENTS; i++) {
            UUID id = UUID.randomUUID();
            var opened = new ConversationOpened(id, UUID.randomUUID(), "creator" + thread, "fan" + i);
            events.add(new GenericDomainEventMessage<>("Conversation", id.toString(), 0, opened));
        }
        side.log().publish(events);
    }
}
