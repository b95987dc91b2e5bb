package io.desifans.web;

import static org.jooq.impl.DSL.param;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.EnumType;
import org.jooq.JSONB;
import org.jooq.Param;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A select that is put together once and asked often. Its text is always the same, so that it is neither rendered nor
 * planned again, and its rows are read column by column. What differs from one time to the next is a named parameter.
 */
public final class KeptSelect {

    /** The id of the user who asks; null for an anonymous visitor. */
    public static final Param<String> CALLER = param("caller", String.class);

    /** Whether an admin asks. */
    public static final Param<Boolean> ADMIN = param("admin", Boolean.class);

    /** How many rows are fetched at most. */
    public static final Param<Integer> ROWS = param("rows", Integer.class);

    private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);
    private static final Pattern NAMED = Pattern.compile("(?<!:):(\\w+)");

    private final JdbcTemplate database;
    private final String text;
    private final List<Param<?>> places;

    public KeptSelect(DataSource database, ResultQuery<?> select) {
        this.database = new JdbcTemplate(database);
        String named = SQL.renderNamedParams(select);
        Map<String, Param<?>> parameters = SQL.extractParams(select);
        this.text = NAMED.matcher(named).replaceAll("?");
        this.places = NAMED.matcher(named)
                .results()
                .<Param<?>>map(found -> parameters.get(found.group(1)))
                .toList();
    }

    /** With the first of its parameters; the others follow by {@link Asked#with}. */
    public <T> Asked with(Param<T> parameter, @Nullable T value) {
        return new Asked().with(parameter, value);
    }

    /** With {@link #CALLER} and {@link #ADMIN}. */
    public Asked by(Caller caller) {
        return with(CALLER, caller.userId()).with(ADMIN, caller.isAdmin());
    }

    /** One time that the select is asked. */
    public final class Asked {

        private final Map<String, @Nullable Object> values = new HashMap<>();

        private Asked() {}

        public <T> Asked with(Param<T> parameter, @Nullable T value) {
            values.put(parameter.getParamName(), value);
            return this;
        }

        /** {@link #ROWS} for a page of this length. */
        public Asked upTo(Limit limit) {
            return with(ROWS, limit.plusOne());
        }

        public <R> List<R> all(Function<Row, R> reader) {
            return database.query(text, this::bind, rows -> {
                List<R> all = new ArrayList<>();
                while (rows.next()) all.add(reader.apply(new Row(rows)));
                return all;
            });
        }

        /** The only row, if there is one. */
        public <R> Optional<R> one(Function<Row, R> reader) {
            List<R> all = all(reader);
            if (all.size() > 1) throw new IllegalStateException("more than one row answers " + text);
            return all.stream().findFirst();
        }

        private void bind(PreparedStatement statement) throws SQLException {
            for (int i = 0; i < places.size(); i++) bind(statement, i + 1, places.get(i));
        }

        private void bind(PreparedStatement statement, int place, Param<?> parameter) throws SQLException {
            String name = parameter.getParamName();
            if (name != null && !values.containsKey(name))
                throw new IllegalStateException("no value of " + name + " for " + text);
            Object value = name == null ? parameter.getValue() : values.get(name);
            if (value == null) statement.setNull(place, nullType(parameter));
            else statement.setObject(place, stored(value));
        }
    }

    /** Of one type for all values of a parameter: for another one the statement would be prepared anew. */
    private static int nullType(Param<?> parameter) {
        return parameter.getType() == String.class ? Types.VARCHAR : Types.OTHER;
    }

    private static Object stored(Object value) {
        return switch (value) {
            case Instant instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
            case EnumType label -> label.getLiteral();
            case JSONB json -> json.data();
            default -> value;
        };
    }
}
