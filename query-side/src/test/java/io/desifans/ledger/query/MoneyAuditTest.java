package io.desifans.ledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.billing.BalanceEvent.EarningReduced;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.BalanceEvent.PayoutAllocationSettled;
import io.desifans.billing.DebitCause;
import io.desifans.billing.GatewayLedgerEntry;
import io.desifans.billing.GatewayLedgerEvent.GatewayLedgerPulled;
import io.desifans.billing.PaymentType;
import io.desifans.billing.PayoutEvent.PayoutCompleted;
import io.desifans.billing.PayoutEvent.PayoutProcessing;
import io.desifans.billing.PayoutOrigin;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import io.desifans.services.ServiceOrderEvent.OrderActivated;
import io.desifans.services.ServiceOrderEvent.OrderPaid;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What is stored is damaged by hand, so the database is not that of most tests. */
@TestPropertySource(properties = "desifans.most-parked-events=1003")
class MoneyAuditTest extends QuerySideTest {

    private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");

    /** Damage by which each rule is broken that was not before, in an order in which that can be seen. */
    private static final Map<String, String> DAMAGE = new LinkedHashMap<>();

    static {
        DAMAGE.put("M13", "update payout set \"processedAt\" = null where status = 'completed'");
        DAMAGE.put("M7", "update \"paymentTransaction\" set \"gatewayTransactionId\" = 'pay_same'");
        DAMAGE.put("M1", "update \"paymentTransaction\" set \"platformFee\" = 1991 where type = 'membership'");
        DAMAGE.put("M8a", """
                update "paymentTransaction" set metadata = jsonb_set(metadata, '{refundedPlatformFee}', '91')
                 where metadata ->> 'refundedAmount' = '900'""");
        DAMAGE.put("M8b", """
                update "paymentTransaction" set metadata = jsonb_set(metadata, '{refundedCreatorAmount}', '809')
                 where metadata ->> 'refundedAmount' = '900'""");
        DAMAGE.put("M10b", "update payout set status = 'pending'");
        DAMAGE.put("M3", "update payout set \"netAmount\" = \"netAmount\" - 1");
        DAMAGE.put("M2", """
                with again as (insert into payout ("creatorId", "periodStart", "periodEnd", "totalAmount", "platformFee", "netAmount")
                    select "creatorId", "periodStart", "periodEnd", "totalAmount", "platformFee", "netAmount" from payout
                    returning id)
                insert into "payoutItem" ("payoutId", "transactionId", amount)
                select again.id, "transactionId", amount from again, "payoutItem\"""");
        DAMAGE.put("M4", "update \"payoutItem\" set amount = amount + 1");
        DAMAGE.put(
                "M5a",
                "delete from \"postPurchase\" where \"transactionId\" in (select \"transactionId\" from \"payoutItem\")");
        DAMAGE.put("M6b", "update \"paymentTransaction\" set status = 'failed' where type = 'exclusive_post'");
        DAMAGE.put("M6a", "update \"paymentTransaction\" set status = 'failed' where type = 'service'");
        DAMAGE.put("M5b", "delete from \"serviceOrder\"");
        DAMAGE.put("M5c", "delete from event_store.event where name = 'GrantAdded'");
        DAMAGE.put("M10c", damaged("EarningReduced", "netPaise", "811"));
        DAMAGE.put("M9b", damaged("PayoutAllocated", "netPaise", "17909"));
        DAMAGE.put("M9c", damaged("PaymentCompleted", "creatorAmountPaise", "17911"));
        DAMAGE.put("M9a", damaged("EarningCredited", "netPaise", "17911"));
        DAMAGE.put("M9d", damaged("EarningReduced", "netPaise", "17912"));
        DAMAGE.put("M12", """
                update ledger.gateway_entry set amount = amount - 1;
                update ledger.gateway_object set amount = amount - 1""");
        DAMAGE.put("M11a", "update event_store.event set name = 'PaymentCompleted' where name = 'PaymentInitiated'");
        DAMAGE.put("M11b", "update event_store.event set name = 'PayoutScheduled' where name = 'PayoutProcessing'");
        DAMAGE.put("M10a", """
                alter table ledger.posting disable trigger all;
                delete from ledger.posting where account = 'gateway'""");
    }

    private static String damaged(String event, String field, String paise) {
        return "update event_store.event set payload = jsonb_set(payload, '{" + field + "}', '" + paise
                + "') where name = '" + event + "'";
    }

    @Test
    void m1_m2_m3_m4_m5_m6_m7_m8_m9_m10_m11_m12_m13_every_rule_holds_and_each_is_seen_to_be_broken_and_since_when() {
        Person admin = user("Admin", "user,admin");
        moneyMoves();
        assertThat(get("/api/v1/admin/money-rules", admin).body()).isEqualTo("{\"holds\":true,\"rules\":[]}");
        JsonNode first = checked(admin);
        assertThat(first.path("holds").asBoolean()).as(first.toString()).isTrue();
        assertThat(DAMAGE.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        MoneyRule.all().stream().map(MoneyRule::id).toList());
        DAMAGE.forEach((rule, damage) -> {
            assertThat(broken(checked(admin))).doesNotContain(rule);
            db.execute("begin; set constraints all deferred; " + damage + "; commit");
            assertThat(broken(checked(admin))).contains(rule);
        });
        JsonNode last = get("/api/v1/admin/money-rules", admin).json();
        assertThat(last.path("holds").asBoolean()).isFalse();
        JsonNode one = last.path("rules")
                .valueStream()
                .filter(rule -> rule.path("id").asString().equals("M7"))
                .findFirst()
                .orElseThrow();
        assertThat(one.path("examples").toString()).isEqualTo("[\"pay_same\"]");
        assertThat(Instant.parse(one.path("brokenSince").asString()))
                .isBefore(Instant.parse(one.path("checkedAt").asString()));
        assertThat(post("/api/v1/admin/money-rules/check", user("Ravi")).status())
                .isEqualTo(403);
    }

    private void moneyMoves() {
        Sales sales = new Sales(happened);
        Person creator = creator("Asha", unusedName());
        Person fan = user("Ravi");
        sales.customer(fan);
        UUID tier = membership(creator, 19900, true);
        sales.credited(creator, months(sales, fan, creator, tier), PAST);
        UUID post = exclusivePost(creator, 19900);
        UUID compared = sales.postBought(fan, creator, exclusivePost(creator, 19900));
        sales.credited(creator, compared, PAST);
        pulled(compared);
        UUID refunded = sales.postBought(fan, creator, post);
        sales.credited(creator, refunded, PAST);
        happened.events(
                Sales.refund(refunded, fan, creator, post, 900, 90),
                new EarningReduced(creator.id(), refunded, UUID.randomUUID(), 900, 90, 810, DebitCause.REFUND));
        UUID order = sales.paid(fan, creator, PaymentType.SERVICE, sales.service(creator, true));
        sales.credited(creator, order, PAST);
        UUID placed = sales.ordered(fan, creator, sales.service(creator, true), order);
        happened.events(
                new OrderPaid(placed, fan.id(), creator.id()), new OrderActivated(placed, fan.id(), creator.id()));
        UUID paidOut = sales.postBought(fan, creator, exclusivePost(creator, 19900));
        sales.credited(creator, paidOut, PAST);
        UUID payout = UUID.randomUUID();
        happened.events(new PayoutAllocated(
                creator.id(),
                payout,
                PayoutOrigin.CREATOR,
                List.of(Sales.item(paidOut)),
                Sales.AMOUNT,
                Sales.FEE,
                Sales.NET,
                PAST,
                PAST,
                1,
                1));
        sales.payout(creator, payout, paidOut);
        happened.events(
                new PayoutProcessing(payout, creator.id(), null),
                new PayoutCompleted(payout, creator.id(), "UTR-1"),
                new PayoutAllocationSettled(creator.id(), payout));
    }

    /** The gateway's ledger of these days, in which of all payments there is this one. */
    private void pulled(UUID payment) {
        LocalDate today = LocalDate.parse("2026-01-01");
        var entry =
                new GatewayLedgerEntry("led_1", "payment", "pay_" + payment, true, Sales.AMOUNT, "INR", Instant.EPOCH);
        for (int ahead = -1; ahead < 3; ahead++)
            happened.events(new GatewayLedgerPulled(
                    UUID.randomUUID(), today.plusDays(ahead), 0, true, ahead == 0 ? List.of(entry) : List.of()));
    }

    private static UUID months(Sales sales, Person fan, Person creator, UUID tier) {
        UUID payment = sales.paid(fan, creator, PaymentType.MEMBERSHIP, tier);
        sales.granted(fan, creator, tier, payment, PAST, PAST.plusSeconds(3600), true);
        return payment;
    }

    private JsonNode checked(Person admin) {
        Answer answer = post("/api/v1/admin/money-rules/check", admin);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> broken(JsonNode report) {
        return report.path("rules")
                .valueStream()
                .filter(rule -> rule.path("broken").asInt() > 0)
                .map(rule -> rule.path("id").asString())
                .toList();
    }
}
