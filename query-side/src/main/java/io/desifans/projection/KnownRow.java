package io.desifans.projection;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row as far as others depend on it, and what is still to be written of it. */
final class KnownRow {

    final TableShape table;

    /** The rows it stands below, in the order of {@link TableShape#parents}; null where it names none. */
    final @Nullable KnownRow[] above;

    /** Not deleted itself. It may be gone all the same, with one that it stands below. */
    boolean there;

    /** Whether the table has it, dead or alive. */
    boolean stored;

    /** What the next writing does; null for nothing. */
    @Nullable
    PendingRow pending;

    KnownRow(TableShape table) {
        this.table = table;
        this.above = new KnownRow[table.parents.size()];
    }

    /** A row is gone with any row that it stands below, as if deletes were cascaded. */
    boolean isAlive() {
        return there && areAlive(above);
    }

    static boolean areAlive(@Nullable KnownRow[] rows) {
        for (KnownRow row : rows) if (row != null && !row.isAlive()) return false;
        return true;
    }

    /** The row that a column of this one names. */
    KnownRow above(int column) {
        for (int i = 0; i < above.length; i++)
            if (table.parents.get(i).column() == column) return Objects.requireNonNull(above[i]);
        throw new IllegalArgumentException(table.name + " names no row in column " + column);
    }
}
