package io.desifans.projection;

import static io.desifans.projection.ReplaySchema.BEFORE;

import io.desifans.projection.ReplayProgress.Phase;
import io.desifans.projection.ReplayProgress.View;
import io.desifans.projection.ReplayReport.Difference;
import io.desifans.projection.ReplayReport.TableResult;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/** A replay whose report is printed, for the command line. */
public final class PrintedReplay {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final Replay replay;

    public PrintedReplay(Replay replay) {
        this.replay = replay;
    }

    /**
     * Replays, compares and prints, and puts the copy in the place of the live tables if that is wished.
     *
     * @return the exit code: 0 if nothing differs, 1 if anything does, 3 if the replay did not come to an end
     */
    public int print(PrintStream out, Swap swap) {
        ReplayProgress progress = new ReplayProgress();
        Thread telling = Thread.ofVirtual().start(() -> tell(progress, out));
        try {
            ReplayReport report = replay.run(progress, swap, Pace.ALONE);
            telling.interrupt();
            print(report, progress.view(), out);
            if (swap.follows(report)) out.println("The copy is live now; what was live is kept as " + BEFORE + ".");
            else if (swap != Swap.NEVER)
                out.println("What is live stays, since it differs; --swap=always replaces it.");
            return report.differences() == 0 ? 0 : 1;
        } catch (SQLException | RuntimeException e) {
            out.println("The replay did not come to an end: " + Failure.of(e).sentence());
            return 3;
        } finally {
            telling.interrupt();
        }
    }

    /** From time to time, so that nobody thinks that nothing happens. */
    private static void tell(ReplayProgress progress, PrintStream out) {
        try {
            while (progress.view().phase() != Phase.ENDED) {
                Thread.sleep(BETWEEN_LINES);
                View now = progress.view();
                if (now.phase() != Phase.REPLAYING) continue;
                out.printf(Locale.ROOT, "%d of %d events", now.done(), now.total());
                if (now.doneBefore() != null) out.printf(Locale.ROOT, ", %d of them before", now.doneBefore());
                if (now.secondsLeft() != null)
                    out.printf(Locale.ROOT, ", %d/s, %d s left", now.eventsPerSecond(), now.secondsLeft());
                out.println();
            }
        } catch (InterruptedException e) {
            // The replay has ended, and its report is printed instead.
        }
    }

    private static void print(ReplayReport report, View end, PrintStream out) {
        for (Difference difference : report.listed()) out.println(line(difference));
        long unlisted = report.differences() - report.listed().size();
        if (unlisted > 0) out.println("… and " + unlisted + " more");
        for (TableResult table : report.tables())
            out.printf(
                    Locale.ROOT,
                    "%-24s %10d rows  %10d differences  %s%n",
                    table.table(),
                    table.rows(),
                    table.differences(),
                    table.hash());
        out.printf(
                Locale.ROOT,
                "Replayed %d events up to %s in %.1f s, %d events/s; %d changes were void, %d events parked (%d live).%n",
                report.events(),
                report.position(),
                report.seconds(),
                report.eventsPerSecond(),
                report.voidChanges(),
                report.parkedInReplay(),
                report.parkedLive());
        if (end.doneBefore() != null)
            out.printf(
                    Locale.ROOT,
                    "%d of the events were replayed before, by a replay that did not come to its end.%n",
                    end.doneBefore());
        out.printf(
                Locale.ROOT,
                "%d differences in %d tables.%n",
                report.differences(),
                report.tables().size());
    }

    private static String line(Difference difference) {
        String row = difference.table() + " " + difference.key();
        String column = difference.column() == null ? "" : " " + difference.column();
        return row + column + ": live " + difference.live() + ", replayed " + difference.replayed();
    }
}
