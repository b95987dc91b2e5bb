package io.desifans.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a command costs with few and with many events stored. */
final class StoredEvents {

    private static final int COMMANDS = 300;
    private static final int SECONDS = 1;
    private static final double GOAL = 1.25;
    private static final double FLOOR = 1.5;

    /** Of users of whom nothing personal is known, each an aggregate of its own. */
    private static final String FILL = """
            insert into event_store.event
                (epoch, aggregate_id, sequence, aggregate_type, event_id, name, revision, time, payload, metadata)
            select epoch, gen_random_uuid(), 0, 'User', gen_random_uuid(), 'UserRegistered', '1', now(),
                   jsonb_build_object('userId', 'old' || stored + i, 'name', null, 'email', null, 'image', null,
                       'emailVerified', false, 'role', 'user', 'method', 'email'),
                   jsonb_build_object('actor', 'old' || stored + i, 'subjects', 'old' || stored + i)
              from event_store.log_epoch, (select count(*) as stored from event_store.event) as log,
                   generate_series(1, ? - stored) as i""";

    /** As many rows beside the log, so that nobody follows what is stored there. */
    private static final String BESIDE = """
            create schema if not exists bench;
            create table if not exists bench.stored (like event_store.event including all);
            insert into bench.stored (epoch, aggregate_id, sequence, aggregate_type, event_id, name, revision, time,
                                      payload, metadata)
            select epoch, aggregate_id, sequence, aggregate_type, event_id, name, revision, time, payload, metadata
              from event_store.event where seq > (select coalesce(max(seq), 0) from bench.stored)
                on conflict do nothing""";

    private static final String IDENTICAL = """
            select format('insert into bench.stored (epoch, aggregate_id, sequence, aggregate_type, event_id, name,
                       revision, time, payload, metadata) values (%s, gen_random_uuid(), %s, %L, gen_random_uuid(), %L,
                       %L, now(), %L, %L);', epoch, sequence, aggregate_type, name, revision, payload, metadata)
              from event_store.event where name = 'UserRegistered' order by seq desc limit 1""";

    private final CommandsInProcess side;
    private final int port;
    private final JdbcClient sql;
    private int users;

    /** @param port of the database in which the log of the side is */
    StoredEvents(CommandsInProcess side, int port) {
        this.side = side;
        this.port = port;
        this.sql = JdbcClient.create(side.database());
    }

    /** @param sizes in ascending order */
    List<Result> measure(Rounds rounds, List<Integer> sizes) throws IOException, InterruptedException {
        Optional<Pgbench> pgbench = Pgbench.installed();
        for (int i = 0; i < 2 * rounds.number(); i++) signUps();
        List<Result> results = new ArrayList<>();
        for (int size : sizes) {
            sql.sql(FILL).param(size).update();
            new WrittenLog(side.database()).awaitRest();
            sql.sql(BESIDE).update();
            String insert = sql.sql(IDENTICAL).query(String.class).single();
            List<Double> ours = new ArrayList<>();
            List<Double> raw = new ArrayList<>();
            for (int round = 0; round < rounds.number(); round++) {
                ours.add(rounds.round("e1", side.database(), this::signUps));
                if (pgbench.isPresent())
                    raw.add(1e3
                            / rounds.round(
                                    "e1", side.database(), () -> pgbench.get().perSecond(port, insert, 1, SECONDS)));
            }
            results.add(result(size, new Figures(ours), raw.isEmpty() ? null : new Figures(raw), results));
        }
        return results;
    }

    /** The p50 of commands that load what is not in memory, and take a claim. */
    private double signUps() {
        return Figures.median(IntStream.range(0, COMMANDS)
                .mapToObj(i -> "grown" + users++)
                .map(user -> SignIn.millis(() -> side.register(user)))
                .toList());
    }

    private static Result result(int size, Figures ours, @Nullable Figures raw, List<Result> smaller) {
        boolean smallest = smaller.isEmpty();
        double first = (smallest ? ours : smaller.getFirst().ours()).median();
        return new Result(
                "e1",
                "a sign-up with so many events stored, p50",
                "ms",
                size,
                ours,
                raw,
                ours.median() / first,
                smallest ? null : GOAL,
                smallest ? null : FLOOR,
                "reference: one insert of the identical row by pgbench; judged: the ratio to the fewest events");
    }
}
