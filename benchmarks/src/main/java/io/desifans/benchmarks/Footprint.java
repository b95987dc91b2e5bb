package io.desifans.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the application takes of the machine's memory, and what a follower of the log keeps. */
final class Footprint {

    private static final String LARGEST_TOKEN =
            "select max(pg_column_size(epoch) + pg_column_size(seq)) from event_store.token";

    private final AppUnderTest app;
    private final double idle;

    /** To be made when the application has started and nobody has asked it for anything. */
    Footprint(AppUnderTest app) {
        this.app = app;
        this.idle = app.residentMiB();
    }

    /** To be called under load, or right after it. */
    List<Result> measure(JdbcClient sql) {
        List<Result> results = new ArrayList<>();
        results.add(memory("idle", idle, 350, 500));
        results.add(memory("under the load of this run", app.residentMiB(), 600, 800));
        double token = sql.sql(LARGEST_TOKEN).query(Integer.class).single();
        results.add(new Result(
                "f2",
                "the largest token of a follower of the log",
                "B",
                0,
                new Figures(List.of(token)),
                null,
                null,
                64.0,
                256.0,
                "stock tokens with a list of gaps grow to about 58 KB"));
        return results;
    }

    private static Result memory(String when, double mebibytes, double goal, double floor) {
        return new Result(
                "f1",
                "resident memory of the application's process, " + when,
                "MiB",
                0,
                new Figures(List.of(mebibytes)),
                null,
                null,
                goal,
                floor,
                "both sides in one process, without its database");
    }
}
