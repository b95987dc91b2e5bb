package io.desifans.benchmarks;

import io.desifans.projection.Replay;
import io.desifans.projection.ReplayProgress;
import io.desifans.projection.ReplayReport;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A rebuild of all tables from logs of several lengths, against PostgreSQL loading the same rows. */
final class Rebuild {

    private static final int SMALLEST = 10_000;

    private record Size(int events, long rows, List<Double> ours, List<Double> theirs, List<Double> ratios) {
        double microsPerEvent() {
            return 1e6 * Figures.median(ours) / events;
        }
    }

    private final LongLog log;
    private final Path folder;

    /** Events per second when the live tables followed the log the last time. */
    private long followed;

    /** @param folder for files */
    Rebuild(LongLog log, Path folder) {
        this.log = log;
        this.folder = folder;
    }

    /** @param smaller whether shorter logs, too, for comparison */
    List<Result> measure(int rounds, int events, boolean smaller)
            throws SQLException, IOException, InterruptedException {
        List<Size> sizes = new ArrayList<>();
        for (int size = smaller ? SMALLEST : events; size <= events; size *= 10) sizes.add(measured(rounds, size));
        Size largest = sizes.getLast();
        List<Result> results = new ArrayList<>();
        results.add(new Result(
                "b1",
                "a rebuild of all tables with their indexes",
                "s",
                largest.events(),
                new Figures(largest.ours()),
                new Figures(largest.theirs()),
                Figures.median(largest.ratios()),
                3.0,
                6.0,
                "reference: COPY of the same %d rows, then the same keys, indexes and foreign keys; judged: the ratio"
                        .formatted(largest.rows())));
        List<Double> rates = largest.ours().stream()
                .map(seconds -> largest.events() / seconds)
                .toList();
        results.add(new Result(
                "b1",
                "events in a rebuild",
                "per s",
                largest.events(),
                new Figures(rates),
                null,
                null,
                100_000.0,
                40_000.0,
                "0 differences to the live tables in each round, which followed the log at %,d per s"
                        .formatted(followed)));
        for (Size size : sizes) results.add(e3(size, sizes.getFirst()));
        return results;
    }

    private static Result e3(Size size, Size smallest) {
        List<Double> micros = size.ours().stream()
                .map(seconds -> 1e6 * seconds / size.events())
                .toList();
        boolean judged = size != smallest;
        return new Result(
                "e3",
                "cost of an event in a rebuild",
                "µs",
                size.events(),
                new Figures(micros),
                null,
                judged ? size.microsPerEvent() / smallest.microsPerEvent() : null,
                judged ? 1.1 : null,
                judged ? 1.25 : null,
                judged ? "judged: by so much more than with %,d".formatted(smallest.events()) : "");
    }

    private Size measured(int rounds, int events) throws SQLException, IOException, InterruptedException {
        extend(events);
        ReferenceLoad reference = new ReferenceLoad(log.database(), folder);
        run();
        reference.seconds();
        Size size = new Size(log.stored(), reference.rows(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < rounds; round++) {
            log.sql().sql("checkpoint").update();
            size.ours().add(run());
            log.sql().sql("checkpoint").update();
            size.theirs().add(reference.seconds());
            size.ratios().add(size.ours().getLast() / size.theirs().getLast());
        }
        return size;
    }

    /** Up to so many events, and the live tables to their end. */
    private void extend(int events) throws InterruptedException {
        int more = log.extend(events);
        followed = Math.round(more / log.follow());
    }

    private double run() throws SQLException {
        ReplayReport report = log.bean(Replay.class).run(new ReplayProgress());
        if (report.differences() != 0 || report.parkedInReplay() != 0)
            throw new IllegalStateException("differences: " + report.listed() + ", parked: " + report.parkedInReplay());
        return report.seconds();
    }
}
