package io.desifans.projection;

import io.desifans.projection.RowChange.Kind;
import io.desifans.projection.TableShape.Parent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * Rows of a copy without foreign keys that are still stored although one that they stood below was deleted. They are all
 * removed at once: a delete that looks for the rows below it would read whole tables, or need an index for each foreign key.
 */
final class Orphans {

    private static final int MOST_GRAVES = 100_000;
    private static final String READING_ALL = "set local enable_seqscan to %1$s; set local enable_hashjoin to %1$s;"
            + " set local enable_mergejoin to %1$s";

    /** Stored rows that were deleted and that others may have stood below. */
    private final Set<String> graves = new HashSet<>();

    void leftBy(ShapedChange delete) {
        if (delete.table().referredTo) graves.add(delete.row());
    }

    /** Nothing was deleted after all. */
    void forget() {
        graves.clear();
    }

    /** Whether there may be any. */
    boolean any() {
        return !graves.isEmpty();
    }

    /** Whether they must be removed before this change: they are not the new row's. Or because there are very many. */
    boolean areInTheWayOf(ShapedChange change) {
        return graves.size() > MOST_GRAVES || change.kind() == Kind.INSERT && graves.contains(change.row());
    }

    /** Removes them, with what a payout loses by it. */
    void remove(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(READING_ALL.formatted("on"));
            LostItems items = new LostItems(connection);
            items.refuseThoseOfOthers();
            for (TableShape table : TableShape.ALL) {
                items.addBeforeOrphansGo(table);
                for (Parent parent : table.parents) statement.execute(removal(table, parent));
            }
            statement.execute(READING_ALL.formatted("off"));
        }
        graves.clear();
    }

    private static String removal(TableShape table, Parent parent) {
        String own = TableShape.quoted(table.name);
        String name = table.columns.get(parent.column()).quoted();
        String key = TableShape.quoted(parent.keyColumn());
        String orphan = "o.%2$s is not null and not exists (select from %3$s p where p.%4$s = o.%2$s)";
        String removal = parent.table().equals(table.name)
                ? "with recursive gone as (select o.%4$s as key from %1$s o where " + orphan
                        + " union select b.%4$s from %1$s b join gone on b.%2$s = gone.key)"
                        + " delete from %1$s where %4$s in (select key from gone)"
                : "delete from %1$s o where " + orphan;
        return removal.formatted(own, name, TableShape.quoted(parent.table()), key);
    }
}
