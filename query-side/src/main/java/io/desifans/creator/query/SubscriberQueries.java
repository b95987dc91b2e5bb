package io.desifans.creator.query;

import static io.desifans.db.Tables.MEMBERSHIP;
import static io.desifans.db.Tables.SUBSCRIPTIONS;
import static io.desifans.db.Tables.SUBSCRIPTION_PERIOD;
import static io.desifans.db.Tables.USER;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;

import io.desifans.query.NewestFirst;
import io.desifans.query.PublicUser;
import io.desifans.query.RunningSubscription;
import io.desifans.web.Caller;
import io.desifans.web.Limit;
import io.desifans.web.Page;
import io.desifans.web.SignedIn;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who subscribes to a creator. */
@SignedIn
@RestController
class SubscriberQueries {

    private static final NewestFirst NEWEST =
            new NewestFirst(SUBSCRIPTION_PERIOD.GRANTED_AT, SUBSCRIPTION_PERIOD.TRANSACTION_ID);

    private final DSLContext db;
    private final Clock clock;

    SubscriberQueries(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * @param firstPaymentId the payment that began it
     * @param title of the tier; null once it is withdrawn
     */
    record Subscriber(
            UUID subscriptionId,
            PublicUser user,
            UUID membershipId,
            @Nullable String title,
            boolean running,
            UUID firstPaymentId,
            Instant since,
            @Nullable Instant currentPeriodEnd) {}

    /**
     * The newest first.
     *
     * @param running whether it gives access now; both kinds without it
     * @param membership one tier's subscribers only
     */
    @GetMapping("/api/v1/creators/me/subscribers")
    Page<Subscriber> own(
            @RequestParam(required = false) @Nullable Boolean running,
            @RequestParam(required = false) @Nullable UUID membership,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit,
            Caller caller) {
        Field<Boolean> runs = field(RunningSubscription.at(clock.instant()));
        return Page.of(
                db.select(
                                SUBSCRIPTIONS.ID,
                                PublicUser.FIELD,
                                SUBSCRIPTION_PERIOD.MEMBERSHIP_ID,
                                MEMBERSHIP.TITLE,
                                runs,
                                SUBSCRIPTION_PERIOD.TRANSACTION_ID,
                                SUBSCRIPTION_PERIOD.GRANTED_AT,
                                SUBSCRIPTIONS.CURRENT_PERIOD_END)
                        .from(SUBSCRIPTION_PERIOD)
                        .join(SUBSCRIPTIONS)
                        .on(SUBSCRIPTIONS.ID.eq(SUBSCRIPTION_PERIOD.SUBSCRIPTION_ID))
                        .join(USER)
                        .on(USER.ID.eq(SUBSCRIPTION_PERIOD.USER_ID))
                        .leftJoin(MEMBERSHIP)
                        .on(MEMBERSHIP.ID.eq(SUBSCRIPTION_PERIOD.MEMBERSHIP_ID))
                        .where(SUBSCRIPTION_PERIOD.CREATOR_ID.eq(caller.id()))
                        .and(SUBSCRIPTION_PERIOD.FIRST)
                        .and(running == null ? noCondition() : runs.eq(running))
                        .and(membership == null ? noCondition() : SUBSCRIPTION_PERIOD.MEMBERSHIP_ID.eq(membership))
                        .and(NEWEST.after(cursor))
                        .orderBy(NEWEST.order())
                        .limit(limit.plusOne())
                        .fetch(mapping(Subscriber::new)),
                limit,
                last -> NewestFirst.cursor(last.since(), last.firstPaymentId()));
    }
}
