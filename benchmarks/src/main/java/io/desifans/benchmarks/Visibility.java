package io.desifans.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How soon after a write its rows can be read by whoever happens to look: at half load, at more, and after very much at once. */
final class Visibility {

    private static final int SECONDS = 3;
    private static final int WARM_UP_SECONDS = 8;
    private static final int BURST = 10_000;

    /** From the commit of all to that of the last row. */
    private static final String DRAINED = """
            select extract(epoch from max(pg_xact_commit_timestamp(row.xmin)) - max(pg_xact_commit_timestamp(event.tx::xid)))
              from event_store.event
              join read_model.follower row on row."followerId" = event.payload ->> 'followerId'
             where event.name = 'FollowStarted' and event.seq > ?""";

    private final Wanted wanted;
    private final Shop shop;
    private final WrittenLog log;
    private int followers = Shop.FOLLOWERS_OF_EACH;

    Visibility(Wanted wanted, Shop shop, WrittenLog log) {
        this.wanted = wanted;
        this.shop = shop;
        this.log = log;
    }

    List<Result> measure(AppUnderTest app, Rounds rounds) throws IOException, InterruptedException, SQLException {
        List<Result> results = new ArrayList<>();
        try (Comments comments = new Comments(app, shop, log)) {
            comments.perSecond(rounds.seconds(WARM_UP_SECONDS));
            double most = comments.perSecond(rounds.seconds(SECONDS));
            if (wanted.any("d1")) results.addAll(halfLoad(rounds, comments, most / 2));
            if (wanted.any("d2")) results.add(highLoad(rounds, comments, most * 0.8));
        }
        if (wanted.any("d2")) results.add(bursts(rounds));
        return results;
    }

    private static List<Comments.Round> rounds(
            String id, Rounds rounds, Comments comments, WrittenLog log, double rate) {
        List<Comments.Round> all = new ArrayList<>();
        for (int round = 0; round < rounds.number(); round++)
            all.add(rounds.round(id, log.database(), () -> comments.round(rate, rounds.seconds(SECONDS))));
        return all;
    }

    private List<Result> halfLoad(Rounds rounds, Comments comments, double rate) {
        List<Comments.Round> all = rounds("d1", rounds, comments, log, rate);
        String at =
                "at %.0f comments per s over HTTP, half of what %d clients can do".formatted(rate, Comments.CLIENTS);
        String note = Comments.AT_POSTGRES + "; stock pooled processors were measured at p50 300 and p99 493 ms";
        return List.of(
                latency("d1", "commit to visible, p50, " + at, medians(all), 5.0, 10.0, note),
                latency("d1", "commit to visible, p99, " + at, longest(all), 25.0, 60.0, note),
                latency(
                        "d1",
                        "the same writes, from when they were due until answered, p99",
                        all.stream().map(round -> Figures.p99(round.writes())).toList(),
                        null,
                        null,
                        ""));
    }

    private Result highLoad(Rounds rounds, Comments comments, double rate) {
        String at = "at %.0f comments per s over HTTP, 0.8 of what %d clients can do".formatted(rate, Comments.CLIENTS);
        List<Comments.Round> all = rounds("d2", rounds, comments, log, rate);
        return latency("d2", "commit to visible, p99, " + at, longest(all), 100.0, 250.0, Comments.AT_POSTGRES);
    }

    static List<Double> medians(List<Comments.Round> rounds) {
        return rounds.stream().map(round -> Figures.median(round.lags())).toList();
    }

    static List<Double> longest(List<Comments.Round> rounds) {
        return rounds.stream().map(round -> Figures.p99(round.lags())).toList();
    }

    /** @param goal null where there is none */
    static Result latency(
            String id, String what, List<Double> rounds, @Nullable Double goal, @Nullable Double floor, String note) {
        return new Result(id, what, "ms", 0, new Figures(rounds), null, null, goal, floor, note);
    }

    private Result bursts(Rounds rounds) throws SQLException, InterruptedException {
        burst();
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < rounds.number(); round++)
            seconds.add(rounds.round("d2", log.database(), this::burst));
        return new Result(
                "d2",
                "until the last of %d events committed at once has its row".formatted(BURST),
                "s",
                0,
                new Figures(seconds),
                null,
                null,
                1.0,
                3.0,
                Comments.AT_POSTGRES + "; half of the events are new users, half that they follow a creator");
    }

    /** New users that follow, at once. */
    private double burst() throws SQLException, InterruptedException {
        long before = log.sql()
                .sql("select max(seq) from event_store.event")
                .query(Long.class)
                .single();
        log.follow(log.creator(Shop.FIRST), followers + 1, followers + BURST / 2);
        followers += BURST / 2;
        log.awaitRest();
        return log.sql().sql(DRAINED).param(before).query(Double.class).single();
    }
}
