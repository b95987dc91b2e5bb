package io.desifans.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.InvalidResultSetAccessException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * A row of a {@link KeptSelect}. Each call reads the next column, so that whoever reads some of them can be called between
 * others. Those whose names begin with {@code maybe} read a column that may be null.
 */
public final class Row {

    private final ResultSet columns;
    private int last;

    Row(ResultSet columns) {
        this.columns = columns;
    }

    private interface Column<T> {
        @Nullable
        T read(ResultSet row, int place) throws SQLException;
    }

    public String text() {
        return present(maybeText());
    }

    public @Nullable String maybeText() {
        return next(ResultSet::getString);
    }

    public UUID uuid() {
        return present(maybeUuid());
    }

    public @Nullable UUID maybeUuid() {
        return next((row, place) -> row.getObject(place, UUID.class));
    }

    public boolean flag() {
        return present(maybeFlag());
    }

    public @Nullable Boolean maybeFlag() {
        return next((row, place) -> {
            boolean value = row.getBoolean(place);
            return row.wasNull() ? null : value;
        });
    }

    public int integer() {
        return present(maybeInteger());
    }

    public @Nullable Integer maybeInteger() {
        return next((row, place) -> {
            int value = row.getInt(place);
            return row.wasNull() ? null : value;
        });
    }

    public long number() {
        return present(next((row, place) -> {
            long value = row.getLong(place);
            return row.wasNull() ? null : value;
        }));
    }

    public LocalDate day() {
        return present(next((row, place) -> row.getObject(place, LocalDate.class)));
    }

    /** A time with its offset. */
    public Instant moment() {
        return present(maybeMoment());
    }

    public @Nullable Instant maybeMoment() {
        OffsetDateTime stored = next((row, place) -> row.getObject(place, OffsetDateTime.class));
        return stored == null ? null : stored.toInstant();
    }

    public Instant instant() {
        return present(maybeInstant());
    }

    public @Nullable Instant maybeInstant() {
        LocalDateTime stored = next((row, place) -> row.getObject(place, LocalDateTime.class));
        return stored == null ? null : stored.toInstant(ZoneOffset.UTC);
    }

    /** An array of ids. */
    public List<UUID> uuids() {
        return List.of(present(next((row, place) -> (UUID[]) row.getArray(place).getArray())));
    }

    /** JSON; null where there is none. */
    public @Nullable JsonNode maybeTree() {
        String stored = maybeText();
        return stored == null ? null : Json.STRICT.readTree(stored);
    }

    /** JSON, token by token; null where there is none. */
    public <T> @Nullable T maybeJson(Function<JsonParser, T> reader) {
        String stored = maybeText();
        if (stored == null) return null;
        try (JsonParser tokens = Json.STRICT.createParser(stored)) {
            return reader.apply(tokens);
        }
    }

    private <T> @Nullable T next(Column<T> column) {
        try {
            return column.read(columns, ++last);
        } catch (SQLException e) {
            throw new InvalidResultSetAccessException(e);
        }
    }

    private <T> T present(@Nullable T value) {
        if (value == null) throw new IllegalStateException("column " + last + " is null");
        return value;
    }
}
