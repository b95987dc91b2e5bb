package io.desifans.query;

import io.desifans.DerivedId;
import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.CustomerEvent.CustomerRegistered;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentType;
import io.desifans.billing.PayoutEvent.PayoutScheduled;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.PurchaseEvent.PostPurchaseGranted;
import io.desifans.billing.RefundEvent.RefundSucceeded;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import io.desifans.creator.ServiceEvent.ServiceOffered;
import io.desifans.creator.ServiceType;
import io.desifans.query.QuerySideTest.Person;
import io.desifans.services.ServiceOrderEvent.OrderPlaced;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What fans buy and what creators are paid, in events. Whatever is bought costs ₹199, of which ₹19.90 are the fee. */
public final class Sales {

    public static final long AMOUNT = 19900;
    public static final long FEE = 1990;
    public static final long NET = 17910;

    private final Happened happened;

    public Sales(Happened happened) {
        this.happened = happened;
    }

    public UUID begun(Person fan, Person creator, PaymentType type, UUID entity) {
        UUID id = UUID.randomUUID();
        Integer months = type == PaymentType.MEMBERSHIP ? 1 : null;
        happened.events(new PaymentInitiated(
                id, fan.id(), creator.id(), type, entity, "Item of " + creator.name(), months, AMOUNT, FEE, NET, null));
        return id;
    }

    public Instant completed(UUID id, Person fan, Person creator, PaymentType type, UUID entity, boolean late) {
        Integer months = type == PaymentType.MEMBERSHIP ? 1 : null;
        return happened.events(new PaymentCompleted(
                id, fan.id(), creator.id(), type, entity, months, AMOUNT, FEE, NET, "pay_" + id, late));
    }

    /** A payment begun and completed at once. */
    public UUID paid(Person fan, Person creator, PaymentType type, UUID entity) {
        UUID id = begun(fan, creator, type, entity);
        completed(id, fan, creator, type, entity, false);
        return id;
    }

    /** @return the payment */
    public UUID postBought(Person fan, Person creator, UUID post) {
        UUID id = paid(fan, creator, PaymentType.EXCLUSIVE_POST, post);
        UUID purchase = DerivedId.of("Purchase", fan.id(), post.toString());
        happened.events(new PostPurchaseGranted(purchase, fan.id(), creator.id(), post, id));
        return id;
    }

    public UUID customer(Person fan) {
        UUID id = DerivedId.of("customers", fan.id());
        happened.events(new CustomerRegistered(id, fan.id(), fan.id() + "@example.test", fan.name()));
        return id;
    }

    /** The first months of a fan who is a customer already. */
    public UUID subscribed(Person fan, Person creator, UUID tier, Instant start, Instant end) {
        UUID payment = paid(fan, creator, PaymentType.MEMBERSHIP, tier);
        return granted(fan, creator, tier, payment, start, end, true);
    }

    public UUID granted(
            Person fan, Person creator, UUID tier, UUID payment, Instant start, Instant end, boolean first) {
        UUID id = DerivedId.of("subscriptions", fan.id(), tier.toString());
        happened.events(new GrantAdded(
                id,
                DerivedId.of("customers", fan.id()),
                fan.id(),
                creator.id(),
                tier,
                payment,
                1,
                start,
                start,
                end,
                first));
        return id;
    }

    public UUID service(Person creator, boolean visible) {
        UUID id = UUID.randomUUID();
        happened.events(new ServiceOffered(
                id, creator.id(), "A call", "Ask me anything", AMOUNT, ServiceType.VIDEO_CALL, 30, visible));
        return id;
    }

    /** Not paid yet. */
    public UUID ordered(Person fan, Person creator, UUID service) {
        UUID payment = begun(fan, creator, PaymentType.SERVICE, service);
        return ordered(fan, creator, service, payment);
    }

    public UUID ordered(Person fan, Person creator, UUID service, UUID payment) {
        UUID id = DerivedId.of("serviceOrder", payment.toString());
        happened.events(new OrderPlaced(id, fan.id(), creator.id(), service, payment, ServiceType.VIDEO_CALL, 30));
        return id;
    }

    public void credited(Person creator, UUID payment, Instant availableAt) {
        happened.events(new EarningCredited(
                creator.id(), payment, AMOUNT, FEE, NET, Instant.parse("2026-01-01T00:00:00Z"), availableAt));
    }

    /** A part of a payment of a post, of which nothing has gone back before. */
    public static RefundSucceeded refund(UUID payment, Person fan, Person creator, UUID post, long amount, long fee) {
        return new RefundSucceeded(
                payment,
                fan.id(),
                creator.id(),
                PaymentType.EXCLUSIVE_POST,
                post,
                UUID.randomUUID(),
                "ref_" + payment,
                "pay_" + payment,
                amount,
                fee,
                amount - fee,
                amount,
                fee,
                amount - fee,
                amount == AMOUNT);
    }

    public static AllocatedItem item(UUID payment) {
        return new AllocatedItem(payment, AMOUNT, FEE, NET);
    }

    public UUID payout(Person creator, @Nullable UUID id, UUID... payments) {
        UUID payout = id == null ? UUID.randomUUID() : id;
        int count = payments.length;
        happened.events(new PayoutScheduled(
                payout,
                creator.id(),
                PayoutOrigin.CREATOR,
                List.of(payments).stream().map(Sales::item).toList(),
                AMOUNT * count,
                FEE * count,
                NET * count,
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-02-01T00:00:00Z"),
                1,
                1));
        return payout;
    }
}
