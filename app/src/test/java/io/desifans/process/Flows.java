package io.desifans.process;

import static io.desifans.process.Market.POST;
import static io.desifans.process.Market.RAVI;
import static io.desifans.process.Market.SERVICE;
import static io.desifans.process.Market.TIER;

import io.desifans.DerivedId;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.RenewalChange;
import io.desifans.billing.command.BalanceCommand.RequestPayout;
import io.desifans.billing.command.RefundCommand.RequestRefund;
import io.desifans.billing.command.SubscriptionCommand.ChangeRenewal;
import io.desifans.process.Flow.Course;
import io.desifans.process.Flow.Happening;
import io.desifans.process.Market.Item;
import io.desifans.web.Rejected;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The courses that a payment can take, with the messages of the gateway that tell of them. */
final class Flows {

    private static final Duration HOLD = Duration.ofDays(8);

    private Flows() {}

    static Stream<Flow> all() {
        return Stream.of(purchases(), renewals(), refunds(), disputes(), oddities(), payouts())
                .flatMap(List::stream);
    }

    private static Flow flow(String name, Consumer<Course> course) {
        return new Flow(name, false, course);
    }

    private static List<Flow> purchases() {
        return List.of(
                flow("a post is bought", course -> bought(course, POST)),
                flow("a membership is bought", course -> bought(course, TIER)),
                flow("a service is bought", course -> bought(course, SERVICE)),
                flow("a post fails, and the money comes late", course -> late(course, POST)),
                flow("a service fails, and the money comes late", course -> late(course, SERVICE)),
                flow("a service fails", course -> {
                    UUID id = course.begun("pay", SERVICE);
                    course.told(course.payment("pay_1", id, "processing", SERVICE));
                    course.told(course.payment("pay_1", id, "failed", SERVICE));
                    course.told(course.payment("pay_2", id, "cancelled", SERVICE));
                }),
                flow("a second try succeeds", course -> {
                    UUID id = course.begun("pay", TIER);
                    course.told(course.payment("pay_1", id, "processing", TIER));
                    course.told(course.payment("pay_1", id, "failed", TIER));
                    course.told(course.payment("pay_2", id, "processing", TIER));
                    course.told(course.payment("pay_2", id, "succeeded", TIER));
                }));
    }

    private static void bought(Course course, Item item) {
        UUID id = course.begun("pay", item);
        course.told(course.payment("pay_1", id, "requires_customer_action", item));
        course.told(course.payment("pay_1", id, "processing", item));
        course.told(course.payment("pay_1", id, "succeeded", item));
    }

    private static void late(Course course, Item item) {
        UUID id = course.begun("pay", item);
        course.told(course.payment("pay_1", id, "processing", item));
        course.told(course.payment("pay_1", id, "failed", item));
        course.told(course.payment("pay_1", id, "succeeded", item));
    }

    private static List<Flow> renewals() {
        return List.of(
                flow("a membership renews", course -> {
                    UUID id = renewing(course, "active", false);
                    course.told(course.charge("pay_2", id, "succeeded", TIER.pricePaise()));
                    course.told(course.subscription(id, "renewed"));
                }),
                flow("a membership renews twice", course -> {
                    UUID id = renewing(course, "active", false);
                    course.told(course.charge("pay_2", id, "succeeded", TIER.pricePaise()));
                    course.told(course.charge("pay_3", id, "processing", TIER.pricePaise()));
                    course.told(course.charge("pay_3", id, "succeeded", TIER.pricePaise()));
                }),
                flow("a renewal fails", course -> {
                    UUID id = renewing(course, "on_hold", false);
                    course.told(course.charge("pay_2", id, "failed", TIER.pricePaise()));
                    course.told(course.subscription(id, "on_hold"));
                }),
                flow("a membership is to end", course -> {
                    UUID id = renewing(course, "active", true);
                    course.told(course.subscription(id, "updated"));
                }),
                flow("a membership is ended at once", course -> {
                    UUID id = renewing(course, "cancelled", false);
                    course.told(course.subscription(id, "cancelled"));
                }),
                flow("a membership is paused", course -> {
                    UUID id = renewing(course, "paused", false);
                    course.told(course.subscription(id, "paused"));
                }),
                flow("a fan ends a membership that renews meanwhile", course -> {
                    UUID id = renewing(course, "active", false);
                    UUID subscription =
                            DerivedId.of("subscriptions", RAVI, TIER.entityId().toString());
                    course.heard(course.subscription(id, "renewed"));
                    course.told(course.charge("pay_2", id, "succeeded", TIER.pricePaise()));
                    course.happenings()
                            .add(new Happening(
                                    "the fan ends it",
                                    times -> course.world()
                                            .send(
                                                    new ChangeRenewal(
                                                            subscription, RAVI, RenewalChange.CANCEL_AT_PERIOD_END),
                                                    RAVI)));
                }));
    }

    /** Begun, and its first payment and its subscription are told of. */
    private static UUID renewing(Course course, String status, boolean cancels) {
        UUID id = course.begun("pay", TIER, 1, true);
        course.world().gateway.subscription(id, status, cancels, MoneyWorld.BEGIN.plus(Duration.ofDays(31)));
        course.told(course.payment("pay_1", id, "succeeded", TIER));
        course.told(course.subscription(id, "active"));
        return id;
    }

    private static List<Flow> refunds() {
        return List.of(
                flow("a part goes back", course -> {
                    succeeded(course, POST);
                    course.told(course.refund("ref_1", "pay_1", "succeeded", 900));
                }),
                flow("all goes back in three parts", course -> {
                    succeeded(course, TIER);
                    course.told(course.refund("ref_1", "pay_1", "succeeded", 905));
                    course.told(course.refund("ref_2", "pay_1", "succeeded", 14));
                    course.told(course.refund("ref_3", "pay_1", "succeeded", TIER.pricePaise() - 919));
                }),
                flow("all of a service goes back", course -> {
                    succeeded(course, SERVICE);
                    course.told(course.refund("ref_1", "pay_1", "succeeded", SERVICE.pricePaise()));
                }),
                flow("a refund fails, and another succeeds", course -> {
                    UUID id = succeeded(course, POST);
                    UUID first = asked(course, id, 905L);
                    UUID second = asked(course, id, null);
                    course.told(course.refund("ref_" + first, "pay_1", "failed", 905));
                    course.told(course.refund("ref_" + second, "pay_1", "succeeded", POST.pricePaise() - 905));
                }),
                flow("a refund fails, and succeeds after all", course -> {
                    UUID first = asked(course, succeeded(course, TIER), null);
                    course.told(course.refund("ref_" + first, "pay_1", "failed", TIER.pricePaise()));
                    course.told(course.refund("ref_" + first, "pay_1", "succeeded", TIER.pricePaise()));
                }));
    }

    private static UUID succeeded(Course course, Item item) {
        UUID id = course.begun("pay", item);
        course.told(course.payment("pay_1", id, "succeeded", item));
        return id;
    }

    /** An admin has asked for it, and the gateway is at it. */
    private static UUID asked(Course course, UUID payment, @Nullable Long amount) {
        UUID refundId = Market.id("refund" + amount);
        course.heard(new MoneyWorld.Message(
                "msg_first", "payment.succeeded", course.world().gateway.thing("/payments/pay_1")));
        course.world().gateway.refundsAre("pending");
        course.world()
                .sendAsAdmin(new RequestRefund(
                        payment, refundId, amount, course.world().now()));
        course.world().drain();
        return refundId;
    }

    private static List<Flow> disputes() {
        return List.of(
                flow("a dispute is won", course -> disputed(course, POST, "opened", "challenged", "won")),
                flow("a dispute is withdrawn", course -> disputed(course, TIER, "opened", "cancelled")),
                flow("a dispute is lost", course -> disputed(course, TIER, "opened", "challenged", "lost")),
                flow("a dispute about a service is lost", course -> disputed(course, SERVICE, "opened", "lost")),
                flow("a dispute expires", course -> disputed(course, POST, "opened", "expired")),
                new Flow(
                        "a dispute expires and is won after all",
                        true,
                        course -> disputed(course, TIER, "opened", "expired", "won")),
                flow("a dispute is lost after a part went back", course -> {
                    succeeded(course, POST);
                    course.heard(paidAgain(course));
                    course.heard(course.refund("ref_1", "pay_1", "succeeded", 905));
                    disputed(course, "dp_1", POST, "opened", "lost");
                }),
                flow("a part goes back beside a dispute that is won", course -> {
                    disputed(course, POST, "opened", "won");
                    course.told(course.refund("ref_1", "pay_1", "succeeded", 905));
                }),
                new Flow("a part goes back beside a dispute that is lost", true, course -> {
                    disputed(course, POST, "opened", "lost");
                    course.told(course.refund("ref_1", "pay_1", "succeeded", 905));
                }),
                flow("all goes back beside a dispute that is won", course -> {
                    disputed(course, TIER, "opened", "won");
                    course.told(course.refund("ref_1", "pay_1", "succeeded", TIER.pricePaise()));
                }),
                flow("two disputes, one is won", course -> {
                    disputed(course, POST, "opened", "won");
                    disputed(course, "dp_2", POST, "opened");
                }));
    }

    private static MoneyWorld.Message paidAgain(Course course) {
        return new MoneyWorld.Message(
                "msg_first", "payment.succeeded", course.world().gateway.thing("/payments/pay_1"));
    }

    private static void disputed(Course course, Item item, String... outcomes) {
        succeeded(course, item);
        disputed(course, "dp_1", item, outcomes);
    }

    private static void disputed(Course course, String disputeId, Item item, String... outcomes) {
        for (String outcome : outcomes) course.told(course.dispute(disputeId, "pay_1", outcome, item.pricePaise()));
    }

    private static List<Flow> oddities() {
        return List.of(
                flow("a post is paid twice", course -> {
                    UUID id = course.begun("pay", POST);
                    course.told(course.payment("pay_1", id, "processing", POST));
                    course.told(course.payment("pay_1", id, "succeeded", POST));
                    course.told(course.payment("pay_2", id, "succeeded", POST));
                }),
                flow("a post is bought twice", course -> {
                    UUID id = course.begun("pay", POST);
                    UUID other = course.begun("other", POST);
                    course.told(course.payment("pay_1", id, "processing", POST));
                    course.told(course.payment("pay_1", id, "succeeded", POST));
                    course.told(course.payment("pay_2", other, "processing", POST));
                    course.told(course.payment("pay_2", other, "succeeded", POST));
                }),
                flow("another amount is paid, and then the right one", course -> {
                    UUID id = course.begun("pay", POST);
                    course.told(course.payment("pay_1", id, "succeeded", 100, "INR"));
                    course.told(course.payment("pay_2", id, "failed", 7, "INR"));
                    course.told(course.payment("pay_3", id, "succeeded", POST));
                }),
                flow("another amount is paid, and another currency", course -> {
                    UUID id = course.begun("pay", TIER);
                    course.told(course.payment("pay_1", id, "succeeded", 100, "INR"));
                    course.told(course.payment("pay_2", id, "succeeded", TIER.pricePaise(), "USD"));
                }));
    }

    private static List<Flow> payouts() {
        return List.of(
                new Flow("a payout comes between parts that go back", true, course -> {
                    payable(course, POST);
                    course.told(course.refund("ref_1", "pay_1", "succeeded", 905));
                    course.told(course.refund("ref_2", "pay_1", "succeeded", POST.pricePaise() - 905));
                }),
                new Flow("a payout comes between the words of a dispute that is won", true, course -> {
                    payable(course, TIER);
                    disputed(course, "dp_1", TIER, "opened", "challenged", "won");
                }),
                new Flow("a payout comes between the words of a dispute that is lost", true, course -> {
                    payable(course, TIER);
                    disputed(course, "dp_1", TIER, "opened", "lost");
                    course.told(course.refund("ref_1", "pay_1", "failed", 905));
                }));
    }

    /** It is paid, its time has come, and a payout may be asked for at any moment. */
    private static void payable(Course course, Item item) {
        UUID id = course.begun("pay", item);
        course.heard(course.payment("pay_1", id, "succeeded", item));
        course.world().advanceTo(MoneyWorld.BEGIN.plus(HOLD));
        course.happenings().add(new Happening("a payout", times -> {
            try {
                course.world()
                        .send(
                                new RequestPayout(
                                        item.creatorId(),
                                        Market.id("payout" + times),
                                        PayoutOrigin.CREATOR,
                                        course.world().now(),
                                        1),
                                item.creatorId());
            } catch (Rejected nothing) {
                // what is there is in a payout already, or is not theirs
                return;
            }
        }));
    }
}
