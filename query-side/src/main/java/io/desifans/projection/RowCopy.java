package io.desifans.projection;

import io.desifans.projection.TableShape.Column;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into a table in the text form of PostgreSQL's COPY. */
final class RowCopy {

    private static final int CHUNK = 64 * 1024;

    private RowCopy() {}

    static void insert(Connection connection, TableShape table, List<PendingRow> rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql(table));
        try {
            StringBuilder text = new StringBuilder(CHUNK + CHUNK / 4);
            for (PendingRow row : rows) {
                append(text, row);
                if (text.length() > CHUNK) write(copy, text);
            }
            write(copy, text);
            copy.endCopy();
        } finally {
            if (copy.isActive()) copy.cancelCopy();
        }
    }

    private static String sql(TableShape table) {
        return "copy " + TableShape.quoted(table.name) + " ("
                + table.columns.stream().map(Column::quoted).collect(Collectors.joining(", ")) + ") from stdin";
    }

    private static void write(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    private static void append(StringBuilder text, PendingRow row) {
        for (int column = 0; column < row.cells.length; column++) {
            if (column > 0) text.append('\t');
            append(text, RowBatch.text(row.cells[column]));
        }
        text.append('\n');
    }

    private static void append(StringBuilder text, @Nullable String value) {
        if (value == null) {
            text.append("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }
}
