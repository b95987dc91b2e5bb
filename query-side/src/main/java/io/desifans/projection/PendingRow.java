package io.desifans.projection;

import static io.desifans.projection.ShapedChange.ABSENT;

import io.desifans.projection.RowChange.Kind;
import io.desifans.projection.RowChange.Merged;
import io.desifans.projection.ShapedChange.Added;
import java.util.Arrays;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is still to be written of one row. Its changes come to at most a delete, then one insert or one update, then
 * another delete; whatever does not fit this form waits until the row is written.
 */
final class PendingRow {

    private static final JsonMapper JSON = new JsonMapper();

    final @Nullable Object[] cells;
    boolean deletedFirst;
    boolean inserted;
    boolean deletedLast;

    /** How many changes the one insert or update stands for, so that void ones can be counted as they came. */
    int updates;

    int increments;

    PendingRow(int columns) {
        cells = new Object[columns];
        Arrays.fill(cells, ABSENT);
    }

    boolean updated() {
        return !inserted && updates + increments > 0;
    }

    boolean takes(Kind kind) {
        if (deletedLast) return false;
        boolean written = inserted || updated();
        return switch (kind) {
            case INSERT -> !written;
            case UPDATE, INCREMENT -> written || !deletedFirst;
            case DELETE -> written || !deletedFirst;
        };
    }

    void add(ShapedChange change) {
        switch (change.kind()) {
            case INSERT -> {
                inserted = true;
                System.arraycopy(change.cells(), 0, cells, 0, cells.length);
            }
            case UPDATE -> {
                updates++;
                merge(change.cells());
            }
            case INCREMENT -> {
                increments++;
                merge(change.cells());
            }
            case DELETE -> {
                if (inserted || updated()) deletedLast = true;
                else deletedFirst = true;
                keepKey(change);
            }
        }
    }

    private void keepKey(ShapedChange change) {
        for (int place : change.table().key) cells[place] = change.cells()[place];
    }

    private void merge(@Nullable Object[] later) {
        for (int i = 0; i < cells.length; i++) {
            if (later[i] instanceof Added added) cells[i] = raised(cells[i], added);
            else if (later[i] instanceof Merged merged) cells[i] = merged(cells[i], merged);
            else if (later[i] != ABSENT) cells[i] = later[i];
        }
    }

    /** As {@code ||} has it, null taken as no names. */
    private static Object merged(@Nullable Object before, Merged later) {
        if (before == ABSENT) return later;
        if (before instanceof Merged earlier) return earlier.with(later);
        if (before == null) return JSONB.valueOf(later.more().toString());
        JsonNode there = JSON.readTree(((JSONB) before).data());
        return JSONB.valueOf(new Merged(there).with(later).more().toString());
    }

    /** As SQL has it, null and any number make null. */
    private static @Nullable Object raised(@Nullable Object before, Added added) {
        if (before == null) return null;
        if (before == ABSENT) return added;
        if (before instanceof Added earlier) return new Added(Math.addExact(earlier.amount(), added.amount()));
        return Math.addExact(((Number) before).longValue(), added.amount());
    }
}
