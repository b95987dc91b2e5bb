package io.desifans.projection;

import io.desifans.Labelled;
import io.desifans.eventstore.LogPosition;
import io.desifans.projection.ParkedRetry.Outcome;
import io.desifans.projection.ProjectionConfiguration.LiveTables;
import io.desifans.web.Cursor;
import io.desifans.web.Limit;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The parked events, for administrators to look at and to retry. */
@RestController
@RequestMapping("/api/v1/admin/dead-letters")
class DeadLetters {

    private static final String PAGE = """
            select p.*, r.event_id as root_event_id
            from projection.parked_event p
            left join projection.parked_event r on (r.epoch, r.seq) = (p.root_epoch, p.root_seq)
            """;
    private static final String OLDEST =
            PAGE + "where (p.epoch, p.seq) > (:epoch, :seq) order by p.epoch, p.seq limit :limit";
    private static final String NEWEST =
            PAGE + "where (p.epoch, p.seq) < (:epoch, :seq) order by p.epoch desc, p.seq desc limit :limit";

    private static final LogPosition END = new LogPosition(Integer.MAX_VALUE, Long.MAX_VALUE);

    /** Which parked events come first. */
    enum Order implements Labelled {
        OLDEST("oldest"),
        NEWEST("newest");

        private final String label;

        Order(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /**
     * A parked event.
     *
     * @param id the event's own id
     * @param root the id of the event it waits behind; its own if it failed itself
     * @param cause the class of the exception; null while it only waits
     * @param message the table, column and constraint, or the place in our code; never a value
     */
    record DeadLetter(
            UUID id,
            String position,
            String event,
            String aggregateId,
            @Nullable String root,
            List<String> rows,
            @Nullable String cause,
            @Nullable String sqlState,
            @Nullable String message,
            int attempts,
            Instant parkedAt,
            Instant triedAt) {

        private static DeadLetter of(ResultSet row, int number) throws SQLException {
            return new DeadLetter(
                    UUID.fromString(row.getString("event_id")),
                    new LogPosition(row.getInt("epoch"), row.getLong("seq")).toString(),
                    row.getString("name"),
                    row.getString("aggregate_id"),
                    row.getString("root_event_id"),
                    List.of((String[]) row.getArray("touched_rows").getArray()),
                    row.getString("cause"),
                    row.getString("sql_state"),
                    row.getString("message"),
                    row.getInt("attempts"),
                    row.getTimestamp("parked_at").toInstant(),
                    row.getTimestamp("tried_at").toInstant());
        }
    }

    private final JdbcClient parked;
    private final ParkedRetry retry;

    DeadLetters(LiveTables tables, ParkedRetry retry) {
        this.parked = JdbcClient.create(tables.database());
        this.retry = retry;
    }

    @GetMapping
    Page<DeadLetter> list(
            @RequestParam(defaultValue = "oldest") Order order,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit) {
        boolean oldest = order == Order.OLDEST;
        LogPosition after = after(cursor, oldest ? new LogPosition(-1, 0) : END);
        List<DeadLetter> found = parked.sql(oldest ? OLDEST : NEWEST)
                .param("epoch", after.epoch())
                .param("seq", after.seq())
                .param("limit", limit.plusOne())
                .query(DeadLetter::of)
                .list();
        return Page.of(found, limit, letter -> Cursor.encode(letter.position));
    }

    /** Tries the event again, with all that wait behind the same event. */
    @PostMapping("/{id}/retry")
    Outcome retry(@PathVariable UUID id) throws SQLException {
        return retry.retry(id.toString()).orElseThrow(() -> Rejected.notFound("parked event"));
    }

    private static LogPosition after(@Nullable String cursor, LogPosition first) {
        Cursor after = Cursor.decode(cursor, 1);
        if (after == null) return first;
        try {
            return LogPosition.parse(after.text(0));
        } catch (IllegalArgumentException e) {
            throw Rejected.invalid(Cursor.PARAMETER, "is not a cursor of this list");
        }
    }
}
