package io.desifans.benchmarks;

import io.desifans.benchmarks.LoggedStatements.Executed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a read costs one client with few and with many posts stored, beside its statement alone over the same posts. */
final class StoredPosts {

    private static final int READS = 400;
    private static final int SECONDS = 1;
    private static final int WARM_UP_SECONDS = 10;
    private static final double GOAL = 1.2;
    private static final double FLOOR = 1.4;

    /** Of the creators in turn, long ago, so that nobody is told of them; each with a picture of which nothing is known. */
    private static final String FILL = """
            with creators as (select array_agg(id) as ids from read_model.creator),
                 posts as (select i, ids[1 + i % cardinality(ids)] as creator, gen_random_uuid() as post,
                                  gen_random_uuid() as medium, now() - interval '300 days' + i * interval '1 second' as at
                             from creators, generate_series(1, (? - (select count(*) from event_store.event)) / 2) as i)
            insert into event_store.event
                (epoch, aggregate_id, sequence, aggregate_type, event_id, name, revision, time, payload, metadata)
            select log_epoch.epoch, post, sequence, 'Post', gen_random_uuid(), name, '1', at, payload,
                   jsonb_build_object('actor', creator, 'subjects', creator)
              from event_store.log_epoch, posts cross join lateral (values
                   (0, 'PostPublished', jsonb_build_object('postId', post, 'creatorId', creator, 'caption', null,
                       'postType', 'exclusive', 'pricePaise', 9900, 'membershipIds', '[]'::jsonb)),
                   (1, 'MediaAttached', jsonb_build_object('postId', post, 'creatorId', creator, 'mediaId', medium,
                       'mediaType', 'image', 'url', null, 'thumbnailUrl', null, 'hlsUrl', null,
                       'blurThumbnailUrl', null, 'metadata', null, 'orderIndex', 0))) as e(sequence, name, payload)
             order by i, sequence""";

    private final AppUnderTest app;
    private final LoggedStatements statements;
    private final WrittenLog log;
    private final int port;

    /** @param port of the application's database */
    StoredPosts(AppUnderTest app, LoggedStatements statements, WrittenLog log, int port) {
        this.app = app;
        this.statements = statements;
        this.log = log;
        this.port = port;
    }

    private record Read(String what, byte[] request, Executed statement, List<Result> results) {}

    /**
     * @param most events stored in the end; each size before has a tenth
     */
    List<Result> measure(Rounds rounds, Shop shop, int most) throws IOException, InterruptedException {
        List<Read> reads = List.of(
                read("a post by its key", KeptConnection.get(shop.post(), shop.fan()), "\"post\""),
                read("the feed's second page of 20", Queries.secondPage(app, shop), "\"candidate\""));
        for (Read read : reads) warmUp(read);
        for (int size : sizes(most)) {
            log.sql().sql(FILL).param(size).update();
            log.awaitRest();
            int stored = log.sql()
                    .sql("select count(*) from event_store.event")
                    .query(Integer.class)
                    .single();
            for (Read read : reads) read.results().add(measured(rounds, read, stored));
        }
        return reads.stream().flatMap(read -> read.results().stream()).toList();
    }

    private static List<Integer> sizes(int most) {
        List<Integer> sizes = new ArrayList<>();
        for (int size = 10_000; size <= most; size *= 10) sizes.add(size);
        return sizes;
    }

    private Read read(String what, byte[] request, String words) throws IOException, InterruptedException {
        try (KeptConnection connection = new KeptConnection(app.base())) {
            Executed statement = statements.during(() -> connection.ask(request), words);
            return new Read(what, request, statement, new ArrayList<>());
        }
    }

    private void warmUp(Read read) throws IOException, InterruptedException {
        try (KeptConnection connection = new KeptConnection(app.base())) {
            ClosedLoop.perSecond(1, WARM_UP_SECONDS, client -> connection.ask(read.request()));
        }
    }

    private Result measured(Rounds rounds, Read read, int stored) throws IOException, InterruptedException {
        Optional<Pgbench> pgbench = Pgbench.installed();
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = 0; round < rounds.number(); round++) {
            ours.add(rounds.round("e2", log.database(), () -> millis(read.request())));
            if (pgbench.isPresent())
                theirs.add(1e3
                        / rounds.round(
                                "e2",
                                log.database(),
                                () -> pgbench.get().perSecond(port, read.statement(), 1, SECONDS)));
        }
        boolean smallest = read.results().isEmpty();
        Figures figures = new Figures(ours);
        double first = (smallest ? figures : read.results().getFirst().ours()).median();
        return new Result(
                "e2",
                "GET of " + read.what() + " with so many events stored, p50",
                "ms",
                stored,
                figures,
                theirs.isEmpty() ? null : new Figures(theirs),
                figures.median() / first,
                smallest ? null : GOAL,
                smallest ? null : FLOOR,
                "reference: its statement alone by one client of pgbench; judged: the ratio to the fewest events");
    }

    private double millis(byte[] request) throws IOException {
        try (KeptConnection connection = new KeptConnection(app.base())) {
            connection.ask(request);
            return Figures.median(IntStream.range(0, READS)
                    .mapToObj(i -> SignIn.millis(() -> connection.ask(request)))
                    .toList());
        }
    }
}
