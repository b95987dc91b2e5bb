package io.desifans.ledger.query;

import java.util.List;

/** What holds within the documented tables (payments.md section 11, M1 to M8 and M13). */
final class TableRules {

    /** Whether what was paid for is taken away again, wholly refunded or not the platform's to keep. */
    private static final String TAKEN_BACK = """
            (t.amount > 0 and coalesce((t.metadata ->> 'refundedAmount')::bigint, 0) >= t.amount
             or coalesce(t.metadata ->> 'disputeStatus', '') in ('opened', 'challenged', 'lost', 'accepted', 'expired'))""";

    private static final String GRANT_REFUSED = """
            exists (select from event_store.event e where e.name = 'GrantRefused' and e.aggregate_id = t.id)""";

    static final List<MoneyRule> ALL = List.of(
            new MoneyRule(
                    "M1", "The fee is a tenth of the amount, rounded half up, and the rest is the creator's.", """
                    select id from "paymentTransaction"
                     where "platformFee" <> (amount::bigint + 5) / 10 or "creatorAmount" <> amount - "platformFee" or amount < 0"""),
            new MoneyRule("M2", "A payment is in at most one live payout.", """
                    select i."transactionId" from "payoutItem" i join payout p on p.id = i."payoutId"
                     where p.status <> 'failed' group by 1 having count(*) > 1"""),
            new MoneyRule("M3", "A payout is the sum of its items, less the debt that it pays off.", """
                    select p.id from payout p left join "payoutItem" i on i."payoutId" = p.id group by p.id
                    having coalesce(sum(i.amount), 0) + coalesce((p.metadata ->> 'erasedItemAmount')::bigint, 0)
                               <> p."totalAmount"::bigint - p."platformFee"
                        or p."netAmount" <> p."totalAmount"::bigint - p."platformFee"
                               - coalesce((p.metadata ->> 'offsetAmount')::bigint, 0)
                        or p."netAmount" <= 0"""),
            new MoneyRule(
                    "M4",
                    "Only completed payments of the same creator are paid out, and no more than was earned.",
                    """
                    select i.id from "payoutItem" i join payout p on p.id = i."payoutId"
                      join "paymentTransaction" t on t.id = i."transactionId"
                     where t.status <> 'completed' or t."creatorId" <> p."creatorId"
                        or i.amount > t."creatorAmount" or i.amount <= 0"""),
            new MoneyRule(
                    "M5a",
                    "A completed payment of a post gives it once, unless it went back.",
                    """
                    select t.id from "paymentTransaction" t join settled on t."updatedAt" < settled.utc
                      left join "postPurchase" g on g."transactionId" = t.id
                     where t.type = 'exclusive_post' and exists (select from post p where p.id = t."entityId")
                       and not\s""" + GRANT_REFUSED + """
                     group by t.id having count(g.id) <> case when t.status = 'completed' and not\s""" + TAKEN_BACK + """
                     then 1 else 0 end"""),
            new MoneyRule("M5b", "A payment of a service has one order.", """
                    select t.id from "paymentTransaction" t join settled on t."updatedAt" < settled.utc
                      left join "serviceOrder" o on o."transactionId" = t.id
                     where t.type = 'service' group by t.id having count(o.id) <> 1"""),
            new MoneyRule(
                    "M5c",
                    "A completed payment of a membership gives its months once, unless it went back.",
                    """
                    with given as (select payload ->> 'transactionId' as id,
                            sum(case name when 'GrantRemoved' then -1 else 1 end) as times from event_store.event
                            where name in ('GrantAdded', 'GrantRemoved', 'GrantRestored') group by 1)
                    select t.id from "paymentTransaction" t join settled on t."updatedAt" < settled.utc
                      left join given on given.id = t.id::text
                     where t.type = 'membership' and t.status = 'completed' and not\s""" + GRANT_REFUSED + """
                       and coalesce(given.times, 0) <> case when\s""" + TAKEN_BACK + """
                        then 0 else 1 end"""),
            new MoneyRule("M6a", "No order runs or is fulfilled without a payment.", """
                    select o.id from "serviceOrder" o join settled on o."updatedAt" < settled.utc
                     where o.status in ('active', 'fulfilled') and not exists (
                        select from "paymentTransaction" t where t.id = o."transactionId" and t.status = 'completed')"""),
            new MoneyRule("M6b", "No post is bought without a payment.", """
                    select g.id from "postPurchase" g join settled on g."purchasedAt" < settled.utc
                     where not exists (
                        select from "paymentTransaction" t where t.id = g."transactionId" and t.status = 'completed')"""),
            new MoneyRule("M7", "One payment of the gateway is one payment here.", """
                    select "gatewayTransactionId" from "paymentTransaction"
                     where "gatewayTransactionId" is not null group by 1 having count(*) > 1"""),
            new MoneyRule("M8a", "No more goes back than was paid, and its parts add up.", """
                    select id from "paymentTransaction" where coalesce((metadata ->> 'refundedAmount')::bigint, 0) > amount
                        or coalesce((metadata ->> 'refundedCreatorAmount')::bigint, 0)
                               + coalesce((metadata ->> 'refundedPlatformFee')::bigint, 0)
                           <> coalesce((metadata ->> 'refundedAmount')::bigint, 0)"""),
            new MoneyRule(
                    "M13", "A payout has been processed if it is completed, and has not while it is under way.", """
                    select id from payout where (status = 'completed' and "processedAt" is null)
                        or (status in ('pending', 'processing') and "processedAt" is not null)"""));

    private TableRules() {}
}
