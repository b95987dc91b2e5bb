package io.desifans.projection;

import static io.desifans.db.Tables.CUSTOMERS;
import static io.desifans.db.Tables.POST_COMMENT;
import static io.desifans.db.Tables.USER;
import static io.desifans.projection.Scripted.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.projection.RowChange.Kind;
import io.desifans.projection.Scripted.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.EnumType;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowWriterTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void batches_of_any_size_come_to_the_same_as_one_statement_per_change(long seed) throws SQLException {
        OneByOne plain = new OneByOne();
        new RandomHistory(seed).writeTo(plain.database.log, 1200);
        plain.process();
        assertThat(plain.voids).isNotEmpty();
        Map<String, String> hashes = plain.database.hashes();
        for (int batch : new int[] {1, 7, 500}) {
            ReadModelDatabase database = new ReadModelDatabase();
            new RandomHistory(seed).writeTo(database.log, 1200);
            database.process(batch);
            assertThat(database.parked()).isEmpty();
            assertThat(database.hashes()).isEqualTo(hashes);
            assertThat(database.voids()).isEqualTo(plain.voids());
        }
    }

    @Test
    void every_column_of_every_table_is_written_as_given() throws SQLException {
        ReadModelDatabase database = new ReadModelDatabase();
        for (TableShape shape : TableShape.ALL) database.log.add(shape.name, rows -> fill(rows, table(shape)));
        database.process(500);
        assertThat(database.parked()).isEmpty();
        assertThat(database.voids()).isEmpty();
        for (TableShape shape : TableShape.ALL) {
            String row = database.query("select to_jsonb(t)::text from \"" + shape.name + "\" t")
                    .getFirst();
            for (Field<?> field : table(shape).fields())
                assertThat(row).contains("\"" + field.getName() + "\": " + json(field));
        }
    }

    @Test
    void a_unique_value_passes_from_row_to_row_within_a_batch() throws SQLException {
        ReadModelDatabase database = new ReadModelDatabase();
        database.log.add("a", rows -> user(rows, "a", "first@example.org"));
        database.log.add("a", rows -> rows.update(USER, "a").set(USER.EMAIL, "second@example.org"));
        database.log.add("b", rows -> user(rows, "b", "first@example.org"));
        database.log.add("both", rows -> {
            rows.update(USER, "a").set(USER.EMAIL, "first@example.org");
            rows.update(USER, "b").set(USER.EMAIL, "second@example.org");
        });
        database.process(500);
        assertThat(database.parked()).isEmpty();
        assertThat(database.query("select id || email from read_model.\"user\" order by id"))
                .containsExactly("afirst@example.org", "bsecond@example.org");
    }

    @Test
    void what_is_too_long_is_refused_and_not_cut() throws SQLException {
        ReadModelDatabase database = new ReadModelDatabase();
        database.log.add(
                "long",
                rows -> rows.insert(CUSTOMERS, UUID.randomUUID())
                        .set(CUSTOMERS.EMAIL, "e".repeat(256))
                        .set(CUSTOMERS.CREATED_AT, AT));
        database.process(500);
        assertThat(database.parked()).containsExactly("1 behind 1 22001");
    }

    private static void user(RowChanges rows, String id, String email) {
        rows.insert(USER, id)
                .set(USER.NAME, id)
                .set(USER.EMAIL, email)
                .set(USER.EMAIL_VERIFIED, true)
                .set(USER.CREATED_AT, AT)
                .set(USER.UPDATED_AT, AT);
    }

    /** One row per table, each with the same id, so that every reference is met. */
    private static void fill(RowChanges rows, Table<?> table) {
        TableShape shape = TableShape.of(table);
        Object[] key =
                shape.key.stream().map(place -> value(table.field(place))).toArray();
        RowChanges.Values values = rows.insert(table, key);
        for (Field<?> field : table.fields()) {
            boolean own = shape.isKey(shape.place(field)) || field.equals(POST_COMMENT.PARENT_COMMENT_ID);
            if (!own) set(values, field);
        }
    }

    private static <T> void set(RowChanges.Values values, Field<T> field) {
        values.set(field, field.getType().cast(value(field)));
    }

    private static final UUID ID = UUID.fromString("0190a5b0-0000-7000-8000-000000000001");

    private static Object value(Field<?> field) {
        Class<?> type = field.getType();
        if (type == UUID.class) return ID;
        if (type == String.class) return ID.toString();
        if (type == Instant.class) return AT;
        if (type == Integer.class) return 2147483647;
        if (type == Boolean.class) return true;
        if (type == JSONB.class) return JSONB.valueOf("{\"a\": [1, null]}");
        if (EnumType.class.isAssignableFrom(type)) return type.getEnumConstants()[0];
        throw new AssertionError(type);
    }

    private static String json(Field<?> field) {
        if (field.equals(POST_COMMENT.PARENT_COMMENT_ID)) return "null";
        Object value = value(field);
        if (value instanceof Instant) return "\"2026-03-01T10:00:00.123\"";
        if (value instanceof JSONB) return "{\"a\": [1, null]}";
        if (value instanceof EnumType label) return "\"" + label.getLiteral() + "\"";
        if (value instanceof String || value instanceof UUID) return "\"" + value + "\"";
        return value.toString();
    }

    private static Table<?> table(TableShape shape) {
        return io.desifans.db.DefaultSchema.DEFAULT_SCHEMA.getTable(shape.name);
    }

    /** What the writer must equal: one plain statement per change. */
    private static final class OneByOne {

        final ReadModelDatabase database = new ReadModelDatabase();
        final Map<String, Long> voids = new java.util.TreeMap<>();

        OneByOne() throws SQLException {}

        void process() throws SQLException {
            try (Connection connection = database.source.getConnection()) {
                for (var event : database.log.events) {
                    RowChanges rows = new RowChanges();
                    ((Step) event.getPayload()).script().accept(rows);
                    for (RowChange change : rows.asList()) apply(connection, change);
                }
            }
        }

        List<String> voids() {
            return voids.entrySet().stream()
                    .map(void_ -> void_.getKey() + " " + void_.getValue())
                    .toList();
        }

        private void apply(Connection connection, RowChange change) throws SQLException {
            String table = "\"" + change.table().getName() + "\"";
            String where =
                    change.key().keySet().stream().map(k -> quoted(k) + " = ?").collect(Collectors.joining(" and "));
            Map<Field<?>, Object> all = new LinkedHashMap<>(change.key());
            all.putAll(change.values());
            int done = switch (change.kind()) {
                case DELETE -> execute(connection, "delete from " + table + " where " + where, change.key());
                case INSERT -> insert(connection, table, all);
                case UPDATE, INCREMENT -> {
                    Map<Field<?>, Object> ordered = new LinkedHashMap<>(change.values());
                    ordered.putAll(change.key());
                    String set = change.values().keySet().stream()
                            .map(c -> quoted(c) + " = " + newValue(c, change))
                            .collect(Collectors.joining(", "));
                    yield execute(connection, "update " + table + " set " + set + " where " + where, ordered);
                }
            };
            if (done == 0)
                voids.merge(
                        change.table().getName() + " " + change.kind().name().toLowerCase(), 1L, Long::sum);
        }

        private static String newValue(Field<?> column, RowChange change) {
            if (change.values().get(column) instanceof RowChange.Merged)
                return "coalesce(" + quoted(column) + ", '{}') || ?::jsonb";
            if (change.kind() == Kind.INCREMENT) return quoted(column) + " + ?";
            return column.getType() == JSONB.class ? "?::jsonb" : "?";
        }

        private static int insert(Connection connection, String table, Map<Field<?>, Object> values)
                throws SQLException {
            String names = values.keySet().stream().map(f -> quoted(f)).collect(Collectors.joining(", "));
            String marks = values.keySet().stream()
                    .map(f -> EnumType.class.isAssignableFrom(f.getType())
                            ? "?::" + f.getDataType().getTypeName()
                            : "?")
                    .collect(Collectors.joining(", "));
            return execute(connection, "insert into " + table + " (" + names + ") values (" + marks + ")", values);
        }

        private static int execute(Connection connection, String sql, Map<Field<?>, Object> values)
                throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int i = 1;
                for (Object value : values.values())
                    statement.setObject(
                            i++,
                            switch (value) {
                                case Instant at -> java.time.LocalDateTime.ofInstant(at, java.time.ZoneOffset.UTC);
                                case JSONB json -> json.data();
                                case RowChange.Merged merged -> merged.more().toString();
                                case null -> null;
                                default -> value;
                            });
                return statement.executeUpdate();
            } catch (SQLException e) {
                if (e.getSQLState().equals("23503")) return 0;
                throw e;
            }
        }

        private static String quoted(Field<?> field) {
            return "\"" + field.getName() + "\"";
        }
    }
}
