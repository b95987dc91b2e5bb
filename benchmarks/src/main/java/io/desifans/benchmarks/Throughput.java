package io.desifans.benchmarks;

import io.desifans.identity.command.UserCommand.UpdateProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Commands of many threads at once, against as many clients of pgbench that store the identical rows. */
final class Throughput {

    private static final int THREADS = 16;
    private static final int SECONDS = 4;
    private static final int USERS_OF_A_THREAD = 20;
    private static final double GOAL = 0.65;
    private static final double FLOOR = 0.45;
    private static final String NOTE =
            "reference: pgbench, the identical row, as many clients; judged: the median of the ratios";

    /** Beside the log, so that nobody follows what is stored there. */
    private static final String BESIDE = """
            create schema bench;
            create table bench.event (like event_store.event including all)""";

    /** The last event that a command has stored, of an aggregate of its own. */
    private static final String IDENTICAL = """
            select format('insert into bench.event (epoch, aggregate_id, sequence, aggregate_type, event_id, name,
                       revision, time, payload, metadata) values (%s, gen_random_uuid(), %s, %L, gen_random_uuid(), %L,
                       %L, now(), %L, %L);', epoch, sequence, aggregate_type, name, revision, payload, metadata)
              from event_store.event order by seq desc limit 1""";

    private final CommandsInProcess side;
    private final int port;
    private final List<String> users = new ArrayList<>();
    private final int[] turns = new int[THREADS];

    /** @param port of the database in which the log of the side is */
    Throughput(CommandsInProcess side, int port) {
        this.side = side;
        this.port = port;
    }

    List<Result> measure(int rounds) throws IOException, InterruptedException {
        for (int user = 0; user < THREADS * USERS_OF_A_THREAD; user++) {
            users.add("busy" + user);
            side.register(users.getLast());
        }
        JdbcClient.create(side.database()).sql(BESIDE).update();
        ClosedLoop.perSecond(THREADS, 2 * SECONDS, this::update);
        Optional<Pgbench> pgbench = Pgbench.installed();
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            ours.add(ClosedLoop.perSecond(THREADS, SECONDS, this::update));
            if (pgbench.isEmpty()) continue;
            theirs.add(pgbench.get().perSecond(port, identicalRow(), THREADS, SECONDS));
            ratios.add(ours.getLast() / theirs.getLast());
        }
        boolean compared = pgbench.isPresent();
        return List.of(new Result(
                "a2",
                "commands on aggregates in memory, " + THREADS + " threads",
                "per s",
                0,
                new Figures(ours),
                compared ? new Figures(theirs) : null,
                compared ? Figures.median(ratios) : null,
                compared ? GOAL : null,
                compared ? FLOOR : null,
                compared ? NOTE : "not judged, because pgbench is not installed"));
    }

    private String identicalRow() {
        return JdbcClient.create(side.database())
                .sql(IDENTICAL)
                .query(String.class)
                .single();
    }

    private void update(int thread) {
        int turn = turns[thread]++;
        String user = users.get(thread * USERS_OF_A_THREAD + turn % USERS_OF_A_THREAD);
        side.send(new UpdateProfile(user, "Name " + turn, null, false), user);
    }
}
