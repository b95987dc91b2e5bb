package io.desifans.ledger.query;

import static org.jooq.impl.DSL.val;

import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import io.desifans.web.SignedIn;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.Result;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A creator's statements: for programs, for spreadsheets and for paper. */
@SignedIn
@RestController
@RequestMapping("/api/v1/creators/me/statements/{period}")
class StatementQueries {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private static final String STATEMENT = """
            with own as (
                select epoch, seq, event_id, event, reference, at, -paise as net from ledger.posting
                where creator_id = {0} and at < {2}),
            opening as (select coalesce(sum(net), 0)::bigint as paise from own where at < {1})
            select creator."displayName", opening.paise, own.at, own.event, own.reference,
                t.metadata ->> 'title', own.net, coalesce((
                    select -sum(paise) from ledger.posting fee
                    where fee.event_id = own.event_id and fee.account = 'fee_income'), 0)::bigint
            from creator cross join opening
            left join own on own.at >= {1}
            left join "paymentTransaction" t on t.id = own.reference
            where creator.id = {0} order by own.epoch, own.seq""";

    private final DSLContext db;
    private final LedgerPosition position;
    private final Clock clock;

    StatementQueries(DSLContext db, LedgerPosition position, Clock clock) {
        this.db = db;
        this.position = position;
        this.clock = clock;
    }

    /** @param period a month of UTC, such as 2026-02 */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Statement statement(@PathVariable String period, Caller caller) {
        YearMonth month = month(period);
        Instant from = start(month);
        Instant until = start(month.plusMonths(1));
        position.awaitTables();
        Result<Record> rows = db.resultQuery(STATEMENT, val(caller.id()), time(from), time(until))
                .fetch();
        if (rows.isEmpty()) throw Rejected.notFound("creator");
        long opening = rows.getFirst().get(1, long.class);
        List<Statement.Line> lines = lines(opening, rows);
        return new Statement(
                month.toString(),
                caller.id(),
                rows.getFirst().get(0, String.class),
                from,
                until,
                !clock.instant().isBefore(until),
                opening,
                lines.isEmpty() ? opening : lines.getLast().balancePaise(),
                Statement.Totals.of(lines),
                lines);
    }

    /** One line per line, with names; amounts in paise. */
    @GetMapping(produces = "text/csv")
    ResponseEntity<String> csv(@PathVariable String period, Caller caller) {
        Statement statement = statement(period, caller);
        ContentDisposition file = ContentDisposition.attachment()
                .filename("statement-" + statement.period() + ".csv")
                .build();
        return ResponseEntity.ok()
                .contentType(CSV)
                .header("Content-Disposition", file.toString())
                .body(StatementSheet.of(statement));
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(@PathVariable String period, Caller caller) {
        return ResponseEntity.ok().contentType(HTML).body(StatementPage.of(statement(period, caller)));
    }

    private static List<Statement.Line> lines(long opening, Result<Record> rows) {
        List<Statement.Line> lines = new ArrayList<>();
        long balance = opening;
        for (Record row : rows) {
            if (row.get(2) == null) continue;
            long net = row.get(6, long.class);
            long fee = row.get(7, long.class);
            balance = Math.addExact(balance, net);
            lines.add(new Statement.Line(
                    row.get(2, OffsetDateTime.class).toInstant(),
                    Statement.Kind.of(row.get(3, String.class)),
                    row.get(4, UUID.class),
                    row.get(5, String.class),
                    Math.addExact(net, fee),
                    fee,
                    net,
                    balance));
        }
        return lines;
    }

    private static YearMonth month(String period) {
        try {
            if (period.matches("[0-9]{4}-[0-9]{2}")) return YearMonth.parse(period);
        } catch (DateTimeException e) {
            // There is no such month.
        }
        throw Rejected.invalid("period", "period must be a month, such as 2026-02.");
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Param<OffsetDateTime> time(Instant time) {
        return val(time.atOffset(ZoneOffset.UTC));
    }
}
