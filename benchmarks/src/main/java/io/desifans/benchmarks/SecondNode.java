package io.desifans.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How soon a second node has stored the rows of what a first one is told: both on one database and on these cores. */
final class SecondNode {

    private static final double PER_SECOND = 200;
    private static final int SECONDS = 4;
    private static final int WARM_UP_SECONDS = 8;

    private final AppUnderTest told;
    private final Shop shop;
    private final WrittenLog log;

    /** @param told the node that does not fill the tables, because another was there before it */
    SecondNode(AppUnderTest told, Shop shop, WrittenLog log) {
        this.told = told;
        this.shop = shop;
        this.log = log;
    }

    List<Result> measure(Rounds rounds) throws IOException, InterruptedException {
        List<Comments.Round> all = new ArrayList<>();
        try (Comments comments = new Comments(told, shop, log)) {
            comments.perSecond(WARM_UP_SECONDS);
            for (int round = 0; round < rounds.number(); round++)
                all.add(rounds.round("d3", log.database(), () -> comments.round(PER_SECOND, SECONDS)));
        }
        String at = "at %.0f comments per s told to the other node".formatted(PER_SECOND);
        String note = Comments.AT_POSTGRES + "; the stock poll of 1,000 ms was measured at p50 535 and p99 1,020 ms";
        return List.of(
                Visibility.latency(
                        "d3",
                        "commit to visible by another node, p50, " + at,
                        Visibility.medians(all),
                        15.0,
                        100.0,
                        note),
                Visibility.latency(
                        "d3",
                        "commit to visible by another node, p99, " + at,
                        Visibility.longest(all),
                        50.0,
                        100.0,
                        note));
    }
}
