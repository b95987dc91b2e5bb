package io.desifans.app;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** What must hold of the money at any time: each of these finds no row. The numbers are those of the money rules. */
final class MoneyInvariants {

    private static final Map<String, String> CHECKS = new LinkedHashMap<>();

    static {
        CHECKS.put("M1 split", """
                select id from "paymentTransaction"
                 where "platformFee" <> (amount::bigint + 5) / 10 or "creatorAmount" <> amount - "platformFee" or amount < 0""");
        CHECKS.put("M2 one live payout for a payment", """
                select i."transactionId" from "payoutItem" i join payout p on p.id = i."payoutId"
                 where p.status <> 'failed' group by 1 having count(*) > 1""");
        CHECKS.put("M3 payout sums", """
                select p.id from payout p left join "payoutItem" i on i."payoutId" = p.id group by p.id
                having coalesce(sum(i.amount), 0) + coalesce((p.metadata ->> 'erasedItemAmount')::bigint, 0)
                           <> p."totalAmount"::bigint - p."platformFee"
                    or p."netAmount" <> p."totalAmount"::bigint - p."platformFee"
                           - coalesce((p.metadata ->> 'offsetAmount')::bigint, 0)
                    or p."netAmount" <= 0""");
        CHECKS.put("M4 only completed payments of the same creator are paid out", """
                select i.id from "payoutItem" i join payout p on p.id = i."payoutId"
                  join "paymentTransaction" t on t.id = i."transactionId"
                 where t.status <> 'completed' or t."creatorId" <> p."creatorId"
                    or i.amount > t."creatorAmount" or i.amount <= 0""");
        CHECKS.put("M5 a completed payment of a post has one grant", """
                select t.id from "paymentTransaction" t left join "postPurchase" g on g."transactionId" = t.id
                 where t.type = 'exclusive_post' and exists (select 1 from post p where p.id = t."entityId")
                   and not exists (select 1 from event_store.event e
                                    where e.name = 'GrantRefused' and e.aggregate_id = t.id)
                 group by t.id having count(g.id) <> case when t.status = 'completed'
                     and coalesce((t.metadata ->> 'refundedAmount')::bigint, 0) < t.amount or t.amount = 0
                     and t.status = 'completed' then 1 else 0 end""");
        CHECKS.put("M5 a payment of a service has one order", """
                select t.id from "paymentTransaction" t left join "serviceOrder" o on o."transactionId" = t.id
                 where t.type = 'service' group by t.id having count(o.id) <> 1""");
        CHECKS.put("M5 a completed payment of a membership has one grant", """
                select t.id from "paymentTransaction" t
                 where t.type = 'membership' and t.status = 'completed'
                   and not exists (select 1 from event_store.event e
                                    where e.name = 'GrantRefused' and e.aggregate_id = t.id)
                   and (select count(*) filter (where e.name = 'GrantAdded') - count(*) filter (where e.name = 'GrantRemoved')
                          from event_store.event e where e.name in ('GrantAdded', 'GrantRemoved')
                           and e.payload ->> 'transactionId' = t.id::text)
                       <> case when coalesce((t.metadata ->> 'refundedAmount')::bigint, 0) < t.amount or t.amount = 0
                           then 1 else 0 end""");
        CHECKS.put("M6 no running order without payment", """
                select id from "serviceOrder" o where status in ('active', 'fulfilled') and not exists (
                    select 1 from "paymentTransaction" t where t.id = o."transactionId" and t.status = 'completed')""");
        CHECKS.put("M6 no purchase without payment", """
                select id from "postPurchase" o where not exists (
                    select 1 from "paymentTransaction" t where t.id = o."transactionId" and t.status = 'completed')""");
        CHECKS.put("M7 one payment of the gateway, one of ours", """
                select "gatewayTransactionId" from "paymentTransaction"
                 where "gatewayTransactionId" is not null group by 1 having count(*) > 1""");
        CHECKS.put("M8 no more goes back than was paid, and it adds up", """
                select id from "paymentTransaction" where coalesce((metadata ->> 'refundedAmount')::bigint, 0) > amount
                    or coalesce((metadata ->> 'refundedCreatorAmount')::bigint, 0)
                           + coalesce((metadata ->> 'refundedPlatformFee')::bigint, 0)
                       <> coalesce((metadata ->> 'refundedAmount')::bigint, 0)""");
        CHECKS.put("M9 what was earned is somewhere, less what went back", """
                with own as (select aggregate_id, name, payload from event_store.event where name in (
                        'EarningCredited', 'EarningReduced', 'DebitRecorded', 'PayoutAllocated', 'PayoutAllocationReleased')),
                live as (select * from own where name = 'PayoutAllocated' and payload ->> 'payoutId' not in (
                        select payload ->> 'payoutId' from own where name = 'PayoutAllocationReleased')),
                item as (select aggregate_id, i.item ->> 'transactionId' as id, (i.item ->> 'netPaise')::bigint as net
                        from live cross join jsonb_array_elements(payload -> 'items') as i(item)),
                earning as (select e.aggregate_id, e.payload ->> 'transactionId' as id,
                        (e.payload ->> 'netPaise')::bigint - coalesce((select sum((r.payload ->> 'netPaise')::bigint)
                            from own r where r.name = 'EarningReduced'
                            and r.payload ->> 'transactionId' = e.payload ->> 'transactionId'), 0) as net
                        from own e where e.name = 'EarningCredited')
                select earning.id from earning join item using (aggregate_id, id)
                 where earning.net <> item.net or earning.net < 0
                union all
                select aggregate_id::text from earning where net < 0
                union all
                select live.aggregate_id::text from live group by live.aggregate_id
                having sum((select sum((i.item ->> 'netPaise')::bigint) from jsonb_array_elements(payload -> 'items') as i(item))
                           - (payload ->> 'netPaise')::bigint)
                    > coalesce((select sum((d.payload ->> 'netPaise')::bigint) from own d
                                 where d.name = 'DebitRecorded' and d.aggregate_id = live.aggregate_id), 0)""");
        CHECKS.put("M13 processedAt", """
                select id from payout where (status = 'completed' and "processedAt" is null)
                    or (status in ('pending', 'processing') and "processedAt" is not null)""");
    }

    private MoneyInvariants() {}

    /** Which of them are broken, and by which row; empty if the money is in order. M5 and M6 want the processes drained. */
    static Map<String, String> broken(DataSource database) throws SQLException {
        Map<String, String> broken = new TreeMap<>();
        try (Connection connection = database.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            connection.createStatement().execute("set local search_path to read_model");
            for (var check : CHECKS.entrySet())
                try (ResultSet rows = connection.createStatement().executeQuery(check.getValue())) {
                    if (rows.next()) broken.put(check.getKey(), rows.getString(1));
                }
            connection.rollback();
        }
        return broken;
    }
}
