package io.desifans.benchmarks;

import io.desifans.projection.ReadModels;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The live tables follow a log from its beginning by the path that all new events take, against the same final rows upserted
 * from arrays by one connection, as many at a time.
 */
final class CatchUp {

    private static final int BATCH = 500;

    private final LongLog log;

    CatchUp(LongLog log) {
        this.log = log;
    }

    /** @param events that the log is to have at least */
    List<Result> measure(Rounds rounds, int events) throws SQLException, InterruptedException {
        if (log.extend(events) > 0) log.follow();
        ArrayUpserts reference = new ArrayUpserts(log.database(), BATCH);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        reference.seconds();
        for (int round = 0; round < rounds.number(); round++) {
            ours.add(rounds.round("b2", log.database(), this::fromTheBeginning));
            theirs.add(rounds.round("b2", log.database(), reference::seconds));
            ratios.add(ours.getLast() / theirs.getLast());
            Map<String, Long> followed = reference.counts(ReadModels.SCHEMA);
            if (!followed.equals(reference.counts(ArrayUpserts.SCHEMA)))
                throw new IllegalStateException("other rows than before: " + followed);
        }
        return List.of(
                new Result(
                        "b2",
                        "all tables follow the log by the live path",
                        "s",
                        log.stored(),
                        new Figures(ours),
                        new Figures(theirs),
                        Figures.median(ratios),
                        2.0,
                        5.0,
                        "reference: the same %d final rows as array upserts over JDBC by one connection, %d at a time;"
                                        .formatted(reference.rows(), BATCH)
                                + " judged: the median of the ratios; the suite has no floor for it, so it is as far"
                                + " from the goal as the rate's"),
                new Result(
                        "b2",
                        "events by the live path",
                        "per s",
                        log.stored(),
                        new Figures(ours.stream()
                                .map(seconds -> log.stored() / seconds)
                                .toList()),
                        null,
                        null,
                        25_000.0,
                        10_000.0,
                        "the read model's processor as it runs in the application, in batches of up to %d"
                                .formatted(BATCH)));
    }

    private double fromTheBeginning() throws SQLException, InterruptedException {
        ArrayUpserts.empty(log.database());
        log.sql()
                .sql("delete from event_store.token where name = 'read-models'")
                .update();
        log.sql()
                .sql("truncate projection.parked_event, projection.void_change")
                .update();
        double seconds = log.follow();
        long parked = log.sql()
                .sql("select count(*) from projection.parked_event")
                .query(Long.class)
                .single();
        if (parked != 0) throw new IllegalStateException(parked + " events are parked");
        return seconds;
    }
}
