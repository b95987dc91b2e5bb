package io.desifans.ledger.query;

import io.desifans.db.ReadModelSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Holds the money rules against everything that is stored, in one view of it, and keeps what it found. */
public final class MoneyAudit {

    /**
     * What was found of one rule.
     *
     * @param brokenSince UTC; of the first check that found it broken and no later one did not; null if it holds
     * @param broken how many things break it
     * @param examples the ids of the first of them
     */
    public record Finding(
            String id,
            String rule,
            Instant checkedAt,
            @Nullable Instant brokenSince,
            long broken,
            List<String> examples) {}

    private static final Logger LOG = LoggerFactory.getLogger(MoneyAudit.class);
    private static final String VIEW =
            "set transaction isolation level repeatable read, read only; set local search_path to "
                    + ReadModelSchema.searchPath("read_model");
    private static final String FIND = """
            with settled as (select time, time at time zone 'utc' as utc from (select ?::timestamptz as time) t),
            broken(thing) as (%s)
            select count(*), coalesce((select jsonb_agg(thing) from (
                select distinct thing::text as thing from broken order by thing limit 20) b), '[]')::text from broken""";
    private static final String KEEP = """
            insert into ledger.money_check as kept (id, checked_at, broken_since, broken_rows, examples)
            select ?, at, case when broken > 0 then at end, broken, ?::jsonb
            from (select ?::timestamptz as at, ?::bigint as broken) found
            on conflict (id) do update set checked_at = excluded.checked_at, broken_rows = excluded.broken_rows,
                examples = excluded.examples,
                broken_since = case when excluded.broken_rows > 0 then coalesce(kept.broken_since, excluded.broken_since) end""";
    private static final String KEPT =
            "select id, checked_at, broken_since, broken_rows, examples::text from ledger.money_check";

    private static final JsonMapper JSON = new JsonMapper();

    private final DataSource database;

    public MoneyAudit(DataSource database) {
        this.database = database;
    }

    /**
     * Checks all rules now and keeps what it found.
     *
     * @param settled what was touched at this time or later is not judged by rules that hold only when all has followed
     */
    public List<Finding> check(Instant now, Instant settled) throws SQLException {
        List<Finding> found = find(now, settled);
        try (Connection connection = database.getConnection();
                PreparedStatement keep = connection.prepareStatement(KEEP)) {
            for (Finding finding : found) {
                keep.setString(1, finding.id());
                keep.setString(2, JSON.writeValueAsString(finding.examples()));
                keep.setObject(3, now.atOffset(ZoneOffset.UTC));
                keep.setLong(4, finding.broken());
                keep.addBatch();
                if (finding.broken() > 0)
                    LOG.error(
                            "Money rule {} is broken ({}): {} times, such as {}",
                            finding.id(),
                            finding.rule(),
                            finding.broken(),
                            finding.examples());
            }
            keep.executeBatch();
        }
        return kept();
    }

    /** What was found last; of a rule that was never checked nothing. */
    public List<Finding> kept() throws SQLException {
        Map<String, MoneyRule> rules =
                MoneyRule.all().stream().collect(Collectors.toMap(MoneyRule::id, Function.identity()));
        Map<String, Finding> kept = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(KEPT);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                MoneyRule rule = rules.get(row.getString(1));
                if (rule != null) kept.put(rule.id(), finding(rule, row));
            }
        }
        return MoneyRule.all().stream()
                .map(rule -> kept.get(rule.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Finding finding(MoneyRule rule, ResultSet row) throws SQLException {
        Timestamp brokenSince = row.getTimestamp(3);
        return new Finding(
                rule.id(),
                rule.text(),
                row.getTimestamp(2).toInstant(),
                brokenSince == null ? null : brokenSince.toInstant(),
                row.getLong(4),
                examples(row.getString(5)));
    }

    /** The same, but nothing is kept. */
    public List<Finding> find(Instant now, Instant settled) throws SQLException {
        List<Finding> found = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute(VIEW);
            for (MoneyRule rule : MoneyRule.all())
                try (PreparedStatement find = connection.prepareStatement(FIND.formatted(rule.sql()))) {
                    find.setObject(1, settled.atOffset(ZoneOffset.UTC));
                    try (ResultSet row = find.executeQuery()) {
                        row.next();
                        found.add(new Finding(
                                rule.id(), rule.text(), now, null, row.getLong(1), examples(row.getString(2))));
                    }
                }
            connection.rollback();
        }
        return found;
    }

    private static List<String> examples(String json) {
        return List.of(JSON.readValue(json, String[].class));
    }
}
