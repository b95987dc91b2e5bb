package io.desifans.creator.query;

import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.resultQuery;

import io.desifans.DerivedId;
import io.desifans.web.Caller;
import io.desifans.web.KeptSelect;
import io.desifans.web.Rejected;
import io.desifans.web.Row;
import io.desifans.web.SignedIn;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.jooq.Param;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * How a creator's days were, in UTC. Money is read from the events of the balance, as the balance itself is: it stays when a
 * fan is erased. What is counted of persons goes with them.
 */
@SignedIn
@RestController
class StatsQueries {

    private static final int MOST_DAYS = 366;
    private static final int USUAL_DAYS = 30;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    private static final String DAYS = """
            with span as (select {0}::date as first, {1}::date + 1 as after),
            own as (
                select name, payload, (time at time zone 'utc')::date as day from event_store.event
                where aggregate_id = {2} and seq <= (select seq from event_store.token where name = 'read-models')),
            earning as (
                select payload ->> 'transactionId' as id, (payload ->> 'grossPaise')::bigint as gross,
                    (payload ->> 'feePaise')::bigint as fee,
                    ((payload ->> 'completedAt')::timestamptz at time zone 'utc')::date as day
                from own where name = 'EarningCredited'),
            fact as (
                select day, 'revenue' as kind, gross as n from earning
                union all
                select day, 'fee', fee from earning
                union all
                select day, 'refund', (payload ->> 'grossPaise')::bigint from own
                where name in ('EarningReduced', 'DebitRecorded')
                union all
                select day, 'refund', - (payload ->> 'grossPaise')::bigint from own where name = 'DebitReversed'
                union all
                select "grantedAt"::date, 'began', 1 from "subscriptionPeriod" p, span
                where "creatorId" = {3} and "grantedAt" >= span.first and "grantedAt" < span.after
                and not exists (
                    select from "subscriptionPeriod" before where before."subscriptionId" = p."subscriptionId"
                    and before."grantedAt" < p."grantedAt" and before."periodEnd" >= p."grantedAt")
                union all
                select "periodEnd"::date, 'ended', 1 from "subscriptionPeriod" p, span
                where "creatorId" = {3} and "periodEnd" >= span.first and "periodEnd" < span.after and "periodEnd" <= {4}
                and not exists (
                    select from "subscriptionPeriod" later where later."subscriptionId" = p."subscriptionId"
                    and later."grantedAt" > p."grantedAt" and later."grantedAt" <= p."periodEnd")
                union all
                select l."createdAt"::date, 'like', 1 from post join "postLike" l on l."postId" = post.id, span
                where post."creatorId" = {3} and l."createdAt" >= span.first and l."createdAt" < span.after
                union all
                select c."createdAt"::date, 'comment', 1 from post join "postComment" c on c."postId" = post.id, span
                where post."creatorId" = {3} and c."createdAt" >= span.first and c."createdAt" < span.after
                union all
                select "createdAt"::date, 'follower', 1 from follower, span
                where "creatorId" = {3} and "createdAt" >= span.first and "createdAt" < span.after)
            select span.first + n.n as day,
                coalesce(sum(fact.n) filter (where kind = 'revenue'), 0)::bigint,
                coalesce(sum(fact.n) filter (where kind = 'fee'), 0)::bigint,
                coalesce(sum(fact.n) filter (where kind = 'refund'), 0)::bigint,
                count(*) filter (where kind = 'began'),
                count(*) filter (where kind = 'ended'),
                count(*) filter (where kind = 'like'),
                count(*) filter (where kind = 'comment'),
                count(*) filter (where kind = 'follower')
            from creator cross join span cross join generate_series(0, span.after - span.first - 1) as n(n)
            left join fact on fact.day = span.first + n.n
            where creator.id = {3} group by 1 order by 1""";

    private static final Param<LocalDate> FIRST = param("first", LocalDate.class);
    private static final Param<LocalDate> LAST = param("last", LocalDate.class);
    private static final Param<UUID> BALANCE = param("balance", UUID.class);
    private static final Param<LocalDateTime> NOW = param("now", LocalDateTime.class);

    private final KeptSelect days;
    private final Clock clock;

    StatsQueries(DataSource database, Clock clock) {
        this.days = new KeptSelect(database, resultQuery(DAYS, FIRST, LAST, BALANCE, KeptSelect.CALLER, NOW));
        this.clock = clock;
    }

    /**
     * @param revenuePaise what fans have paid, the platform's fee included
     * @param refundsPaise what went back to them, the platform's fee included, by the day on which it did
     * @param newSubscribers who began to subscribe to a tier, or came back after a gap
     * @param churnedSubscribers whose time with a tier ended without going on
     * @param comments the creator's own included
     */
    record Figures(
            long revenuePaise,
            long feesPaise,
            long refundsPaise,
            long newSubscribers,
            long churnedSubscribers,
            long likes,
            long comments,
            long newFollowers) {

        private static Figures read(Row row) {
            return new Figures(
                    row.number(),
                    row.number(),
                    row.number(),
                    row.number(),
                    row.number(),
                    row.number(),
                    row.number(),
                    row.number());
        }

        private static Figures sumOf(List<Day> days) {
            return new Figures(
                    sum(days, Figures::revenuePaise),
                    sum(days, Figures::feesPaise),
                    sum(days, Figures::refundsPaise),
                    sum(days, Figures::newSubscribers),
                    sum(days, Figures::churnedSubscribers),
                    sum(days, Figures::likes),
                    sum(days, Figures::comments),
                    sum(days, Figures::newFollowers));
        }

        private static long sum(List<Day> days, ToLongFunction<Figures> figure) {
            return days.stream().map(Day::figures).mapToLong(figure).sum();
        }
    }

    record Day(LocalDate day, Figures figures) {}

    record Stats(LocalDate from, LocalDate to, Figures total, List<Day> days) {}

    /**
     * @param from the first day; without it thirty days up to the last
     * @param to the last day, today without it
     */
    @GetMapping("/api/v1/creators/me/stats")
    Stats own(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            Caller caller) {
        Instant now = clock.instant();
        LocalDate last = to == null ? LocalDate.ofInstant(now, ZoneOffset.UTC) : checked("to", to);
        LocalDate first = from == null ? last.minusDays(USUAL_DAYS - 1) : checked("from", from);
        if (first.isAfter(last) || ChronoUnit.DAYS.between(first, last) >= MOST_DAYS)
            throw Rejected.invalid("from", "from must be at most " + (MOST_DAYS - 1) + " days before to.");
        List<Day> found = days.with(FIRST, first)
                .with(LAST, last)
                .with(BALANCE, DerivedId.of("CreatorBalance", caller.id()))
                .with(KeptSelect.CALLER, caller.id())
                .with(NOW, LocalDateTime.ofInstant(now, ZoneOffset.UTC))
                .all(row -> new Day(row.day(), Figures.read(row)));
        if (found.isEmpty()) throw Rejected.notFound("creator");
        return new Stats(first, last, Figures.sumOf(found), found);
    }

    private static LocalDate checked(String name, LocalDate day) {
        if (day.isBefore(EARLIEST) || day.isAfter(LATEST))
            throw Rejected.invalid(name, name + " must be a day from 2000-01-01 to 9999-12-31.");
        return day;
    }
}
