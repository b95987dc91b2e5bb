package io.desifans.benchmarks;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How often each measurement is made, on a database at rest and on a machine that has nothing else to do. */
final class Rounds {

    private static final double MOST_BY_OTHERS = 0.5;

    private final int number;
    private final OthersWork others;
    private final Set<String> disturbed = new TreeSet<>();

    Rounds(int number, OthersWork others) {
        this.number = number;
        this.others = others;
    }

    /** Whether little time is to be spent. */
    boolean areFew() {
        return number < 5;
    }

    /** How long one takes, or what is done before the first; half of the usual where there are few. */
    int seconds(int usual) {
        return areFew() ? (usual + 1) / 2 : usual;
    }

    int number() {
        return number;
    }

    /** The ids of which a round was disturbed by others, and its repetition too. */
    Set<String> disturbed() {
        return disturbed;
    }

    /** What one round comes to; it is repeated once if others took half of the cores meanwhile. */
    <T> T round(String id, DataSource database, Callable<T> measurement) {
        for (boolean first = true; ; first = false) {
            JdbcClient.create(database).sql("checkpoint").update();
            JdbcClient.create(database).sql("vacuum analyze").update();
            OthersWork.Taken before = others.now();
            T measured = call(measurement);
            boolean alone = before.shareUntil(others.now()) <= MOST_BY_OTHERS;
            if (!alone && !first) disturbed.add(id);
            if (alone || !first) return measured;
        }
    }

    private static <T> T call(Callable<T> measurement) {
        try {
            return measurement.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
