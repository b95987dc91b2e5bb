package io.desifans.ledger.query;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.desifans.eventstore.LogPosition;
import io.desifans.query.Columns;
import io.desifans.web.Cursor;
import io.desifans.web.Limit;
import io.desifans.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The accounts, for admins, as they stand or stood at any time. */
@RestController
@RequestMapping("/api/v1/admin/ledger")
class LedgerQueries {

    private static final String TRIAL_BALANCE = """
            with known as (select * from ledger.posting where at <= {0}),
            creator as (select sum(paise) as paise from known where account = 'creator' group by creator_id)
            select coalesce(sum(paise) filter (where account = 'gateway'), 0)::bigint,
                coalesce(sum(paise) filter (where account = 'gateway_fees'), 0)::bigint,
                coalesce(sum(paise) filter (where account = 'suspense'), 0)::bigint,
                coalesce(sum(paise) filter (where account = 'fee_income'), 0)::bigint,
                coalesce(sum(paise) filter (where account = 'corrections'), 0)::bigint,
                (select coalesce(sum(paise) filter (where paise < 0), 0)::bigint from creator),
                (select coalesce(sum(paise) filter (where paise > 0), 0)::bigint from creator),
                coalesce(sum(paise) filter (where account = 'in_transit'), 0)::bigint,
                coalesce(sum(paise) filter (where account = 'bank'), 0)::bigint,
                coalesce(sum(paise), 0)::bigint
            from known""";

    private static final Field<Integer> EPOCH = field(name("p", "epoch"), Integer.class);
    private static final Field<Long> SEQ = field(name("p", "seq"), Long.class);
    private static final Field<Short> LINE = field(name("p", "line"), Short.class);
    private static final Field<UUID> EVENT_ID = field(name("p", "event_id"), UUID.class);
    private static final Field<String> EVENT = field(name("p", "event"), String.class);
    private static final Field<UUID> REFERENCE = field(name("p", "reference"), UUID.class);
    private static final Field<Instant> AT = field(name("p", "at"), SQLDataType.INSTANT);
    private static final Field<String> ACCOUNT = field(name("p", "account"), String.class);
    private static final Field<String> CREATOR_ID = field(name("p", "creator_id"), String.class);
    private static final Field<List<Line>> LINES = field("""
            (select jsonb_agg(jsonb_build_object('account', account, 'creatorId', creator_id, 'amountPaise', paise) order by line)
             from ledger.posting l where l.event_id = p.event_id)""", JSONB.class)
            .convertFrom(lines -> List.of(new JsonMapper().readValue(lines.data(), Line[].class)));

    private final DSLContext db;
    private final LedgerPosition position;
    private final Clock clock;

    LedgerQueries(DSLContext db, LedgerPosition position, Clock clock) {
        this.db = db;
        this.position = position;
        this.clock = clock;
    }

    /**
     * All in paise: what we have counts up, what we owe or have earned counts down.
     *
     * @param gatewayPaise what the gateway holds for us
     * @param gatewayFeesPaise what it has taken for itself
     * @param suspensePaise what it took without being owed it, and that waits to go back
     * @param correctionsPaise what admins gave to creators, less what they took off
     * @param creatorsPaise what is owed to creators, without those who owe
     * @param debtPaise what creators owe
     * @param inTransitPaise what is in payouts that the bank has not confirmed
     * @param bankPaise what has left for creators' banks
     * @param totalPaise of all of them: 0
     */
    record TrialBalance(
            Instant at,
            long gatewayPaise,
            long gatewayFeesPaise,
            long suspensePaise,
            long feeIncomePaise,
            long correctionsPaise,
            long creatorsPaise,
            long debtPaise,
            long inTransitPaise,
            long bankPaise,
            long totalPaise) {}

    /** @param at now without it; a time to come is as now */
    @GetMapping
    TrialBalance balance(@RequestParam(required = false) @Nullable Instant at) {
        position.awaitTables();
        Instant time = at == null ? clock.instant() : at;
        return db.resultQuery(TRIAL_BALANCE, val(OffsetDateTime.ofInstant(time, ZoneOffset.UTC)))
                .fetchSingle(row -> new TrialBalance(
                        time,
                        row.get(0, long.class),
                        row.get(1, long.class),
                        row.get(2, long.class),
                        row.get(3, long.class),
                        row.get(4, long.class),
                        row.get(5, long.class),
                        row.get(6, long.class),
                        row.get(7, long.class),
                        row.get(8, long.class),
                        row.get(9, long.class)));
    }

    /** @param creatorId whose account it is; null for those that are nobody's */
    record Line(String account, @Nullable String creatorId, long amountPaise) {}

    /**
     * What an event did to the accounts.
     *
     * @param position of the event in the log
     * @param event its name
     * @param reference the payment, payout or correction that it is about
     * @param lines they sum to 0
     */
    record Entry(String position, UUID eventId, String event, UUID reference, Instant at, List<Line> lines) {

        private String cursor() {
            LogPosition at = LogPosition.parse(position);
            return Cursor.encode(at.epoch(), at.seq());
        }
    }

    /**
     * The newest first.
     *
     * @param account those that have a line on it
     * @param creator those that have a line on this creator's account
     * @param reference those about this payment or payout
     */
    @GetMapping("/entries")
    Page<Entry> entries(
            @RequestParam(required = false) @Nullable Account account,
            @RequestParam(required = false) @Nullable String creator,
            @RequestParam(required = false) @Nullable UUID reference,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit) {
        position.awaitTables();
        Cursor last = Cursor.decode(cursor, 2);
        Condition firstLine = account == null && creator == null ? LINE.eq(inline((short) 1)) : noCondition();
        List<Entry> found = db.select(EPOCH, SEQ, EVENT_ID, EVENT, REFERENCE, AT, LINES)
                .from(table(name("ledger", "posting")).as("p"))
                .where(firstLine)
                .and(account == null ? noCondition() : ACCOUNT.eq(account.label()))
                .and(Columns.isUser(CREATOR_ID, "creator", creator))
                .and(reference == null ? noCondition() : REFERENCE.eq(reference))
                .and(last == null ? noCondition() : row(EPOCH, SEQ).lessThan((int) last.number(0), last.number(1)))
                .orderBy(EPOCH.desc(), SEQ.desc())
                .limit(limit.plusOne())
                .fetch(row -> new Entry(
                        new LogPosition(row.value1(), row.value2()).toString(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7()));
        return Page.of(found, limit, Entry::cursor);
    }
}
