package io.desifans.projection;

import static io.desifans.db.Tables.PAYMENT_TRANSACTION;
import static io.desifans.db.Tables.PAYOUT;
import static io.desifans.db.Tables.PAYOUT_ITEM;
import static io.desifans.projection.ShapedChange.ABSENT;

import io.desifans.projection.RowChange.Kind;
import io.desifans.projection.RowChange.Merged;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the changes of very many events into tables that have primary keys and nothing else: what a foreign key would refuse
 * or delete is decided here, from the rows that the changes name. Rows that such a delete takes stay stored until their
 * {@link Orphans} are removed.
 */
final class BulkWriter implements ChangeWriter {

    private static final TableShape ITEMS = TableShape.of(PAYOUT_ITEM);
    private static final TableShape TRANSACTIONS = TableShape.of(PAYMENT_TRANSACTION);
    private static final TableShape PAYOUTS = TableShape.of(PAYOUT);

    private final Connection connection;
    private final KnownRows known;
    private final Orphans orphans;
    private final VoidChanges voids;
    private final boolean orphansBefore;

    private final List<ShapedChange> changes = new ArrayList<>();
    private final List<KnownRow> touched = new ArrayList<>();
    private final Map<TableShape, List<PendingRow>> deleted = new LinkedHashMap<>();
    private final List<PendingRow> lostItems = new ArrayList<>();

    BulkWriter(Connection connection, KnownRows known, Orphans orphans, VoidChanges voids) {
        this.connection = connection;
        this.known = known;
        this.orphans = orphans;
        this.voids = voids;
        this.orphansBefore = orphans.any();
    }

    @Override
    public void write(ShapedChange change) {
        changes.add(change);
    }

    @Override
    public void flush() throws SQLException {
        known.makeRoom();
        for (int next = 0; next < changes.size(); ) {
            if (orphans.areInTheWayOf(changes.get(next))) removeOrphans();
            known.fetch(connection, changes.subList(next, changes.size()));
            next = decide(next);
            store();
        }
        changes.clear();
    }

    /** A stored orphan may have had the key of a new row. */
    @Override
    public boolean mend() throws SQLException {
        known.forget();
        if (orphansBefore) orphans.remove(connection);
        else orphans.forget();
        return orphansBefore;
    }

    private void removeOrphans() throws SQLException {
        orphans.remove(connection);
        known.forget();
    }

    /** @return the place of the first change that has to wait until those before it are stored */
    private int decide(int first) {
        for (int place = first; place < changes.size(); place++) {
            ShapedChange change = changes.get(place);
            boolean alone = change.movesTheRow();
            if (place > first && (alone || orphans.areInTheWayOf(change))) return place;
            switch (change.kind()) {
                case INSERT -> insert(change);
                case UPDATE, INCREMENT -> update(change);
                case DELETE -> delete(change);
            }
            if (alone) return place + 1;
        }
        return changes.size();
    }

    private void insert(ShapedChange change) {
        @Nullable KnownRow[] above = known.above(change);
        if (KnownRow.areAlive(above)) {
            pending(known.inserted(change, above)).add(change);
        } else {
            voids.count(change.table(), Kind.INSERT, 1);
            if (change.table() == ITEMS) lostItems.add(lone(change));
        }
    }

    private void update(ShapedChange change) {
        KnownRow row = known.get(change);
        @Nullable KnownRow[] above = known.above(change);
        boolean sets = change.table() == PAYOUTS && change.kind() == Kind.UPDATE;
        Object metadata = sets ? change.cells()[PAYOUTS.place(PAYOUT.METADATA)] : ABSENT;
        if (metadata != ABSENT && !(metadata instanceof Merged))
            throw new Undecided("the metadata of a payout are replaced, and what it lost may be added to them later");
        if (!row.isAlive() || !KnownRow.areAlive(above)) {
            voids.count(change.table(), change.kind(), 1);
            return;
        }
        pending(row).add(change);
        for (int i = 0; i < above.length; i++)
            if (change.cells()[row.table.parents.get(i).column()] != ABSENT) row.above[i] = above[i];
    }

    private void delete(ShapedChange change) {
        KnownRow row = known.get(change);
        if (row.table == ITEMS || row.table == TRANSACTIONS)
            throw new Undecided("what a payout loses by a delete in " + row.table.name + " is not known");
        if (!row.isAlive()) {
            voids.count(change.table(), Kind.DELETE, 1);
            return;
        }
        row.there = false;
        row.pending = null;
        if (!row.stored) return;
        row.stored = false;
        deleted.computeIfAbsent(row.table, any -> new ArrayList<>()).add(lone(change));
        orphans.leftBy(change);
    }

    private PendingRow pending(KnownRow row) {
        PendingRow pending = row.pending;
        if (pending != null) return pending;
        touched.add(row);
        return row.pending = new PendingRow(row.table.columns.size());
    }

    private static PendingRow lone(ShapedChange change) {
        PendingRow row = new PendingRow(change.cells().length);
        row.add(change);
        return row;
    }

    private void store() throws SQLException {
        Map<TableShape, List<PendingRow>> inserted = new LinkedHashMap<>();
        Map<TableShape, List<PendingRow>> updated = new LinkedHashMap<>();
        for (KnownRow row : touched) {
            PendingRow pending = row.pending;
            row.pending = null;
            if (pending == null) continue;
            if (row.isAlive()) {
                (row.stored ? updated : inserted)
                        .computeIfAbsent(row.table, any -> new ArrayList<>())
                        .add(pending);
                row.stored = true;
            } else if (row.table == ITEMS && !row.stored && isLost(row)) {
                lostItems.add(pending);
            }
        }
        touched.clear();
        store(inserted, updated);
    }

    private void store(Map<TableShape, List<PendingRow>> inserted, Map<TableShape, List<PendingRow>> updated)
            throws SQLException {
        RowBatch batch = new RowBatch(connection);
        for (Map.Entry<TableShape, List<PendingRow>> of : deleted.entrySet())
            expect(of.getValue().size(), batch.delete(of.getKey(), of.getValue()));
        List<RowCopy> copies = inserted.entrySet().parallelStream()
                .map(of -> RowCopy.of(of.getKey(), of.getValue()))
                .toList();
        for (RowCopy copy : copies) copy.into(connection);
        for (Map.Entry<TableShape, List<PendingRow>> of : updated.entrySet())
            for (List<PendingRow> alike : RowBatch.alike(of.getValue()))
                expect(alike.size(), batch.update(of.getKey(), alike));
        if (!lostItems.isEmpty()) new LostItems(connection).addVoid(ITEMS, lostItems);
        deleted.clear();
        lostItems.clear();
    }

    /** An item that goes with the transaction of a person who is erased, and not because its payout goes. */
    private static boolean isLost(KnownRow item) {
        KnownRow transaction = item.above(ITEMS.place(PAYOUT_ITEM.TRANSACTION_ID));
        if (!item.above(ITEMS.place(PAYOUT_ITEM.PAYOUT_ID)).isAlive()) return false;
        if (!transaction
                .above(TRANSACTIONS.place(PAYMENT_TRANSACTION.CREATOR_ID))
                .isAlive()) throw new Undecided("a payout of one creator holds a transaction of another");
        return true;
    }

    private static void expect(int rows, int found) {
        if (rows != found) throw new Undecided(rows + " rows were taken to be there, and " + found + " are");
    }
}
