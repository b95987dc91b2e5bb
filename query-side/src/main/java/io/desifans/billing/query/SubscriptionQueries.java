package io.desifans.billing.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.CUSTOMERS;
import static io.desifans.db.Tables.MEMBERSHIP;
import static io.desifans.db.Tables.SUBSCRIPTIONS;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.desifans.DerivedId;
import io.desifans.billing.SubscriptionStatus;
import io.desifans.query.NewestFirst;
import io.desifans.query.PublicCreator;
import io.desifans.query.RunningSubscription;
import io.desifans.web.Caller;
import io.desifans.web.Limit;
import io.desifans.web.OneOf;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import io.desifans.web.SignedIn;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.SelectField;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A fan's own subscriptions, and the fan as the payment gateway's customer. */
@SignedIn
@RestController
@RequestMapping("/api/v1")
class SubscriptionQueries {

    private static final NewestFirst NEWEST = new NewestFirst(SUBSCRIPTIONS.CREATED_AT, SUBSCRIPTIONS.ID);

    private final DSLContext db;
    private final Clock clock;

    SubscriptionQueries(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @param monthlyRecurringFee in paise, as it is today */
    record Tier(UUID id, String title, int monthlyRecurringFee) {}

    /**
     * @param planId the tier's id
     * @param membership null once the tier is withdrawn
     * @param running whether it gives access now
     * @param renewing null if nothing pays for it again by itself
     */
    record Subscription(
            UUID id,
            String planId,
            @Nullable Tier membership,
            @Nullable PublicCreator creator,
            @OneOf(SubscriptionStatus.class) String status,
            boolean running,
            @Nullable Instant currentPeriodStart,
            @Nullable Instant currentPeriodEnd,
            @Nullable Renewing renewing,
            Instant createdAt,
            Instant updatedAt) {

        static SelectField<Subscription> at(Instant now) {
            return row(
                            SUBSCRIPTIONS.ID,
                            SUBSCRIPTIONS.PLAN_ID,
                            row(MEMBERSHIP.ID, MEMBERSHIP.TITLE, MEMBERSHIP.MONTHLY_RECURRING_FEE)
                                    .mapping((id, title, fee) -> id == null ? null : new Tier(id, title, fee)),
                            PublicCreator.FIELD,
                            SUBSCRIPTIONS.STATUS,
                            field(RunningSubscription.at(now)),
                            SUBSCRIPTIONS.CURRENT_PERIOD_START,
                            SUBSCRIPTIONS.CURRENT_PERIOD_END,
                            Renewing.of(SUBSCRIPTIONS.ID, SUBSCRIPTIONS.CURRENT_PERIOD_END),
                            SUBSCRIPTIONS.CREATED_AT,
                            SUBSCRIPTIONS.UPDATED_AT)
                    .mapping(Subscription::new);
        }
    }

    /** The newest first. */
    @GetMapping("/subscriptions")
    Page<Subscription> own(
            @RequestParam(required = false) @Nullable Boolean running,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit,
            Caller caller) {
        Condition asked = running == null
                ? noCondition()
                : field(RunningSubscription.at(now())).eq(running);
        return Page.of(
                subscriptions()
                        .where(RunningSubscription.isOf(caller))
                        .and(asked)
                        .and(NEWEST.after(cursor))
                        .orderBy(NEWEST.order())
                        .limit(limit.plusOne())
                        .fetch(Record1::value1),
                limit,
                last -> NewestFirst.cursor(last.createdAt(), last.id()));
    }

    @GetMapping("/subscriptions/{id}")
    Subscription subscription(@PathVariable UUID id, Caller caller) {
        return one(SUBSCRIPTIONS.ID.eq(id), caller);
    }

    @GetMapping("/memberships/{id}/subscription")
    Subscription toTier(@PathVariable UUID id, Caller caller) {
        return one(SUBSCRIPTIONS.PLAN_ID.eq(id.toString()), caller);
    }

    private Subscription one(Condition which, Caller caller) {
        return subscriptions()
                .where(which)
                .and(RunningSubscription.isOf(caller))
                .fetchOptional(Record1::value1)
                .orElseThrow(() -> Rejected.notFound("subscription"));
    }

    private SelectOnConditionStep<Record1<Subscription>> subscriptions() {
        return db.select(Subscription.at(now()))
                .from(SUBSCRIPTIONS)
                .leftJoin(MEMBERSHIP)
                .on(MEMBERSHIP.ID.eq(SUBSCRIPTIONS.PLAN_ID.cast(SQLDataType.UUID)))
                .leftJoin(CREATOR)
                .on(CREATOR.ID.eq(MEMBERSHIP.CREATOR_ID));
    }

    record Customer(
            UUID id,
            String email,
            @Nullable String name,
            @Nullable String dodoCustomerId,
            Instant createdAt) {}

    @GetMapping("/customers/me")
    Customer customer(Caller caller) {
        return db.select(
                        CUSTOMERS.ID, CUSTOMERS.EMAIL, CUSTOMERS.NAME, CUSTOMERS.DODO_CUSTOMER_ID, CUSTOMERS.CREATED_AT)
                .from(CUSTOMERS)
                .where(CUSTOMERS.ID.eq(DerivedId.of("customers", caller.id())))
                .fetchOptional(mapping(Customer::new))
                .orElseThrow(() -> Rejected.notFound("customer"));
    }

    private Instant now() {
        return clock.instant();
    }
}
