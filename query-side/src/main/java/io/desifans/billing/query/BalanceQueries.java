package io.desifans.billing.query;

import static org.jooq.impl.DSL.val;

import io.desifans.DerivedId;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import io.desifans.web.SignedIn;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jooq.DSLContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a creator has earned. It is read from the events of the balance, up to where the tables are: the documented tables
 * lose the payments of an erased fan, what the creator earned by them they do not.
 */
@SignedIn
@RestController
class BalanceQueries {

    private static final String BALANCE = """
            with own as (
                select name, payload from event_store.event
                where aggregate_id = {0} and seq <= (select seq from event_store.token where name = 'read-models')),
            reduced as (
                select payload ->> 'transactionId' as id, sum((payload ->> 'netPaise')::bigint) as net
                from own where name = 'EarningReduced' group by 1),
            earning as (
                select payload ->> 'transactionId' as id, (payload ->> 'netPaise')::bigint - coalesce(reduced.net, 0) as net,
                    (payload ->> 'availableAt')::timestamptz > {1} as waits
                from own left join reduced on reduced.id = payload ->> 'transactionId' where name = 'EarningCredited'),
            held as (
                select payload ->> 'transactionId' as id from own where name in ('EarningHeld', 'EarningReleased')
                group by 1 having count(*) filter (where name = 'EarningHeld')
                    > count(*) filter (where name = 'EarningReleased')),
            item as (
                select item ->> 'transactionId' as id, payload ->> 'payoutId' as payout
                from own cross join jsonb_array_elements(payload -> 'items') as items(item)
                where name = 'PayoutAllocated'
                and payload ->> 'payoutId' not in (
                    select payload ->> 'payoutId' from own where name = 'PayoutAllocationReleased')),
            debt as (
                select coalesce((select sum((payload ->> 'netPaise')::bigint) from own where name = 'DebitRecorded'), 0)
                    - coalesce((select sum((payload ->> 'netPaise')::bigint) from own where name = 'DebitReversed'), 0)
                    - coalesce((select sum((payload ->> 'amountPaise')::bigint) from own where name = 'BalanceCorrected'), 0)
                    - coalesce((select sum((
                            select coalesce(sum((item ->> 'netPaise')::bigint), 0)
                            from jsonb_array_elements(payload -> 'items') as i(item)) - (payload ->> 'netPaise')::bigint)
                        from own where name = 'PayoutAllocated' and payload ->> 'payoutId' not in (
                            select payload ->> 'payoutId' from own where name = 'PayoutAllocationReleased')), 0) as paise),
            state as (
                select earning.net, case
                    when item.payout in (
                        select payload ->> 'payoutId' from own where name = 'PayoutAllocationSettled') then 'paid'
                    when item.payout is not null then 'in payout'
                    when earning.id in (select id from held) then 'held'
                    when waits then 'pending'
                    else 'available' end as place
                from earning left join item on item.id = earning.id)
            select
                coalesce(sum(net) filter (where place = 'pending'), 0)::bigint,
                coalesce(sum(net) filter (where place = 'held'), 0)::bigint,
                coalesce(sum(net) filter (where place = 'available'), 0)::bigint,
                coalesce(sum(net) filter (where place = 'in payout'), 0)::bigint,
                coalesce(sum(net) filter (where place = 'paid'), 0)::bigint,
                (select greatest(paise, 0) from debt)::bigint,
                (select greatest(-paise, 0) from debt)::bigint
            from creator left join state on true where creator.id = {2} group by creator.id""";

    private final DSLContext db;
    private final Clock clock;

    BalanceQueries(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * Each earning, after the fee, is in exactly one of the sums. All in paise.
     *
     * @param pendingPaise waits until it is available
     * @param heldPaise stays out of payouts, because the payment has to go back or is disputed
     * @param inPayoutPaise in payouts that are pending or processing
     * @param debtPaise beside the sums: what went back after it was paid out, and comes off the next payouts
     * @param creditPaise beside the sums: what was taken off and came back, and comes on top of the next payout
     */
    record Balance(
            long pendingPaise,
            long heldPaise,
            long availablePaise,
            long inPayoutPaise,
            long paidPaise,
            long debtPaise,
            long creditPaise) {}

    @GetMapping("/api/v1/payouts/balance")
    Balance balance(Caller caller) {
        return db.resultQuery(
                        BALANCE,
                        val(DerivedId.of("CreatorBalance", caller.id())),
                        val(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)),
                        val(caller.id()))
                .fetchOptional(row -> new Balance(
                        row.get(0, long.class),
                        row.get(1, long.class),
                        row.get(2, long.class),
                        row.get(3, long.class),
                        row.get(4, long.class),
                        row.get(5, long.class),
                        row.get(6, long.class)))
                .orElseThrow(() -> Rejected.notFound("creator"));
    }
}
