package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must follow from payments for posts, each by a fan of their own, however often the application was killed. */
final class PaidOnce {

    private static final String NOT_ONCE = """
            select t.id || ' ' || x.name || ' ' || count(e.seq)
              from "paymentTransaction" t
             cross join (values ('PaymentCompleted'), ('PostPurchaseGranted'), ('EarningCredited')) x (name)
              left join event_store.event e on e.name = x.name and e.payload ->> 'transactionId' = t.id::text
             group by t.id, x.name having count(e.seq) <> 1
            union all
            select t.id || ' told ' || count(n.id)
              from "paymentTransaction" t
              left join notification n on n."userId" = t."userId" and n.type = 'payment_received'
             group by t.id having count(n.id) <> 1""";

    private PaidOnce() {}

    /** Comes back when all is done, if each was completed, granted, credited and told of exactly once. */
    static void mustHold(DataSource tables, int payments) throws Exception {
        Drained.await(tables);
        JdbcClient sql = JdbcClient.create(tables);
        assertThat(sql.sql("select id from \"postPurchase\"").query().listOfRows())
                .hasSize(payments);
        assertThat(sql.sql(NOT_ONCE).query(String.class).list())
                .as("not exactly once")
                .isEmpty();
        assertThat(sql.sql("select id from notification where type = 'purchase'")
                        .query()
                        .listOfRows())
                .hasSize(payments);
        assertThat(MoneyInvariants.broken(tables)).isEmpty();
    }
}
