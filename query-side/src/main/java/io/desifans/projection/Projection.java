package io.desifans.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Applies events, in order, to the tables that the connection's search path leads to. A run of events is written as one
 * if that succeeds; if not, its halves are tried apart, until the event that fails stands alone and is parked. Later
 * events on its rows, or on rows below them, are parked behind it; all others go on. What is applied and what is parked
 * do not depend on how the events were cut into batches.
 */
public final class Projection {

    private static final String BEGIN = "savepoint run; set constraints all deferred";
    private static final String END = "set constraints all immediate; release savepoint run";
    private static final String UNDO = "rollback to savepoint run; release savepoint run";

    private final Projectors projectors;

    public Projection(Projectors projectors) {
        this.projectors = projectors;
    }

    Set<Projector> projectors() {
        return projectors.all();
    }

    ProjectedEvent projected(TrackedEventMessage<?> event) {
        return ProjectedEvent.of(event, projectors);
    }

    /**
     * Applies events in the caller's transaction, which must be rolled back if this throws.
     *
     * @param parked the rows of events parked so far; those of the events parked now are added
     * @param voids takes the count of void changes
     * @return the events parked now, in order
     * @throws SQLException if the failure is a passing one, and no event's fault
     */
    List<ParkedEvent> apply(
            Connection connection, List<TrackedEventMessage<?>> events, ParkedRows parked, VoidChanges voids)
            throws SQLException {
        List<ProjectedEvent> projected = events.stream().map(this::projected).toList();
        return write(connection, projected, parked, voids, counted -> new RowWriter(connection, counted));
    }

    /**
     * The same where nothing is expected to fail, without the round trips that a way back costs.
     *
     * @throws RuntimeException or an SQLException, here or at the commit, if something does: {@link #apply} finds what
     */
    List<ParkedEvent> applyAtOnce(
            Connection connection, List<TrackedEventMessage<?>> events, ParkedRows parked, VoidChanges voids)
            throws SQLException {
        List<ProjectedEvent> projected = events.stream().map(this::projected).toList();
        List<ParkedEvent> letters = new ArrayList<>();
        Attempt.write(projected, parked, new RowWriter(connection, voids), letters);
        return letters;
    }

    /** The same for events that have been projected, by a writer for each run of them. */
    static List<ParkedEvent> write(
            Connection connection,
            List<ProjectedEvent> events,
            ParkedRows parked,
            VoidChanges voids,
            Function<VoidChanges, ChangeWriter> writers)
            throws SQLException {
        List<ParkedEvent> letters = new ArrayList<>();
        if (!events.isEmpty()) new Attempt(connection, parked, voids, writers, letters).apply(events);
        return letters;
    }

    private record Attempt(
            Connection connection,
            ParkedRows parked,
            VoidChanges voids,
            Function<VoidChanges, ChangeWriter> writers,
            List<ParkedEvent> letters) {

        void apply(List<ProjectedEvent> run) throws SQLException {
            execute(BEGIN);
            ParkedRows trial = parked.trial();
            VoidChanges counted = new VoidChanges();
            List<ParkedEvent> aside = new ArrayList<>();
            ChangeWriter writer = writers.apply(counted);
            try {
                write(run, trial, writer, aside);
                execute(END);
            } catch (SQLException | RuntimeException e) {
                if (Failure.isTransient(e) || e instanceof Undecided) throw e;
                execute(UNDO);
                if (writer.mend()) apply(run);
                else takeApart(run, e);
                return;
            }
            parked.keep(trial);
            voids.addAll(counted);
            letters.addAll(aside);
        }

        static void write(List<ProjectedEvent> run, ParkedRows trial, ChangeWriter writer, List<ParkedEvent> aside)
                throws SQLException {
            for (ProjectedEvent event : run) {
                var root = trial.rootOf(event);
                if (root != null) park(ParkedEvent.behind(root, event), trial, aside);
                else if (event.failure() != null) park(ParkedEvent.failed(event, event.failure()), trial, aside);
                else for (ShapedChange change : event.changes()) writer.write(change);
            }
            writer.flush();
        }

        private void takeApart(List<ProjectedEvent> run, Exception e) throws SQLException {
            if (run.size() == 1) {
                park(ParkedEvent.failed(run.getFirst(), e), parked, letters);
            } else {
                apply(run.subList(0, run.size() / 2));
                apply(run.subList(run.size() / 2, run.size()));
            }
        }

        private static void park(ParkedEvent event, ParkedRows rows, List<ParkedEvent> to) {
            rows.add(event.rows(), event.root());
            to.add(event);
        }

        private void execute(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
