package io.desifans.ledger.query;

import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.resultQuery;

import io.desifans.web.Caller;
import io.desifans.web.KeptSelect;
import io.desifans.web.Rejected;
import io.desifans.web.Row;
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
import javax.sql.DataSource;
import org.jooq.Param;
import org.jspecify.annotations.Nullable;
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
            select {3}, creator."displayName", opening.paise, own.at, own.event, own.reference,
                t.metadata ->> 'title', own.net, coalesce((
                    select -sum(paise) from ledger.posting fee
                    where fee.event_id = own.event_id and fee.account = 'fee_income'), 0)::bigint
            from creator cross join opening
            left join own on own.at >= {1}
            left join "paymentTransaction" t on t.id = own.reference
            where creator.id = {0} order by own.epoch, own.seq""";

    private static final Param<OffsetDateTime> FROM = param("from", OffsetDateTime.class);
    private static final Param<OffsetDateTime> UNTIL = param("until", OffsetDateTime.class);

    private final KeptSelect statement;
    private final Clock clock;

    StatementQueries(DataSource database, Clock clock) {
        this.statement = new KeptSelect(
                database, resultQuery(STATEMENT, KeptSelect.CALLER, FROM, UNTIL, LedgerPosition.IS_AS_FAR));
        this.clock = clock;
    }

    /** @param period a month of UTC, such as 2026-02 */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Statement statement(@PathVariable String period, Caller caller) {
        YearMonth month = month(period);
        Instant from = start(month);
        Instant until = start(month.plusMonths(1));
        KeptSelect.Asked asked = statement
                .with(KeptSelect.CALLER, caller.id())
                .with(FROM, from.atOffset(ZoneOffset.UTC))
                .with(UNTIL, until.atOffset(ZoneOffset.UTC));
        List<Found> found = LedgerPosition.await(() -> asked.all(Found::read), StatementQueries::isAsFar);
        if (found.isEmpty()) throw Rejected.notFound("creator");
        long opening = found.getFirst().openingPaise();
        List<Statement.Line> lines = lines(opening, found);
        return new Statement(
                month.toString(),
                caller.id(),
                found.getFirst().displayName(),
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

    /** @param posted null where the account has no line in the month */
    private record Found(
            boolean asFar,
            @Nullable String displayName,
            long openingPaise,
            @Nullable Posted posted) {

        static Found read(Row row) {
            return new Found(row.flag(), row.maybeText(), row.number(), Posted.read(row));
        }
    }

    private record Posted(
            Instant at,
            Statement.Kind kind,
            UUID reference,
            @Nullable String title,
            long netPaise,
            long feePaise) {

        static @Nullable Posted read(Row row) {
            Instant at = row.maybeMoment();
            if (at == null) return null;
            return new Posted(
                    at, Statement.Kind.of(row.text()), row.uuid(), row.maybeText(), row.number(), row.number());
        }
    }

    private static boolean isAsFar(List<Found> found) {
        return found.stream().allMatch(Found::asFar);
    }

    private static List<Statement.Line> lines(long opening, List<Found> found) {
        List<Statement.Line> lines = new ArrayList<>();
        long balance = opening;
        for (Found row : found) {
            Posted posted = row.posted();
            if (posted == null) continue;
            balance = Math.addExact(balance, posted.netPaise());
            lines.add(new Statement.Line(
                    posted.at(),
                    posted.kind(),
                    posted.reference(),
                    posted.title(),
                    Math.addExact(posted.netPaise(), posted.feePaise()),
                    posted.feePaise(),
                    posted.netPaise(),
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
}
