package io.desifans.billing.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.billing.GrantRefusal;
import io.desifans.billing.PaymentEvent.CheckoutSessionOpened;
import io.desifans.billing.PaymentEvent.DuplicatePaymentDetected;
import io.desifans.billing.PaymentEvent.GrantRefused;
import io.desifans.billing.PaymentEvent.PaymentFailed;
import io.desifans.billing.PaymentType;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentQueriesTest extends QuerySideTest {

    private static final String TRANSACTIONS = "/api/v1/payments/transactions";
    private static final Instant JANUARY = Instant.parse("2020-01-31T10:00:00.123Z");
    private static final Instant FEBRUARY = Instant.parse("2020-02-29T10:00:00.123Z");
    private static final Instant FUTURE = Instant.parse("2100-01-01T00:00:00.000Z");

    private Sales sales;
    private Person creator;
    private Person fan;

    @BeforeEach
    void creatorAndFan() {
        sales = new Sales(happened);
        creator = creator("Asha", unusedName());
        fan = user("Ravi");
    }

    @Test
    void a_payment_is_seen_by_its_payer_and_once_it_is_completed_by_its_payee() {
        UUID post = exclusivePost(creator, 19900);
        UUID id = sales.begun(fan, creator, PaymentType.EXCLUSIVE_POST, post);
        happened.events(new CheckoutSessionOpened(id, fan.id(), "cks_1", "https://pay.test/1"));
        String path = TRANSACTIONS + "/" + id;

        Answer open = get(path, fan);
        assertThat(open.json().path("status").asString()).isEqualTo("pending");
        assertThat(open.json().path("paymentUrl").asString()).isEqualTo("https://pay.test/1");
        assertThat(open.json().path("title").asString()).isEqualTo("Item of Asha");
        assertThat(open.json().path("platformFee").isNull()).isTrue();
        for (Person other : List.of(creator, user("Meera"), user("Admin", "user,admin")))
            assertThat(get(path, other).status()).as(other.name()).isEqualTo(404);
        assertThat(get(path, ANONYMOUS).status()).isEqualTo(401);
        assertThat(get(TRANSACTIONS + "?as=creator", creator).each("/id")).isEmpty();

        sales.completed(id, fan, creator, PaymentType.EXCLUSIVE_POST, post, false);
        assertThat(get(path, fan).json().path("paymentUrl").isNull()).isTrue();
        Answer earned = get(path, creator);
        assertThat(earned.json().path("amount").asInt()).isEqualTo(19900);
        assertThat(earned.json().path("platformFee").asInt()).isEqualTo(1990);
        assertThat(earned.json().path("creatorAmount").asInt()).isEqualTo(17910);
        assertThat(earned.json().at("/buyer/name").asString()).isEqualTo("Ravi");
        assertThat(earned.body()).doesNotContain("pay.test", "@example.test");
        assertThat(get(TRANSACTIONS + "?as=creator", creator).each("/id")).containsExactly(id.toString());
        assertThat(get(TRANSACTIONS, creator).each("/id")).isEmpty();
    }

    @Test
    void the_newest_payments_come_first_page_by_page_and_by_status() {
        UUID first = sales.postBought(fan, creator, exclusivePost(creator, 19900));
        UUID second = sales.begun(fan, creator, PaymentType.SERVICE, sales.service(creator, true));
        UUID third = sales.begun(fan, creator, PaymentType.EXCLUSIVE_POST, exclusivePost(creator, 19900));
        happened.events(new PaymentFailed(third, fan.id(), "pay_1", "card_declined"));
        Answer page = get(TRANSACTIONS + "?limit=2", fan);
        assertThat(page.each("/id")).containsExactly(third.toString(), second.toString());
        assertThat(page.each("/failure")).first().isEqualTo("card_declined");
        Answer next = get(TRANSACTIONS + "?limit=2&cursor=" + page.nextCursor(), fan);
        assertThat(next.each("/id")).containsExactly(first.toString());
        assertThat(next.nextCursor()).isNull();
        assertThat(get(TRANSACTIONS + "?status=failed", fan).each("/id")).containsExactly(third.toString());
        assertThat(get(TRANSACTIONS + "?type=service", fan).each("/id")).containsExactly(second.toString());
    }

    @Test
    void purchases_and_the_customer_are_the_callers_own() {
        UUID post = exclusivePost(creator, 19900);
        UUID payment = sales.postBought(fan, creator, post);
        Answer own = get("/api/v1/purchases", fan);
        assertThat(own.each("/postId")).containsExactly(post.toString());
        assertThat(own.each("/transactionId")).containsExactly(payment.toString());
        assertThat(own.each("/creator/displayName")).containsExactly("Asha");
        assertThat(get("/api/v1/purchases", creator).each("/id")).isEmpty();

        assertThat(get("/api/v1/customers/me", fan).status()).isEqualTo(404);
        sales.customer(fan);
        assertThat(get("/api/v1/customers/me", fan).json().path("email").asString())
                .isEqualTo(fan.id() + "@example.test");
    }

    @Test
    void a_subscription_tells_whether_it_is_running_and_is_seen_by_its_fan_only() {
        sales.customer(fan);
        UUID gold = membership(creator, 19900, true);
        UUID silver = membership(creator, 9900, true);
        UUID running = sales.subscribed(fan, creator, gold, JANUARY, FUTURE);
        UUID over = sales.subscribed(fan, creator, silver, JANUARY, FEBRUARY);

        assertThat(get("/api/v1/subscriptions", fan).each("/id")).containsExactly(over.toString(), running.toString());
        assertThat(get("/api/v1/subscriptions?running=true", fan).each("/membership/id"))
                .containsExactly(gold.toString());
        assertThat(get("/api/v1/subscriptions?running=false", fan).each("/currentPeriodEnd"))
                .containsExactly("2020-02-29T10:00:00.123Z");
        Answer one = get("/api/v1/memberships/" + gold + "/subscription", fan);
        assertThat(one.body())
                .isEqualTo(get("/api/v1/subscriptions/" + running, fan).body());
        assertThat(one.json().path("running").asBoolean()).isTrue();
        assertThat(one.json().at("/creator/id").asString()).isEqualTo(creator.id());
        for (Person other : List.of(creator, user("Meera"), user("Admin", "user,admin"))) {
            assertThat(get("/api/v1/subscriptions/" + running, other).status()).isEqualTo(404);
            assertThat(get("/api/v1/memberships/" + gold + "/subscription", other)
                            .status())
                    .isEqualTo(404);
            assertThat(get("/api/v1/subscriptions", other).each("/id")).isEmpty();
        }
    }

    @Test
    void an_admin_sees_all_payments_and_finds_what_has_to_be_looked_at() {
        Person admin = user("Admin", "user,admin");
        UUID good = sales.postBought(fan, creator, exclusivePost(creator, 19900));
        UUID refused = sales.paid(fan, creator, PaymentType.EXCLUSIVE_POST, exclusivePost(creator, 19900));
        UUID twice = sales.begun(fan, creator, PaymentType.EXCLUSIVE_POST, exclusivePost(creator, 19900));
        happened.events(
                new GrantRefused(refused, fan.id(), creator.id(), GrantRefusal.POST_DELETED),
                new CheckoutSessionOpened(twice, fan.id(), "cks_1", "https://pay.test/1"),
                new DuplicatePaymentDetected(twice, fan.id(), "pay_2", 19900));
        String list = "/api/v1/admin/transactions?creator=" + creator.id();

        assertThat(get(list, admin).each("/id")).containsExactly(twice.toString(), refused.toString(), good.toString());
        Answer flagged = get(list + "&flagged=true", admin);
        assertThat(flagged.each("/id")).containsExactly(twice.toString(), refused.toString());
        assertThat(flagged.each("/metadata/grantRefused")).last().isEqualTo("post_deleted");
        assertThat(flagged.each("/metadata/duplicatePayment/gatewayPaymentId"))
                .first()
                .isEqualTo("pay_2");
        assertThat(flagged.body()).doesNotContain("pay.test");
        assertThat(get(list + "&flagged=false&status=completed&user=" + fan.id(), admin)
                        .each("/id"))
                .containsExactly(good.toString());
        assertThat(get(list, fan).status()).isEqualTo(403);
        assertThat(get(list, ANONYMOUS).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "payments/transactions?status=done, status",
        "payments/transactions?type=Membership, type",
        "payments/transactions?as=admin, as",
        "payments/transactions?creator=x, creator",
        "payments/transactions?cursor=abc, cursor",
        "payments/transactions/7, id",
        "payouts?status=paid, status",
        "payouts/x, id",
        "subscriptions?running=maybe, running",
        "service-orders?as=fan, as",
        "service-orders?status=open, status",
        "notifications?unread=1x, unread",
        "notifications?read=true, read",
        "conversations?limit=many, limit",
        "posts?creator=abc&typ=exclusive, typ"
    })
    void a_refusal_names_the_parameter(String path, String field) {
        Answer refused = get("/api/v1/" + path, fan);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payments/transactions",
                "subscriptions",
                "purchases",
                "customers/me",
                "payouts",
                "payouts/balance",
                "service-orders",
                "conversations",
                "notifications"
            })
    void what_is_ones_own_needs_a_session(String path) {
        assertThat(get("/api/v1/" + path, ANONYMOUS).status()).isEqualTo(401);
    }
}
