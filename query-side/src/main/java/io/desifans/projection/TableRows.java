package io.desifans.projection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The rows of one table on the search path in the order of their keys (collation "C"), streamed in the text form of PostgreSQL's COPY. The
 * hash is SHA-256 over exactly the bytes that {@link #sql} prints.
 */
final class TableRows implements AutoCloseable {

    private final CopyOut copy;
    private final MessageDigest hash = sha256();
    private long count;

    TableRows(Connection connection, TableShape table) throws SQLException {
        copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql(table));
    }

    static String sql(TableShape table) {
        String columns = table.columns.stream().map(TableShape.Column::quoted).collect(Collectors.joining(", "));
        String order = table.key.stream()
                .map(table.columns::get)
                .map(column -> column.quoted() + (column.type().equals("text") ? " collate \"C\"" : ""))
                .collect(Collectors.joining(", "));
        return "copy (select " + columns + " from " + TableShape.quoted(table.name) + " order by " + order
                + ") to stdout";
    }

    /** The next row's line, or null after the last. */
    byte @Nullable [] next() throws SQLException {
        byte[] line = copy.readFromCopy();
        if (line == null) return null;
        hash.update(line);
        count++;
        return line;
    }

    /** Frees the connection, which can do nothing else while rows are left. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) copy.cancelCopy();
    }

    /** How many rows were read. */
    long count() {
        return count;
    }

    /** The hash of the rows read. */
    String hash() {
        return HexFormat.of().formatHex(hash.digest());
    }

    /** The columns of a line, null for null. */
    static List<@Nullable String> cells(byte[] line) {
        String text = new String(line, 0, line.length - 1, StandardCharsets.UTF_8);
        return Arrays.stream(text.split("\t", -1))
                .map(TableRows::cell)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static @Nullable String cell(String escaped) {
        if (escaped.equals("\\N")) return null;
        if (escaped.indexOf('\\') < 0) return escaped;
        StringBuilder cell = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            cell.append(c == '\\' ? unescaped(escaped.charAt(++i)) : c);
        }
        return cell.toString();
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000B';
            default -> c;
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
