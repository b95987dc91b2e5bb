package io.desifans.ledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.billing.DisputeEvent.DisputeLost;
import io.desifans.billing.DisputeEvent.DisputeOpened;
import io.desifans.billing.DisputeEvent.DisputeWon;
import io.desifans.billing.DisputeOutcome;
import io.desifans.billing.GatewayLedgerEntry;
import io.desifans.billing.GatewayLedgerEvent.GatewayLedgerPulled;
import io.desifans.billing.PaymentEvent.PaymentAmountMismatchDetected;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentFailed;
import io.desifans.billing.PaymentEvent.PaymentProcessing;
import io.desifans.billing.PaymentType;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Days of the gateway's ledger are complete here for good, so the database is not that of most tests. */
@TestPropertySource(properties = "desifans.most-parked-events=1005")
class GatewayDifferencesTest extends QuerySideTest {

    private static final Instant NOON = Instant.parse("2026-02-03T12:00:00Z");

    private Person admin;
    private Person fan;
    private Person creator;
    private Sales sales;
    private final List<GatewayLedgerEntry> there = new ArrayList<>();

    @BeforeEach
    void somebody_sells() {
        admin = user("Admin", "user,admin");
        fan = user("Ravi");
        creator = creator("Asha", unusedName());
        sales = new Sales(happened);
    }

    @Test
    void m12_each_class_of_difference_is_listed_and_what_is_equal_is_not() {
        UUID same = paid();
        UUID less = paid();
        UUID twice = paid();
        UUID missing = paid();
        UUID late = sales.begun(fan, creator, PaymentType.EXCLUSIVE_POST, UUID.randomUUID());
        UUID wrong = sales.begun(fan, creator, PaymentType.EXCLUSIVE_POST, UUID.randomUUID());
        UUID failed = sales.begun(fan, creator, PaymentType.EXCLUSIVE_POST, UUID.randomUUID());
        happened.events(
                new PaymentProcessing(late, fan.id(), "pay_" + late),
                new PaymentAmountMismatchDetected(wrong, fan.id(), "pay_" + wrong, Sales.AMOUNT, 700, "USD"),
                new PaymentFailed(wrong, fan.id(), "pay_" + wrong, "amount_mismatch"),
                new PaymentFailed(failed, fan.id(), "pay_" + failed, "card_declined"));
        said("payment", "pay_" + same, true, Sales.AMOUNT, "INR");
        said("payment_fees", "pay_" + same, false, 590, "INR");
        said("payment", "pay_" + less, true, Sales.AMOUNT - 1, "INR");
        said("payment", "pay_" + twice, true, Sales.AMOUNT, "INR");
        said("payment", "pay_" + twice, true, Sales.AMOUNT, "INR");
        said("payment", "pay_" + late, true, Sales.AMOUNT, "INR");
        said("payment", "pay_" + wrong, true, 700, "USD");
        said("payment", "pay_unheard_of", true, 100, "INR");
        UUID won = disputed(same, "dp_won");
        UUID lost = disputed(same, "dp_lost");
        happened.events(
                new DisputeWon(
                        same,
                        fan.id(),
                        creator.id(),
                        PaymentType.EXCLUSIVE_POST,
                        same,
                        won,
                        DisputeOutcome.WON,
                        Sales.AMOUNT,
                        Sales.FEE,
                        Sales.NET),
                new DisputeLost(
                        same,
                        fan.id(),
                        creator.id(),
                        PaymentType.EXCLUSIVE_POST,
                        same,
                        lost,
                        DisputeOutcome.LOST,
                        Sales.AMOUNT,
                        Sales.FEE,
                        Sales.NET));
        said("dispute", "dp_won", false, Sales.AMOUNT, "INR");
        said("dispute", "dp_lost", false, Sales.AMOUNT, "INR");
        assertThat(listed("missing_there")).isEmpty();
        pulled();

        assertThat(listed("amount")).containsExactly("pay_" + less);
        assertThat(listed("duplicate")).containsExactly("pay_" + twice);
        assertThat(listed("status")).containsExactlyInAnyOrder("pay_" + late, "dp_won");
        assertThat(listed("missing_here")).containsExactly("pay_unheard_of");
        assertThat(listed("missing_there")).containsExactly("pay_" + missing);

        said("dispute_reversal", "dp_won", true, Sales.AMOUNT, "INR");
        pulled();
        assertThat(listed("status")).containsExactly("pay_" + late);
        String all = "/api/v1/admin/gateway-differences";
        Answer first = get(all + "?limit=2", admin);
        Answer rest = get(all + "?limit=100&cursor=" + first.nextCursor(), admin);
        List<String> objects = new ArrayList<>(first.each("/gatewayObjectId"));
        objects.addAll(rest.each("/gatewayObjectId"));
        assertThat(objects)
                .containsExactlyInAnyOrder(
                        "pay_" + less, "pay_" + twice, "pay_" + late, "pay_unheard_of", "pay_" + missing);
        JsonNode one = get(all + "?transaction=" + less, admin).json().at("/items/0");
        assertThat(one.get("hereAmount").asLong()).isEqualTo(Sales.AMOUNT);
        assertThat(one.get("thereAmount").asLong()).isEqualTo(Sales.AMOUNT - 1);
        assertThat(get(all, fan).status()).isEqualTo(403);
        assertThat(get(all + "?type=lost", admin).field()).isEqualTo("type");
        assertThat(get("/api/v1/admin/ledger", admin)
                        .json()
                        .get("gatewayFeesPaise")
                        .asLong())
                .isEqualTo(590);
        assertThat(get("/api/v1/admin/ledger", admin).json().get("totalPaise").asLong())
                .isZero();
    }

    @Test
    void m12_what_differs_and_is_not_listed_breaks_the_rule() {
        UUID post = UUID.randomUUID();
        UUID payment = sales.begun(fan, creator, PaymentType.EXCLUSIVE_POST, post);
        LocalDate day = LocalDate.parse("2026-06-01");
        happened.at(
                day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                () -> happened.events(new PaymentCompleted(
                        payment,
                        fan.id(),
                        creator.id(),
                        PaymentType.EXCLUSIVE_POST,
                        post,
                        null,
                        Sales.AMOUNT,
                        Sales.FEE,
                        Sales.NET,
                        "pay_" + payment,
                        false)));
        var entry =
                new GatewayLedgerEntry("led_" + payment, "payment", "pay_" + payment, true, Sales.AMOUNT, "INR", NOON);
        for (int page = 0; page < 2; page++)
            happened.events(new GatewayLedgerPulled(
                    UUID.randomUUID(), day.plusDays(page), 0, true, page == 0 ? List.of(entry) : List.of()));
        assertThat(broken()).doesNotContain(payment.toString());
        db.execute("update ledger.gateway_entry set amount = amount - 1 where object_id = 'pay_" + payment + "'");
        assertThat(listed("amount")).contains("pay_" + payment);
        assertThat(broken()).doesNotContain(payment.toString());
        db.execute("update ledger.gateway_object set amount = amount - 1 where object_id = 'pay_" + payment + "'");
        assertThat(listed("amount")).doesNotContain("pay_" + payment);
        assertThat(broken()).contains(payment.toString());
        for (String table : List.of("gateway_entry", "gateway_object"))
            db.execute("update ledger." + table + " set amount = amount + 1 where object_id = 'pay_" + payment + "'");
    }

    private String broken() {
        return post("/api/v1/admin/money-rules/check", admin)
                .json()
                .path("rules")
                .valueStream()
                .filter(rule -> rule.path("id").asString().equals("M12"))
                .map(JsonNode::toString)
                .findFirst()
                .orElseThrow();
    }

    private UUID paid() {
        return sales.paid(fan, creator, PaymentType.EXCLUSIVE_POST, UUID.randomUUID());
    }

    private UUID disputed(UUID payment, String gatewayDisputeId) {
        UUID id = UUID.randomUUID();
        happened.events(new DisputeOpened(
                payment,
                fan.id(),
                creator.id(),
                PaymentType.EXCLUSIVE_POST,
                payment,
                id,
                gatewayDisputeId,
                null,
                Sales.AMOUNT,
                Sales.FEE,
                Sales.NET));
        return id;
    }

    private void said(String type, String object, boolean credit, long amount, String currency) {
        there.add(new GatewayLedgerEntry("led_" + UUID.randomUUID(), type, object, credit, amount, currency, NOON));
    }

    /** What it said is told on one page, and nothing on the next. */
    private void pulled() {
        LocalDate today = LocalDate.parse("2026-01-01");
        UUID day = UUID.randomUUID();
        List<GatewayLedgerEntry> entries = List.copyOf(there);
        there.clear();
        happened.events(
                new GatewayLedgerPulled(day, today, 0, false, entries),
                new GatewayLedgerPulled(day, today, 1, true, List.of()));
        for (int other : new int[] {-1, 1, 2})
            happened.events(new GatewayLedgerPulled(UUID.randomUUID(), today.plusDays(other), 0, true, List.of()));
    }

    private List<String> listed(String type) {
        return get("/api/v1/admin/gateway-differences?type=" + type, admin).each("/gatewayObjectId");
    }
}
