package io.desifans.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A schema as a set of sentences, one per fact, so that two of them can be compared. */
final class SchemaFacts {

    private static final Map<String, String> TYPES = Map.of(
            "timestamp", "timestamp without time zone",
            "varchar(50)", "character varying(50)",
            "varchar(255)", "character varying(255)");

    private static final Map<String, String> DEFAULTS =
            Map.of("NOW", "(now() AT TIME ZONE 'utc'::text)", "random", "gen_random_uuid()");

    /** With the schema alone on the search path PostgreSQL qualifies whatever lies in another one, so such names differ. */
    private static final String CATALOGUE = """
            with relation as (
                select oid, relname, relkind from pg_class
                where relnamespace = current_schema()::regnamespace and relname not like 'flyway_schema_history%'
            )
            select 'enum ' || typname || ': ' || string_agg(enumlabel, ', ' order by enumsortorder)
            from pg_type join pg_enum on enumtypid = pg_type.oid
            where typnamespace = current_schema()::regnamespace group by typname
            union all
            select case relkind when 'r' then 'table ' else 'relation of kind ' || relkind::text || ' ' end || relname
            from relation where relkind not in ('i', 'I', 't')
            union all
            select 'column ' || relname || '.' || attname || ': ' || format_type(atttypid, atttypmod)
                || case when attnotnull then ' not null' else ' null' end
                || ', default ' || coalesce(regexp_replace(pg_get_expr(adbin, adrelid), '^(''.*'')::[^:]*$', '\\1'), 'none')
            from relation join pg_attribute on attrelid = relation.oid
            left join pg_attrdef on adrelid = relation.oid and adnum = attnum
            where relkind = 'r' and attnum > 0 and not attisdropped
            union all
            select 'constraint ' || relname || ': ' || replace(pg_get_constraintdef(pg_constraint.oid), '"', '')
            from relation join pg_constraint on conrelid = relation.oid where contype <> 'n'
            union all
            select 'unique index ' || relname || ': ' || pg_get_indexdef(indexrelid)
            from relation join pg_index on indrelid = relation.oid
            where indisunique and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))
            union all
            select distinct 'index led by ' || relname || '.' || attname
            from relation join pg_constraint on conrelid = relation.oid and contype = 'f'
            join pg_index on indrelid = relation.oid and indkey[0] = conkey[1] and indpred is null and indisvalid
            join pg_attribute on attrelid = relation.oid and attnum = conkey[1]
            """;

    private SchemaFacts() {}

    /** What the catalogue says of a schema, seen by a connection whose open transaction may have changed it. */
    static Set<String> of(Connection connection, String schema) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set search_path to \"" + schema + "\"");
            var facts = new TreeSet<String>();
            try (var rows = statement.executeQuery(CATALOGUE)) {
                while (rows.next()) {
                    facts.add(rows.getString(1));
                }
            }
            return facts;
        }
    }

    /** What schema.json says. */
    static Set<String> documented() {
        JsonNode schema = JsonMapper.shared().readTree(SchemaFacts.class.getResourceAsStream("/schema.json"));
        var facts = new TreeSet<String>();
        schema.get("enums")
                .forEachEntry((name, labels) -> facts.add("enum " + name + ": " + String.join(", ", texts(labels))));
        schema.get("tables").forEachEntry((name, table) -> {
            facts.add("table " + name);
            table.get("columns").forEachEntry((column, attributes) -> facts.add(column(name, column, attributes)));
            facts.add("constraint " + name + ": PRIMARY KEY " + columns(table.get("pk")));
            table.get("unique")
                    .forEach(key -> facts.add(
                            "constraint " + name + ": UNIQUE " + columns(key) + " DEFERRABLE INITIALLY DEFERRED"));
            table.get("fk").forEachEntry((column, key) -> {
                facts.add(foreignKey(name, column, key));
                if (key.get("indexed").asBoolean()) {
                    facts.add("index led by " + name + "." + column);
                }
            });
        });
        return facts;
    }

    private static String column(String table, String column, JsonNode attributes) {
        String type = attributes.get("type").asString();
        String fallback = attributes.get("default").asString("none");
        return "column " + table + "." + column + ": " + TYPES.getOrDefault(type, type)
                + (attributes.get("notnull").asBoolean() ? " not null" : " null")
                + ", default " + DEFAULTS.getOrDefault(fallback, fallback);
    }

    private static String foreignKey(String table, String column, JsonNode key) {
        return "constraint " + table + ": FOREIGN KEY (" + column + ") REFERENCES "
                + key.get("references").get(0).asString() + "("
                + key.get("references").get(1).asString() + ") ON DELETE "
                + key.get("onDelete").asString().toUpperCase(Locale.ROOT);
    }

    private static String columns(JsonNode names) {
        return "(" + String.join(", ", texts(names)) + ")";
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
