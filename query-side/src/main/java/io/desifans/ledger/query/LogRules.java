package io.desifans.ledger.query;

import java.util.List;

/** What holds within the log (payments.md section 11, M9 and M11). */
final class LogRules {

    static final List<MoneyRule> ALL = List.of(
            new MoneyRule("M9a", "What is in a live payout is what was earned, less what had gone back before.", """
                    with own as (select aggregate_id, name, payload from event_store.event where name in (
                            'EarningCredited', 'EarningReduced', 'PayoutAllocated', 'PayoutAllocationReleased')),
                    item as (select aggregate_id, i.item ->> 'transactionId' as id, (i.item ->> 'netPaise')::bigint as net
                            from own cross join jsonb_array_elements(payload -> 'items') as i(item)
                            where name = 'PayoutAllocated' and payload ->> 'payoutId' not in (
                                select payload ->> 'payoutId' from own where name = 'PayoutAllocationReleased')),
                    reduced as (select aggregate_id, payload ->> 'transactionId' as id,
                            sum((payload ->> 'netPaise')::bigint) as net
                            from own where name = 'EarningReduced' group by 1, 2),
                    earning as (select e.aggregate_id, e.payload ->> 'transactionId' as id,
                            (e.payload ->> 'netPaise')::bigint - coalesce(reduced.net, 0) as net
                            from own e left join reduced on reduced.aggregate_id = e.aggregate_id
                                and reduced.id = e.payload ->> 'transactionId' where e.name = 'EarningCredited')
                    select earning.id from earning left join item using (aggregate_id, id)
                     where earning.net <> item.net or earning.net < 0"""),
            new MoneyRule("M9b", "No creator has paid off more debt than they had.", """
                    with own as (select aggregate_id, name, payload from event_store.event where name in (
                            'DebitRecorded', 'BalanceCorrected', 'PayoutAllocated', 'PayoutAllocationReleased')),
                    paid_off as (select aggregate_id, sum((
                            select coalesce(sum((i.item ->> 'netPaise')::bigint), 0)
                            from jsonb_array_elements(payload -> 'items') as i(item))
                            - (payload ->> 'netPaise')::bigint) as paise
                            from own where name = 'PayoutAllocated' and payload ->> 'payoutId' not in (
                                select payload ->> 'payoutId' from own where name = 'PayoutAllocationReleased') group by 1)
                    select aggregate_id from paid_off where paise > coalesce((
                        select sum(case name when 'DebitRecorded' then (d.payload ->> 'netPaise')::bigint
                                else greatest(0, -(d.payload ->> 'amountPaise')::bigint) end) from own d
                         where d.name in ('DebitRecorded', 'BalanceCorrected')
                           and d.aggregate_id = paid_off.aggregate_id), 0)"""),
            new MoneyRule("M9c", "A completed payment of more than nothing is credited to its creator once.", """
                    with credited as (select payload ->> 'transactionId' as id, (payload ->> 'netPaise')::bigint as net
                            from event_store.event where name = 'EarningCredited')
                    select p.aggregate_id from event_store.event p join settled on p.time < settled.time
                      left join credited on credited.id = p.payload ->> 'transactionId'
                     where p.name = 'PaymentCompleted' and (p.payload ->> 'creatorAmountPaise')::bigint > 0
                     group by p.aggregate_id, p.payload
                    having count(credited.id) <> 1 or min(credited.net) <> (p.payload ->> 'creatorAmountPaise')::bigint"""),
            new MoneyRule("M9d", "Refunds and disputes together take no more than the creator's part.", """
                    with moved as (select aggregate_id, payload ->> 'transactionId' as id, sum((payload ->> 'netPaise')::bigint)
                                filter (where name = 'EarningCredited') as credited,
                            coalesce(sum((payload ->> 'netPaise')::bigint)
                                filter (where name in ('EarningReduced', 'DebitRecorded')), 0) as taken,
                            coalesce(sum((payload ->> 'netPaise')::bigint) filter (where name = 'DebitReversed'), 0) as back
                            from event_store.event
                            where name in ('EarningCredited', 'EarningReduced', 'DebitRecorded', 'DebitReversed') group by 1, 2)
                    select id from moved where credited < taken - back or taken < back"""),
            new MoneyRule("M11a", "No payment falls back to an earlier state, or completes twice.", """
                    select aggregate_id from (
                        select aggregate_id, rank, lag(rank) over (partition by aggregate_id order by sequence) as before
                        from (select aggregate_id, sequence, case name when 'PaymentInitiated' then 0
                                when 'PaymentProcessing' then 1 when 'PaymentCompleted' then 3 else 2 end as rank
                              from event_store.event where name in ('PaymentInitiated', 'PaymentProcessing',
                                'PaymentFailed', 'PaymentCancelled', 'PaymentCompleted')) ranked) ordered
                     where rank <= before"""),
            new MoneyRule(
                    "M11b",
                    "No payout falls back to an earlier state, completes without having been processed, or comes back without having completed.",
                    """
                    select aggregate_id from (
                        select aggregate_id, name, rank, lag(rank) over (partition by aggregate_id order by sequence) as before
                        from (select aggregate_id, sequence, name, case name when 'PayoutScheduled' then 0
                                when 'PayoutProcessing' then 1 when 'PayoutCompleted' then 2 when 'PayoutReversed' then 4 else 3 end as rank
                              from event_store.event where name in ('PayoutScheduled', 'PayoutProcessing',
                                'PayoutCompleted', 'PayoutFailed', 'PayoutReversed')) ranked) ordered
                     where rank <= before or name = 'PayoutCompleted' and before <> 1
                        or name = 'PayoutFailed' and before = 2
                        or name = 'PayoutReversed' and before is distinct from 2"""));

    private LogRules() {}
}
