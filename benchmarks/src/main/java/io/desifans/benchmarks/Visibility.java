package io.desifans.benchmarks;

import io.desifans.benchmarks.KeptConnection.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How soon after a write its rows can be read: by whoever happens to look, and by who wrote it and asks to see it. */
final class Visibility {

    private static final int CLIENTS = 16;
    private static final int SECONDS = 3;
    private static final int WARM_UP_SECONDS = 8;
    private static final String PREFERENCE = "/api/v1/notification-preference";

    /** Both times are PostgreSQL's own, of the commits of the event and of its row. */
    private static final String COMMIT_TO_ROW = """
            select extract(epoch from pg_xact_commit_timestamp(row.xmin) - pg_xact_commit_timestamp(event.tx::xid)) * 1000
              from event_store.event
              join read_model."postComment" row on row.id = (event.payload ->> 'commentId')::uuid
             where event.name = 'CommentWritten' and event.seq > ?""";

    private final AppUnderTest app;
    private final Shop shop;
    private final WrittenLog log;

    Visibility(AppUnderTest app, Shop shop, WrittenLog log) {
        this.app = app;
        this.shop = shop;
        this.log = log;
    }

    List<Result> measure(Rounds rounds) throws IOException, InterruptedException {
        List<KeptConnection> clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> new KeptConnection(app.base()))
                .toList();
        try {
            ClosedLoop.perSecond(CLIENTS, WARM_UP_SECONDS, client -> comment(clients.get(client)));
            double most = ClosedLoop.perSecond(CLIENTS, SECONDS, client -> comment(clients.get(client)));
            log.awaitRest();
            List<Result> results = new ArrayList<>(commitToRow(rounds, most / 2, clients));
            results.addAll(ownWrites(rounds, most / 4, clients));
            return results;
        } finally {
            for (KeptConnection client : clients) client.close();
        }
    }

    /**
     * In milliseconds.
     *
     * @param lags from the commit of an event to that of its row
     * @param writes from when a write was due until it was answered
     */
    private record Round(List<Double> lags, List<Double> writes) {}

    private List<Result> commitToRow(Rounds rounds, double perSecond, List<KeptConnection> clients) {
        List<Double> medians = new ArrayList<>();
        List<Double> longest = new ArrayList<>();
        List<Double> writes = new ArrayList<>();
        for (int round = 0; round < rounds.number(); round++) {
            Round measured = rounds.round("d1", log.database(), () -> round(perSecond, clients));
            medians.add(Figures.median(measured.lags()));
            longest.add(Figures.p99(measured.lags()));
            writes.add(Figures.p99(measured.writes()));
        }
        String at = "at %.0f comments per s over HTTP, half of what %d clients can do".formatted(perSecond, CLIENTS);
        String note = "both times are PostgreSQL's, of the commits of the event and of its row; stock pooled processors"
                + " were measured at p50 300 and p99 493 ms";
        return List.of(
                latency("d1", "commit to visible, p50, " + at, medians, 5.0, 10.0, note),
                latency("d1", "commit to visible, p99, " + at, longest, 25.0, 60.0, note),
                latency("d1", "the same writes, from when they were due until answered, p99", writes, null, null, ""));
    }

    private static Result latency(
            String id, String what, List<Double> rounds, @Nullable Double goal, @Nullable Double floor, String note) {
        return new Result(id, what, "ms", 0, new Figures(rounds), null, null, goal, floor, note);
    }

    private Round round(double perSecond, List<KeptConnection> clients) throws InterruptedException {
        long before = log.sql()
                .sql("select max(seq) from event_store.event")
                .query(Long.class)
                .single();
        List<Double> writes = FixedRate.millis(CLIENTS, perSecond, SECONDS, client -> comment(clients.get(client)));
        log.awaitRest();
        List<Double> lags =
                log.sql().sql(COMMIT_TO_ROW).param(before).query(Double.class).list();
        if (lags.size() != writes.size())
            throw new IllegalStateException(lags.size() + " of " + writes.size() + " comments have a row");
        return new Round(lags, writes);
    }

    /** Each client has a creator of its own, and writes the other value each time. */
    private List<Result> ownWrites(Rounds rounds, double perSecond, List<KeptConnection> clients) {
        int owners = shop.creators().size();
        boolean[] wanted = new boolean[owners];
        AtomicInteger stale = new AtomicInteger();
        List<Double> longest = new ArrayList<>();
        for (int round = 0; round < rounds.number(); round++)
            longest.add(Figures.p99(rounds.round("d4", log.database(), () -> {
                List<List<Double>> reads = IntStream.range(0, owners)
                        .<List<Double>>mapToObj(owner -> new ArrayList<>())
                        .toList();
                FixedRate.millis(owners, perSecond, SECONDS, owner -> {
                    wanted[owner] = !wanted[owner];
                    reads.get(owner).add(ownWrite(clients.get(owner), owner, wanted[owner], stale));
                });
                return reads.stream().flatMap(List::stream).toList();
            })));
        String what =
                "a read of what was just written, with Wait-For-Position, %.0f pairs per s, p99".formatted(perSecond);
        Figures stales = new Figures(List.of(stale.doubleValue()));
        return List.of(
                latency("d4", what, longest, 30.0, 60.0, ""),
                new Result("d4", "stale reads of these, in all rounds", "", 0, stales, null, null, 0.0, 0.0, ""));
    }

    /** @return milliseconds that the read took, from when the write was answered */
    private double ownWrite(KeptConnection client, int owner, boolean wanted, AtomicInteger stale) {
        String token = shop.creators().get(owner);
        String expected = "\"enabled\":" + wanted;
        Answer written = client.ask(KeptConnection.request("PUT", PREFERENCE, token, "{" + expected + "}"));
        String position = Objects.requireNonNull(written.header("Event-Position"));
        byte[] read = KeptConnection.get(PREFERENCE, token, "Wait-For-Position: " + position);
        long since = System.nanoTime();
        Answer seen = client.ask(read);
        double millis = (System.nanoTime() - since) / 1e6;
        if (!seen.text().contains(expected)) stale.incrementAndGet();
        return millis;
    }

    private void comment(KeptConnection client) {
        client.ask(KeptConnection.request(
                "POST", shop.post() + "/comments", shop.creators().getFirst(), "{\"content\":\"How nice\"}"));
    }
}
