package io.desifans.projection;

import static io.desifans.db.Tables.PAYOUT_ITEM;
import static io.desifans.db.Tables.USER;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/**
 * A payout whose items go, or never come, because a fan is erased with their transactions keeps their sum as {@code
 * erasedItemAmount} in its metadata, so that it still adds up (payments.md section 11).
 */
final class LostItems {

    private static final String ADD = """
            update payout p set metadata = coalesce(p.metadata, '{}') || jsonb_build_object('erasedItemAmount',
                coalesce((p.metadata ->> 'erasedItemAmount')::bigint, 0) + lost.amount)
            from (%s) lost where p.id = lost.payout""";
    private static final String BELOW_USERS = """
            select i."payoutId" as payout, sum(i.amount)::bigint as amount from "payoutItem" i
            join "paymentTransaction" t on t.id = i."transactionId" where t."userId" = any (?::text[]) group by 1""";
    private static final String VOID = """
            select r.payout, sum(r.amount)::bigint as amount
            from unnest(?::uuid[], ?::bigint[]) as r(payout, amount) group by 1""";
    private static final String WITHOUT_TRANSACTION = """
            select i."payoutId" as payout, sum(i.amount)::bigint as amount from "payoutItem" i
            where not exists (select from "paymentTransaction" t where t.id = i."transactionId") group by 1""";
    private static final String OF_OTHERS = """
            select exists (select from "payoutItem" i join "paymentTransaction" t on t.id = i."transactionId"
            join payout p on p.id = i."payoutId" where p."creatorId" <> t."creatorId")""";

    private static final TableShape USERS = TableShape.of(USER);
    private static final TableShape ITEMS = TableShape.of(PAYOUT_ITEM);
    private static final int USER_ID = USERS.place(USER.ID);
    private static final int PAYOUT = ITEMS.place(PAYOUT_ITEM.PAYOUT_ID);
    private static final int AMOUNT = ITEMS.place(PAYOUT_ITEM.AMOUNT);

    private final Connection connection;

    LostItems(Connection connection) {
        this.connection = connection;
    }

    /** Before these rows are deleted. */
    void addBelow(TableShape table, List<PendingRow> rows) throws SQLException {
        if (table == USERS) add(BELOW_USERS, rows, USER_ID);
    }

    /** After these rows found no place. */
    void addVoid(TableShape table, List<PendingRow> rows) throws SQLException {
        if (table == ITEMS) add(VOID, rows, PAYOUT, AMOUNT);
    }

    /** Before the rows of this table go whose parents have gone. */
    void addBeforeOrphansGo(TableShape table) throws SQLException {
        if (table == ITEMS) add(WITHOUT_TRANSACTION, List.of());
    }

    /**
     * An item without its transaction is lost to its payout if the fan is erased, and not if the creator is. As long as a
     * payout holds transactions of its own creator alone, it goes itself in the second case.
     */
    void refuseThoseOfOthers() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(OF_OTHERS)) {
            if (row.next() && row.getBoolean(1))
                throw new Undecided("a payout of one creator holds a transaction of another");
        }
    }

    private void add(String lost, List<PendingRow> rows, int... columns) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD.formatted(lost))) {
            for (int i = 0; i < columns.length; i++) statement.setArray(i + 1, texts(rows, columns[i]));
            statement.executeUpdate();
        }
    }

    private java.sql.Array texts(List<PendingRow> rows, int column) throws SQLException {
        Object[] texts = rows.stream()
                .map(row -> Objects.requireNonNull(row.cells[column]).toString())
                .toArray(String[]::new);
        return connection.createArrayOf("text", texts);
    }
}
