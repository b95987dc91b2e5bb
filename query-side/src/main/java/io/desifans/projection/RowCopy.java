package io.desifans.projection;

import io.desifans.projection.TableShape.Column;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table in the text form of PostgreSQL's COPY.
 *
 * @param text whole rows each
 */
record RowCopy(TableShape table, List<byte[]> text) {

    private static final int CHUNK = 64 * 1024;

    static RowCopy of(TableShape table, List<PendingRow> rows) {
        List<byte[]> chunks = new ArrayList<>();
        StringBuilder text = new StringBuilder(CHUNK + CHUNK / 4);
        for (PendingRow row : rows) {
            append(text, row);
            if (text.length() > CHUNK) chunks.add(taken(text));
        }
        chunks.add(taken(text));
        return new RowCopy(table, chunks);
    }

    void into(Connection connection) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql());
        try {
            for (byte[] chunk : text) copy.writeToCopy(chunk, 0, chunk.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) copy.cancelCopy();
        }
    }

    private String sql() {
        return "copy " + TableShape.quoted(table.name) + " ("
                + table.columns.stream().map(Column::quoted).collect(Collectors.joining(", ")) + ") from stdin";
    }

    private static byte[] taken(StringBuilder text) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        return bytes;
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
