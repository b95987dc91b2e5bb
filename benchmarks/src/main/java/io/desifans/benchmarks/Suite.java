package io.desifans.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * What is wanted of the suite, measured one after the other.
 *
 * @param events of the longest log
 * @param seed of what the log to rebuild is made from
 * @param told how long each part has taken
 */
record Suite(Wanted wanted, Rounds rounds, Servers servers, int events, long seed, Consumer<String> told) {

    /** What needs no application beside this process. */
    List<Result> inProcess() throws Exception {
        List<Result> results = new ArrayList<>();
        add(results, this::commands, "a1", "a2", "a4", "a5", "a6", "e1", "e4", "e5", "g");
        add(results, this::besideStock, "e6", "e7");
        return results;
    }

    List<Result> overHttp(Path app) throws Exception {
        List<Result> results = new ArrayList<>();
        add(results, () -> signIns(app), "sign-in");
        add(
                results,
                () -> onServer(app, "", this::inUse),
                "a3",
                "c1",
                "c2",
                "c5",
                "null",
                "d1",
                "d2",
                "d4",
                "f1",
                "f2");
        add(results, () -> onServer(app, "", this::growing), "e2");
        add(results, () -> ofCreator(app), "c3");
        add(results, () -> withGateway(app), "d5");
        add(results, () -> secondNode(app), "d3");
        add(results, () -> rebuild(app), "b1", "b2", "b3", "e3");
        add(results, () -> longRebuild(app), "b4");
        add(results, () -> List.of(Starts.measure(app, servers.data(), rounds.number())), "f3");
        add(results, () -> onServer(app, "-Xmx512m", this::broadcast), "broadcast");
        return results;
    }

    /** What is wanted of these. */
    private void add(List<Result> results, Callable<List<Result>> measurement, String... ids) throws Exception {
        if (!wanted.any(ids)) return;
        long begin = System.nanoTime();
        results.addAll(measurement.call());
        String which = String.join(" ", Stream.of(ids).filter(wanted::any).toList());
        told.accept("%s: %.0f s".formatted(which, (System.nanoTime() - begin) / 1e9));
    }

    private List<Result> besideStock() throws Exception {
        try (EmbeddedPostgres server = servers.start();
                BesideStock both = new BesideStock(Servers.url(server))) {
            return both.measure(rounds, events);
        }
    }

    private List<Result> signIns(Path app) throws Exception {
        try (AppUnderTest running = AppUnderTest.start(app, servers.data(), Map.of(), "")) {
            return new SignIn(running).measure(rounds.number());
        }
    }

    private List<Result> inUse(AppUnderTest running, EmbeddedPostgres server) throws Exception {
        Footprint footprint = new Footprint(running);
        List<Result> results = new ArrayList<>();
        WrittenLog log = new WrittenLog(server.getPostgresDatabase());
        if (wanted.any("a3"))
            results.add(new CommandsOverHttp(running, log.database(), server.getPort()).measure(rounds));
        if (wanted.any("c1", "c2", "c5", "null", "d1", "d2", "d4", "f1"))
            results.addAll(inShop(running, server, log, Shop.open(running, log)));
        results.addAll(footprint.measure(log.sql()));
        return results;
    }

    private List<Result> inShop(AppUnderTest running, EmbeddedPostgres server, WrittenLog log, Shop shop)
            throws Exception {
        List<Result> results = new ArrayList<>();
        var statements = new LoggedStatements(log.database(), servers.log());
        Reads reads = new Reads(running, statements, log.database(), server.getPort());
        if (wanted.any("c1", "c2", "c5", "null"))
            results.addAll(new Queries(running, reads, rounds)
                    .ofVisitors(wanted, shop, servers.cores().pinned()));
        if (wanted.any("d1", "d2")) results.addAll(new Visibility(wanted, shop, log).measure(running, rounds));
        if (wanted.any("d4")) results.addAll(new OwnWrites(running, shop, log).withPosition(rounds));
        return results;
    }

    private List<Result> growing(AppUnderTest running, EmbeddedPostgres server) throws Exception {
        WrittenLog log = new WrittenLog(server.getPostgresDatabase());
        var statements = new LoggedStatements(log.database(), servers.log());
        return new StoredPosts(running, statements, log, server.getPort())
                .measure(rounds, Shop.open(running, log), events);
    }

    private List<Result> broadcast(AppUnderTest running, EmbeddedPostgres server) throws Exception {
        return new Broadcast(running, new WrittenLog(server.getPostgresDatabase())).measure(rounds.number());
    }

    private List<Result> commands() throws Exception {
        try (EmbeddedPostgres server = servers.start();
                HikariDataSource pool = new HikariDataSource()) {
            String url = Servers.url(server);
            pool.setJdbcUrl(url);
            pool.setMaximumPoolSize(40);
            List<Result> results = new ArrayList<>();
            if (wanted.any("a1", "a2", "a4", "a5", "e1", "g"))
                try (CommandsInProcess side = new CommandsInProcess(pool, url, false)) {
                    // First, while the log is empty.
                    if (wanted.any("e1"))
                        results.addAll(
                                new StoredEvents(side, server.getPort()).measure(rounds, List.of(10_000, 100_000)));
                    if (wanted.any("a1", "a2"))
                        results.addAll(new Throughput(side, server.getPort()).measure(rounds, wanted));
                    var row = new IdenticalRow(pool, server.getPort());
                    if (wanted.any("a5")) results.addAll(new Promptness(side).measure(rounds, row));
                    if (wanted.any("a4")) results.addAll(new ManyAtOnce(side).measure(rounds, row));
                    if (wanted.any("g"))
                        results.addAll(
                                new ScaleOut(side, new OthersWork(servers.data()), server.getPort()).measure(rounds));
                }
            if (wanted.any("a6", "e4", "e5"))
                try (CommandsInProcess side = new CommandsInProcess(pool, url, true)) {
                    LongHistories histories = new LongHistories(side);
                    if (wanted.any("a6")) results.addAll(histories.statementCounts());
                    if (wanted.any("e4", "e5")) results.addAll(histories.measure(rounds.number()));
                }
            return results;
        }
    }

    private List<Result> rebuild(Path app) throws Exception {
        var template = DemoLog.record(app, servers.data());
        try (EmbeddedPostgres server = servers.start();
                LongLog log = new LongLog(Servers.url(server), template, seed)) {
            List<Result> results = new ArrayList<>();
            if (wanted.any("b1", "e3"))
                results.addAll(new Rebuild(log, servers.data()).measure(rounds.number(), events, wanted.any("e3")));
            if (wanted.any("b2")) results.addAll(new CatchUp(log).measure(rounds, events));
            if (wanted.any("b3")) results.add(rebuiltByStock(log, Servers.url(server)));
            if (wanted.any("b1") && !rounds.areFew()) results.add(readsMeanwhile(app, template));
            return results;
        }
    }

    private Result rebuiltByStock(LongLog log, String url) throws InterruptedException {
        if (log.extend(events) > 0) log.follow();
        try (StockRebuild stock = new StockRebuild(log, url)) {
            return stock.measure(rounds);
        }
    }

    private Result readsMeanwhile(Path app, List<DomainEventMessage<?>> template) throws Exception {
        try (EmbeddedPostgres server = servers.start()) {
            return new ReadsMeanwhile(app, servers, environment(server))
                    .measure(server, template, seed, events, rounds.number());
        }
    }

    private List<Result> longRebuild(Path app) throws Exception {
        var template = DemoLog.record(app, servers.data());
        try (EmbeddedPostgres server = servers.start()) {
            Map<String, String> environment = environment(server);
            String masterKey = Objects.requireNonNull(environment.get("DESIFANS_MASTER_KEY"));
            try (LongLog log = new LongLog(Servers.url(server), template, seed, masterKey)) {
                return new LongRebuild(app, servers.data(), environment, log).measure(events);
            }
        }
    }

    private interface Measurement {
        List<Result> of(AppUnderTest running, EmbeddedPostgres server) throws Exception;
    }

    /** The application on a server of its own that can be looked into. @param options for its JVM */
    private List<Result> onServer(Path app, String options, Measurement measurement) throws Exception {
        try (EmbeddedPostgres server = servers.start();
                AppUnderTest running = AppUnderTest.start(app, servers.data(), environment(server), options)) {
            return measurement.of(running, server);
        }
    }

    /** On a database of its own the application has the simulated gateway, without which nothing can be bought. */
    private List<Result> withGateway(Path app) throws Exception {
        Path folder = servers.data().resolve("shop");
        Map<String, String> environment = Map.of("DESIFANS_DATA", folder.toString());
        try (AppUnderTest running = AppUnderTest.start(app, servers.data(), environment, "")) {
            WrittenLog log = new WrittenLog(DemoLog.databaseIn(folder));
            return new OwnWrites(running, Shop.open(running, log), log).withoutHeader(rounds);
        }
    }

    /** On the demo, where something has been sold and paid out. */
    private List<Result> ofCreator(Path app) throws Exception {
        DemoLog.record(app, servers.data());
        Path folder = servers.data().resolve(DemoLog.FOLDER);
        Map<String, String> environment = Map.of("DESIFANS_DATA", folder.toString());
        try (AppUnderTest running = AppUnderTest.start(app, servers.data(), environment, "")) {
            DataSource database = DemoLog.databaseIn(folder);
            servers.cores().giveTo(folder.resolve("postgres"));
            var statements = new LoggedStatements(database, folder.resolve("postgres.log"));
            Reads reads = new Reads(running, statements, database, DemoLog.portOfDatabaseIn(folder));
            return new Queries(running, reads, rounds).ofCreator();
        }
    }

    /** The first to start fills the tables; the second is told what is to be in them. */
    private List<Result> secondNode(Path app) throws Exception {
        try (EmbeddedPostgres server = servers.start()) {
            Map<String, String> environment = new HashMap<>(environment(server));
            try (AppUnderTest first = AppUnderTest.start(app, servers.data(), environment, "")) {
                first.awaitReady();
                environment.put(
                        "DESIFANS_DATA", servers.data().resolve("second").toString());
                try (AppUnderTest second = AppUnderTest.start(app, servers.data(), environment, "")) {
                    WrittenLog log = new WrittenLog(server.getPostgresDatabase());
                    return new SecondNode(second, Shop.open(first, log), log).measure(rounds);
                }
            }
        }
    }

    private static Map<String, String> environment(EmbeddedPostgres server) {
        return Map.of(
                "SPRING_DATASOURCE_URL", Servers.url(server),
                "DESIFANS_MASTER_KEY", CommandsInProcess.random(),
                "DESIFANS_AUTH_SECRET", CommandsInProcess.random());
    }
}
