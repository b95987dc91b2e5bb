package io.desifans.benchmarks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What another user feels while a creator's message goes to very many followers. */
final class Broadcast {

    private static final int FOLLOWERS = 100_000;
    private static final int REQUESTS = 200;
    private static final int WARM_UP = 1_000;
    private static final double FLOOR = 2;
    private static final String PREFERENCE = "/api/v1/notification-preference";

    private final AppUnderTest app;
    private final WrittenLog log;
    private boolean wanted;

    Broadcast(AppUnderTest app, WrittenLog log) {
        this.app = app;
        this.log = log;
    }

    List<Result> measure(int rounds) throws SQLException, InterruptedException {
        String other = Shop.signUp(app, "ravi");
        for (int i = 0; i < WARM_UP; i++) writeAndRead(other);
        List<Double> quiet = new ArrayList<>();
        List<Double> meanwhile = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            String creator = followedByMany("asha" + round);
            List<Double> before = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) before.add(SignIn.millis(() -> writeAndRead(other)));
            quiet.add(Figures.median(before));
            List<Double> times = new ArrayList<>();
            seconds.add(SignIn.millis(() -> times.addAll(whileDelivered(creator, other))) / 1e3);
            meanwhile.add(Figures.median(times));
            ratios.add(meanwhile.getLast() / quiet.getLast());
        }
        return List.of(
                new Result(
                        "broadcast",
                        "another user's write and the read of it while a message goes to so many followers, p50",
                        "ms",
                        FOLLOWERS,
                        new Figures(meanwhile),
                        new Figures(quiet),
                        Figures.median(ratios),
                        FLOOR,
                        FLOOR,
                        "reference: the same before it; judged: the ratio; the application has 512 MiB of heap"),
                new Result(
                        "broadcast",
                        "until all have it",
                        "s",
                        FOLLOWERS,
                        new Figures(seconds),
                        null,
                        null,
                        null,
                        null,
                        ""));
    }

    /** A new one in each round, since nobody may send another for five minutes. */
    private String followedByMany(String username) throws SQLException, InterruptedException {
        String creator = Shop.creator(app, username);
        log.awaitRest();
        log.follow(log.creator(username), 1, FOLLOWERS);
        log.awaitRest();
        return creator;
    }

    private List<Double> whileDelivered(String creator, String other) {
        String broadcast = app.request("POST", "/api/v1/broadcasts", "{\"content\":\"Hello all\"}", creator)
                .location();
        if (broadcast == null) throw new IllegalStateException("a broadcast without a place");
        List<Double> times = new ArrayList<>();
        do {
            for (int i = 0; i < 10; i++) times.add(SignIn.millis(() -> writeAndRead(other)));
        } while (app.request("GET", broadcast, "", creator).body().contains("\"completedAt\":null"));
        return times;
    }

    private void writeAndRead(String user) {
        wanted = !wanted;
        app.request("PUT", PREFERENCE, "{\"enabled\":" + wanted + "}", user);
        app.request("GET", PREFERENCE, "", user);
    }
}
