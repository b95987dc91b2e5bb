package io.desifans.benchmarks;

import io.desifans.benchmarks.KeptConnection.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Whether who has written sees it at once: by its position where they ask for that, and without any word about a user or money. */
final class OwnWrites {

    private static final int SECONDS = 3;
    private static final int WARM_UP_SECONDS = 4;
    private static final String PREFERENCE = "/api/v1/notification-preference";
    private static final String RENAME = "/api/auth/update-user";
    private static final String PAYMENTS = "/api/v1/payments/";

    private static final String CHECKOUT =
            "{\"transactionId\":\"%s\",\"type\":\"membership\",\"entityId\":\"%s\",\"returnUrl\":\"/\"}";

    private final AppUnderTest app;
    private final Shop shop;
    private final WrittenLog log;
    private final int[] turns;

    OwnWrites(AppUnderTest app, Shop shop, WrittenLog log) {
        this.app = app;
        this.shop = shop;
        this.log = log;
        this.turns = new int[shop.creators().size()];
    }

    /** A write and the read of it. */
    private interface Pair {

        /** @param turn counts up for each owner */
        Seen by(int owner, int turn, KeptConnection client);
    }

    /**
     * @param write milliseconds until the write was answered
     * @param read and from then until the read of it was
     * @param stale whether the read was answered with what had been before
     */
    private record Seen(double write, double read, boolean stale) {}

    /** @param rounds of each what was seen */
    private record Measured(double perSecond, List<List<Seen>> rounds) {

        List<Double> longest(ToDoubleFunction<Seen> time) {
            return rounds.stream()
                    .map(round -> Figures.p99(
                            round.stream().map(seen -> time.applyAsDouble(seen)).toList()))
                    .toList();
        }

        Result stale(String id, String what) {
            List<Seen> all = rounds.stream().flatMap(List::stream).toList();
            double stale = all.stream().filter(Seen::stale).count();
            return new Result(
                    id,
                    what,
                    "",
                    0,
                    new Figures(List.of(stale)),
                    null,
                    null,
                    0.0,
                    0.0,
                    "%d pairs of a write and a read in all rounds, %.0f per s".formatted(all.size(), perSecond));
        }
    }

    List<Result> withPosition(Rounds rounds) throws IOException, InterruptedException {
        Measured measured = measured("d4", rounds, this::preference);
        return List.of(
                Visibility.latency(
                        "d4",
                        "a read of what was just written, with Wait-For-Position, %.0f pairs per s, p99"
                                .formatted(measured.perSecond()),
                        measured.longest(Seen::read),
                        30.0,
                        60.0,
                        ""),
                measured.stale("d4", "stale reads of these, in all rounds"));
    }

    List<Result> withoutHeader(Rounds rounds) throws IOException, InterruptedException {
        Measured without = measured("d5", rounds, this::preference);
        Measured names = measured("d5", rounds, this::rename);
        Measured payments = measured("d5", rounds, new Checkouts());
        List<Double> before = without.longest(Seen::write);
        List<Double> waits = new ArrayList<>();
        for (int round = 0; round < rounds.number(); round++)
            waits.add(Math.max(0, names.longest(Seen::write).get(round) - before.get(round)));
        return List.of(
                names.stale("d5", "stale reads of a user right after the answer to a change of it, without a header"),
                payments.stale("d5", "stale reads of a payment right after the answer to its checkout or its end"),
                new Result(
                        "d5",
                        "the answer to a change of a user, which waits for its rows, p99",
                        "ms",
                        0,
                        new Figures(names.longest(Seen::write)),
                        new Figures(before),
                        Figures.median(waits),
                        30.0,
                        60.0,
                        "reference: a write whose answer waits for no row; judged: by so much later, at p99 each"));
    }

    /** At half of what as many clients can do. */
    private Measured measured(String id, Rounds rounds, Pair pair) throws IOException, InterruptedException {
        int owners = shop.creators().size();
        List<KeptConnection> clients = IntStream.range(0, owners)
                .mapToObj(client -> new KeptConnection(app.base()))
                .toList();
        try {
            ClosedLoop.perSecond(
                    owners,
                    rounds.seconds(WARM_UP_SECONDS),
                    owner -> pair.by(owner, turns[owner]++, clients.get(owner)));
            double most = ClosedLoop.perSecond(owners, 1, owner -> pair.by(owner, turns[owner]++, clients.get(owner)));
            log.awaitRest();
            List<List<Seen>> all = new ArrayList<>();
            for (int round = 0; round < rounds.number(); round++)
                all.add(rounds.round(id, log.database(), () -> {
                    Queue<Seen> seen = new ConcurrentLinkedQueue<>();
                    FixedRate.millis(
                            owners,
                            most / 2,
                            rounds.seconds(SECONDS),
                            owner -> seen.add(pair.by(owner, turns[owner]++, clients.get(owner))));
                    return List.copyOf(seen);
                }));
            return new Measured(most / 2, all);
        } finally {
            for (KeptConnection client : clients) client.close();
        }
    }

    private Seen preference(int owner, int turn, KeptConnection client) {
        String token = shop.creators().get(owner);
        String expected = "\"enabled\":" + (turn % 2 == 0);
        Timed written = timed(client, KeptConnection.request("PUT", PREFERENCE, token, "{" + expected + "}"));
        String position = Objects.requireNonNull(written.answer().header("Event-Position"));
        Timed read = timed(client, KeptConnection.get(PREFERENCE, token, "Wait-For-Position: " + position));
        return seen(written, read, expected);
    }

    private Seen rename(int owner, int turn, KeptConnection client) {
        String token = shop.creators().get(owner);
        String expected = "\"name\":\"Asha " + turn + "\"";
        Timed written = timed(client, KeptConnection.request("POST", RENAME, token, "{" + expected + "}"));
        return seen(written, timed(client, KeptConnection.get("/api/auth/get-session", token)), expected);
    }

    /** Each buys what the next one sells, thinks better of it, and buys it again. */
    private final class Checkouts implements Pair {

        private final String[] open = new String[shop.creators().size()];

        @Override
        public Seen by(int owner, int turn, KeptConnection client) {
            String token = shop.creators().get(owner);
            String payment = open[owner];
            open[owner] = payment == null ? UUID.randomUUID().toString() : null;
            String id = payment == null ? open[owner] : payment;
            String ofNext = shop.tiers().get((owner + 1) % shop.tiers().size());
            byte[] write = payment == null
                    ? KeptConnection.request("POST", PAYMENTS + "checkout", token, CHECKOUT.formatted(id, ofNext))
                    : KeptConnection.request("POST", PAYMENTS + id + "/cancel", token, "");
            Timed written = timed(client, write);
            Timed read = timed(client, KeptConnection.get(PAYMENTS + "transactions/" + id, token));
            return seen(written, read, "\"status\":\"" + (payment == null ? "pending" : "cancelled") + "\"");
        }
    }

    private record Timed(Answer answer, double millis) {}

    /** What is not there yet is an answer, too. */
    private static Timed timed(KeptConnection client, byte[] request) {
        long since = System.nanoTime();
        Answer answer = client.answer(request);
        return new Timed(answer, (System.nanoTime() - since) / 1e6);
    }

    private static Seen seen(Timed written, Timed read, String expected) {
        written.answer().orFail();
        if (read.answer().status() != 404) read.answer().orFail();
        return new Seen(written.millis(), read.millis(), !read.answer().text().contains(expected));
    }
}
