package io.desifans.ledger.query;

import java.util.List;

/** What holds between the ledger, the tables and the log (payments.md section 11, M8, M10 and M12). */
final class LedgerRules {

    static final List<MoneyRule> ALL = List.of(
            new MoneyRule("M8b", "What is taken off a creator is what was refunded, or what a dispute has cost.", """
                    with taken as (select payload ->> 'transactionId' as id,
                            sum(case name when 'DebitReversed' then -1 else 1 end * (payload ->> 'netPaise')::bigint) as net
                            from event_store.event where name in ('EarningReduced', 'DebitRecorded', 'DebitReversed') group by 1)
                    select t.id from "paymentTransaction" t join settled on t."updatedAt" < settled.utc
                      left join taken on taken.id = t.id::text
                     where t.status = 'completed' and coalesce(t.metadata ->> 'disputeStatus', '') not in ('opened', 'challenged')
                       and coalesce(taken.net, 0) <> case
                           when t.metadata ->> 'disputeStatus' in ('lost', 'accepted', 'expired') then t."creatorAmount"
                           else coalesce((t.metadata ->> 'refundedCreatorAmount')::bigint, 0) end"""),
            new MoneyRule("M10a", "The postings of an event sum to nothing.", """
                    select event_id from ledger.posting group by event_id having sum(paise) <> 0"""),
            new MoneyRule("M10b", "In transit is what payouts hold that are pending or processing.", """
                    select p.id from payout p join settled on p."updatedAt" < settled.utc
                     where coalesce((select -sum(l.paise) from ledger.posting l
                            where l.reference = p.id and l.account = 'in_transit'), 0)
                        <> case when p.status in ('pending', 'processing') then p."netAmount" else 0 end"""),
            new MoneyRule(
                    "M10c",
                    "The ledger owes a creator what the balance says that they have earned and were not paid.",
                    """
                    with own as (select name, payload, time from event_store.event where name in (
                            'EarningCredited', 'EarningReduced', 'DebitRecorded', 'DebitReversed', 'BalanceCorrected',
                            'PayoutAllocated', 'PayoutAllocationReleased')),
                    balance as (select payload ->> 'creatorId' as creator, max(time) as last,
                            sum(coalesce(payload ->> 'netPaise', payload ->> 'amountPaise')::bigint * case
                                when name in ('EarningCredited', 'DebitReversed', 'BalanceCorrected') then -1 else 1 end) as paise
                            from own where name <> 'PayoutAllocationReleased' and (name <> 'PayoutAllocated'
                                or payload ->> 'payoutId' not in (
                                    select payload ->> 'payoutId' from own where name = 'PayoutAllocationReleased')) group by 1),
                    account as (select creator_id as creator, max(at) as last, sum(paise) as paise
                            from ledger.posting where account = 'creator' group by 1)
                    select creator from balance full join account using (creator), settled
                     where coalesce(balance.paise, 0) <> coalesce(account.paise, 0)
                       and greatest(balance.last, account.last) < settled.time"""),
            new MoneyRule(
                    "M12", "The gateway keeps of each payment what we have posted, or the difference is listed.", """
                    with here as (select reference as id, sum(paise) as paise, max(at) as last
                            from ledger.posting where account = 'gateway' group by 1),
                    there as (select o.transaction_id as id, sum(e.amount) as paise
                            from ledger.gateway_object o join ledger.gateway_entry e using (object_id)
                            where e.currency = 'INR'
                              and e.type in ('payment', 'refund', 'refund_reversal', 'dispute', 'dispute_reversal') group by 1)
                    select id from here join there using (id), settled
                     where here.paise <> there.paise and here.last < settled.time
                       and id not in (select transaction_id from ledger.gateway_difference where transaction_id is not null)
                       and not exists (select from ledger.gateway_object o where o.transaction_id = id
                            and (o.status = 'opened' or 2 <> (select count(*) from ledger.gateway_day where day in (
                                (o.at at time zone 'utc')::date, (o.at at time zone 'utc')::date + 1))))"""));

    private LedgerRules() {}
}
