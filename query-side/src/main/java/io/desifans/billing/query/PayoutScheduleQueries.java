package io.desifans.billing.query;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import io.desifans.DerivedId;
import io.desifans.billing.PayoutSchedule;
import io.desifans.query.Columns;
import io.desifans.web.Caller;
import io.desifans.web.Cursor;
import io.desifans.web.Limit;
import io.desifans.web.OneOf;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import io.desifans.web.SignedIn;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** When creators are paid out without asking, and what came of it; read from the log, up to where the tables are. */
@SignedIn
@RestController
class PayoutScheduleQueries {

    private static final Field<String> CREATOR_ID = field("payload ->> 'creatorId'", String.class);

    private static final String CHOSEN = """
            select (select payload ->> 'schedule' from event_store.event
                     where aggregate_id = {0} and name = 'PayoutScheduleChosen'
                       and seq <= (select seq from event_store.token where name = 'read-models')
                     order by sequence desc limit 1) as schedule
              from creator where id = {1} and onboarded""";

    private static final String RUNS = """
            select seq, payload ->> 'creatorId' as creator, coalesce(payload ->> 'dueAt', payload ->> 'periodEnd') as due,
                   payload ->> 'payoutId' as payout, payload ->> 'reason' as skipped
              from event_store.event
             where (name = 'ScheduledPayoutSkipped' or name = 'PayoutAllocated' and payload ->> 'origin' = 'schedule'
                        and payload ->> 'part' = '1')
               and seq <= (select seq from event_store.token where name = 'read-models') and {0} and {1}
             order by seq desc limit {2}""";

    private final DSLContext db;
    private final Clock clock;

    PayoutScheduleQueries(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * What came of it when the time had come.
     *
     * @param dueAt the time of the schedule
     * @param payoutId the payout, or the first of its parts; null if there was none
     * @param skipped why there was none: the code that the creator's own request would have got
     */
    record ScheduledPayout(
            String creatorId,
            Instant dueAt,
            @Nullable UUID payoutId,
            @Nullable String skipped) {}

    /** One of them, with where it stands in the log. */
    private record Found(long seq, ScheduledPayout payout) {}

    /** @param nextAt null if it is manual */
    record Schedule(
            @OneOf(PayoutSchedule.class) String schedule,
            @Nullable Instant nextAt,
            @Nullable ScheduledPayout last) {}

    @GetMapping("/api/v1/creators/me/payout-schedule")
    Schedule own(Caller caller) {
        UUID balance = DerivedId.of("CreatorBalance", caller.id());
        PayoutSchedule chosen = db.resultQuery(CHOSEN, val(balance), val(caller.id()))
                .fetchOptional(row -> schedule(row.get(0, String.class)))
                .orElseThrow(() -> Rejected.notFound("creator"));
        ScheduledPayout last = runs(condition("aggregate_id = {0}", val(balance)), trueCondition(), 1).stream()
                .map(Found::payout)
                .findFirst()
                .orElse(null);
        return new Schedule(chosen.label(), chosen.nextAfter(clock.instant()).orElse(null), last);
    }

    /** The newest first. */
    @GetMapping("/api/v1/admin/scheduled-payouts")
    Page<ScheduledPayout> all(
            @RequestParam(required = false) @Nullable String creator,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit) {
        Condition whose = Columns.isUser(CREATOR_ID, "creator", creator);
        if (creator != null)
            whose = whose.and(condition("aggregate_id = {0}", val(DerivedId.of("CreatorBalance", creator))));
        Cursor after = Cursor.decode(cursor, 1);
        Page<Found> page = Page.of(
                runs(
                        whose,
                        after == null ? trueCondition() : condition("seq < {0}", val(after.number(0))),
                        limit.plusOne()),
                limit,
                last -> Cursor.encode(last.seq()));
        return new Page<>(page.items().stream().map(Found::payout).toList(), page.nextCursor());
    }

    private List<Found> runs(Condition whose, Condition before, int limit) {
        return db.resultQuery(RUNS, whose, before, val(limit)).fetch(PayoutScheduleQueries::found);
    }

    private static Found found(Record row) {
        String payout = row.get("payout", String.class);
        return new Found(
                row.get("seq", long.class),
                new ScheduledPayout(
                        row.get("creator", String.class),
                        Instant.parse(row.get("due", String.class)),
                        payout == null ? null : UUID.fromString(payout),
                        row.get("skipped", String.class)));
    }

    private static PayoutSchedule schedule(@Nullable String label) {
        return Stream.of(PayoutSchedule.values())
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElse(PayoutSchedule.MANUAL);
    }
}
