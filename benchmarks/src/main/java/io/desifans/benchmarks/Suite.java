package io.desifans.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What is wanted of the suite, measured one after the other.
 *
 * @param events of the longest log
 * @param seed of what the log to rebuild is made from
 */
record Suite(Wanted wanted, Rounds rounds, Servers servers, int events, long seed) {

    /** What needs no application beside this process. */
    List<Result> inProcess() throws Exception {
        List<Result> results = new ArrayList<>(commands());
        if (wanted.any("e6", "e7"))
            try (EmbeddedPostgres server = servers.start();
                    BesideStock both = new BesideStock(Servers.url(server))) {
                results.addAll(both.measure(rounds, events));
            }
        return results;
    }

    List<Result> overHttp(Path app) throws Exception {
        List<Result> results = new ArrayList<>();
        if (wanted.any("sign-in"))
            try (AppUnderTest running = AppUnderTest.start(app, servers.data(), Map.of(), "")) {
                results.addAll(new SignIn(running).measure(rounds.number()));
            }
        if (wanted.any("a3"))
            results.addAll(onServer(
                    app,
                    "",
                    (running, server) ->
                            List.of(new CommandsOverHttp(running, server.getPostgresDatabase(), server.getPort())
                                    .measure(rounds))));
        if (wanted.any("c1", "c2", "c5", "null", "d1", "d2", "d4", "f1", "f2"))
            results.addAll(onServer(app, "", (running, server) -> {
                Footprint footprint = new Footprint(running);
                WrittenLog log = new WrittenLog(server.getPostgresDatabase());
                Shop shop = Shop.open(running, log);
                var statements = new LoggedStatements(log.database(), servers.log());
                List<Result> these = new ArrayList<>();
                if (wanted.any("c1", "c2", "c5", "null"))
                    these.addAll(new Queries(
                                    running, new Reads(running, statements, log.database(), server.getPort()), rounds)
                            .ofVisitors(wanted, shop, servers.cores().pinned()));
                if (wanted.any("d1", "d2")) these.addAll(new Visibility(wanted, shop, log).measure(running, rounds));
                if (wanted.any("d4")) these.addAll(new OwnWrites(running, shop, log).withPosition(rounds));
                these.addAll(footprint.measure(log.sql()));
                return these;
            }));
        if (wanted.any("e2"))
            results.addAll(onServer(app, "", (running, server) -> {
                WrittenLog log = new WrittenLog(server.getPostgresDatabase());
                Shop shop = Shop.open(running, log);
                var statements = new LoggedStatements(log.database(), servers.log());
                return new StoredPosts(running, statements, log, server.getPort()).measure(rounds, shop, events);
            }));
        if (wanted.any("c3")) results.addAll(ofCreator(app));
        if (wanted.any("d5")) results.addAll(withGateway(app));
        if (wanted.any("d3")) results.addAll(secondNode(app));
        if (wanted.any("b1", "b2", "e3")) results.addAll(rebuild(app));
        if (wanted.any("f3")) results.add(Starts.measure(app, servers.data(), rounds.number()));
        if (wanted.any("broadcast"))
            results.addAll(onServer(app, "-Xmx512m", (running, server) -> {
                var log = new WrittenLog(server.getPostgresDatabase());
                return new Broadcast(running, log).measure(rounds.number());
            }));
        return results;
    }

    private List<Result> commands() throws Exception {
        if (!wanted.any("a1", "a2", "a4", "a5", "a6", "e1", "e4", "e5")) return List.of();
        try (EmbeddedPostgres server = servers.start();
                HikariDataSource pool = new HikariDataSource()) {
            String url = Servers.url(server);
            pool.setJdbcUrl(url);
            pool.setMaximumPoolSize(40);
            List<Result> results = new ArrayList<>();
            if (wanted.any("a1", "a2", "a4", "a5", "e1"))
                try (CommandsInProcess side = new CommandsInProcess(pool, url, false)) {
                    if (wanted.any("a1", "a2")) results.addAll(new Throughput(side, server.getPort()).measure(rounds));
                    var row = new IdenticalRow(pool, server.getPort());
                    if (wanted.any("a5")) results.addAll(new Promptness(side).measure(rounds, row));
                    if (wanted.any("a4")) results.add(new ManyAtOnce(side).measure(rounds, row));
                    if (wanted.any("e1"))
                        results.addAll(
                                new StoredEvents(side, server.getPort()).measure(rounds, List.of(10_000, 100_000)));
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
                results.addAll(new Rebuild(log, servers.data()).measure(rounds.number(), events));
            if (wanted.any("b2")) results.addAll(new CatchUp(log).measure(rounds, events));
            return results;
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
