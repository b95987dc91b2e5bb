package io.desifans.projection;

import io.desifans.db.DefaultSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.EnumType;
import org.jooq.Field;
import org.jooq.ForeignKey;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DefaultConfiguration;

/** What a writer must know of one of the tables, documented or our own; all of it comes from jOOQ's metadata. */
final class TableShape {

    /** All tables, each after those its rows stand below. */
    static final List<TableShape> ALL = inForeignKeyOrder();

    private static final Map<String, TableShape> BY_NAME = byName();

    /** @param required whether null is refused */
    record Column(String name, String type, boolean required) {

        String quoted() {
            return TableShape.quoted(name);
        }
    }

    /** The table a foreign key refers to, by its one key column, and the column here that holds the key. */
    record Parent(String table, String keyColumn, int column) {}

    final String name;
    final List<Column> columns;
    final List<Integer> key;
    final List<Parent> parents;
    final boolean referredTo;

    private final Map<Field<?>, Integer> places = new LinkedHashMap<>();

    private TableShape(Table<?> table) {
        name = table.getName();
        List<Column> all = new ArrayList<>();
        for (Field<?> field : table.fields()) {
            places.put(field, all.size());
            all.add(new Column(
                    field.getName(), type(field), !field.getDataType().nullable()));
        }
        columns = List.copyOf(all);
        key = table.getPrimaryKey().getFields().stream().map(this::place).toList();
        parents = table.getReferences().stream().map(this::parent).toList();
        referredTo = DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
                .flatMap(other -> other.getReferences().stream())
                .anyMatch(reference -> reference.getKey().getTable().equals(table));
    }

    static TableShape of(Table<?> table) {
        return named(table.getName());
    }

    static TableShape named(String table) {
        TableShape shape = BY_NAME.get(table);
        if (shape == null) throw new UnfitChange(table + " is none of the tables");
        return shape;
    }

    static String quoted(String name) {
        return '"' + name + '"';
    }

    /** Where the column stands in the table, from 0. */
    int place(Field<?> column) {
        Integer place = places.get(column);
        if (place == null) throw new UnfitChange(column.getName() + " is no column of " + name);
        return place;
    }

    boolean isKey(int column) {
        return key.contains(column);
    }

    boolean isForeignKey(int column) {
        return parents.stream().anyMatch(parent -> parent.column == column);
    }

    boolean refersToItself() {
        return parents.stream().anyMatch(parent -> parent.table.equals(name));
    }

    private Parent parent(ForeignKey<?, ?> reference) {
        if (reference.getFields().size() != 1) throw new IllegalStateException(reference.getName());
        String keyColumn = reference.getKeyFields().getFirst().getName();
        return new Parent(
                reference.getKey().getTable().getName(),
                keyColumn,
                place(reference.getFields().getFirst()));
    }

    /** Without a length: a cast to {@code varchar(255)} would cut what is too long instead of refusing it. */
    private static String type(Field<?> field) {
        if (EnumType.class.isAssignableFrom(field.getType()))
            return field.getDataType().getCastTypeName(new DefaultConfiguration().set(SQLDialect.POSTGRES));
        String type = field.getDataType().getTypeName();
        return type.equals("clob") ? "text" : type;
    }

    private static List<TableShape> inForeignKeyOrder() {
        Set<Table<?>> ordered = new LinkedHashSet<>();
        DefaultSchema.DEFAULT_SCHEMA.getTables().forEach(table -> addAfterParents(table, ordered));
        return ordered.stream().map(TableShape::new).toList();
    }

    private static void addAfterParents(Table<?> table, Set<Table<?>> ordered) {
        for (ForeignKey<?, ?> reference : table.getReferences()) {
            Table<?> parent = reference.getKey().getTable();
            if (!parent.equals(table)) addAfterParents(parent, ordered);
        }
        ordered.add(table);
    }

    private static Map<String, TableShape> byName() {
        Map<String, TableShape> shapes = new LinkedHashMap<>();
        ALL.forEach(shape -> shapes.put(shape.name, shape));
        return Map.copyOf(shapes);
    }
}
