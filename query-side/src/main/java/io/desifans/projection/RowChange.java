package io.desifans.projection;

import java.util.Map;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One change of one row.
 *
 * @param key the primary key
 * @param values for an insert every column but the key that is not left to be null, for an update the columns that
 *     change ({@link Merged} where only names within it do), for an increment what is added to each, for a delete nothing
 */
public record RowChange(Kind kind, Table<?> table, Map<Field<?>, Object> key, Map<Field<?>, @Nullable Object> values) {

    /** What is done to the row. */
    public enum Kind {
        INSERT,
        UPDATE,
        INCREMENT,
        DELETE
    }

    /**
     * What a jsonb column gets besides what it has: names within an object, the other names stay as they are; or items at the
     * end of a list.
     */
    record Merged(JsonNode more) {

        /** Both, the later one's values where both have a name. */
        Merged with(Merged later) {
            return new Merged(
                    switch (more.deepCopy()) {
                        case ObjectNode names -> names.setAll((ObjectNode) later.more);
                        case ArrayNode items -> items.addAll((ArrayNode) later.more);
                        case JsonNode other -> throw new IllegalStateException(other.getNodeType() + " has no more");
                    });
        }
    }
}
