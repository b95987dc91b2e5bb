package io.desifans.projection;

import io.desifans.Labelled;
import io.desifans.projection.RowChange.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.EnumType;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Table;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Collects the row changes of one event, in order: {@code rows.insert(POST, id).set(POST.CAPTION, caption)}. */
public final class RowChanges {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<RowChange> changes = new ArrayList<>();

    /** A new row. Its key components are given in the order of the primary key. */
    public Values insert(Table<?> table, Object... key) {
        return add(Kind.INSERT, table, key);
    }

    /** Other values for columns of one row. */
    public Values update(Table<?> table, Object... key) {
        return add(Kind.UPDATE, table, key);
    }

    /** Amounts, positive or negative, that are added to columns of one row. */
    public Values increment(Table<?> table, Object... key) {
        return add(Kind.INCREMENT, table, key);
    }

    /** The row goes, and with it every row below it. */
    public void delete(Table<?> table, Object... key) {
        add(Kind.DELETE, table, key);
    }

    public List<RowChange> asList() {
        return List.copyOf(changes);
    }

    private Values add(Kind kind, Table<?> table, Object... key) {
        List<? extends TableField<?, ?>> fields = table.getPrimaryKey().getFields();
        if (fields.size() != key.length)
            throw new IllegalArgumentException(table.getName() + ": key of another length");
        Map<Field<?>, Object> keyValues = new LinkedHashMap<>();
        for (int i = 0; i < key.length; i++) keyValues.put(fields.get(i), key[i]);
        Map<Field<?>, @Nullable Object> values = new LinkedHashMap<>();
        changes.add(new RowChange(kind, table, keyValues, values));
        return new Values(values);
    }

    /** The columns of a change. */
    public static final class Values {

        private final Map<Field<?>, @Nullable Object> values;

        private Values(Map<Field<?>, @Nullable Object> values) {
            this.values = values;
        }

        public <T> Values set(Field<T> column, @Nullable T value) {
            values.put(column, value);
            return this;
        }

        /** A jsonb column; null stays null. */
        public Values setJson(Field<JSONB> column, @Nullable Object value) {
            values.put(column, value == null ? null : JSONB.valueOf(JSON.writeValueAsString(value)));
            return this;
        }

        /** Names within a jsonb column of a row that is there; a name without a value is left out. */
        public Values merge(Field<JSONB> column, Map<String, ? extends @Nullable Object> names) {
            ObjectNode given = JSON.createObjectNode();
            names.forEach((name, value) -> {
                if (value != null) given.set(name, JSON.valueToTree(value));
            });
            values.put(column, new RowChange.Merged(given));
            return this;
        }

        /** Items at the end of a list in a jsonb column that is not null. */
        public Values append(Field<JSONB> column, List<String> items) {
            values.put(column, new RowChange.Merged(JSON.valueToTree(items)));
            return this;
        }

        /** A column of a documented enum type, by its label. */
        public <T extends EnumType> Values set(Field<T> column, @Nullable Labelled value) {
            values.put(column, value == null ? null : value.label());
            return this;
        }
    }
}
