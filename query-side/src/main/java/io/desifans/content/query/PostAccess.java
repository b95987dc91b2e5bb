package io.desifans.content.query;

import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.POST_MEMBERSHIP;
import static io.desifans.db.Tables.POST_PURCHASE;
import static io.desifans.db.Tables.SUBSCRIPTIONS;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;

import io.desifans.content.query.Paywall.Access;
import io.desifans.content.query.Paywall.Entitlement;
import io.desifans.query.RunningSubscription;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.jooq.Field;
import org.jooq.SelectField;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/** What of a post its reader may see now, found in the statement that reads the post. */
@Component
final class PostAccess {

    private final Clock clock;

    PostAccess(Clock clock) {
        this.clock = clock;
    }

    /** The paywall's answer for the post at hand. */
    SelectField<Access> of(Caller caller) {
        Field<Boolean> hasTier =
                field(exists(selectOne().from(POST_MEMBERSHIP).where(POST_MEMBERSHIP.POST_ID.eq(POST.ID))));
        return row(POST.POST_TYPE, hasTier, POST.CREATOR_ID, isBoughtBy(caller), isSubscribedToBy(caller))
                .mapping((type, tier, creatorId, bought, subscribed) ->
                        Paywall.access(type, tier, held(caller, creatorId, bought, subscribed)));
    }

    /** Likes and comments need the same access as media. */
    static void mustBeOpen(Access access) {
        if (!access.open()) throw Rejected.forbidden("POST_LOCKED", "This post is locked: " + access.reason() + ".");
    }

    private static Field<Boolean> isBoughtBy(Caller caller) {
        return field(exists(selectOne()
                .from(POST_PURCHASE)
                .where(POST_PURCHASE.POST_ID.eq(POST.ID))
                .and(POST_PURCHASE.USER_ID.eq(caller.userId()))));
    }

    private Field<Boolean> isSubscribedToBy(Caller caller) {
        return field(exists(selectOne()
                .from(POST_MEMBERSHIP)
                .join(SUBSCRIPTIONS)
                .on(SUBSCRIPTIONS.PLAN_ID.eq(POST_MEMBERSHIP.MEMBERSHIP_ID.cast(SQLDataType.VARCHAR)))
                .where(POST_MEMBERSHIP.POST_ID.eq(POST.ID))
                .and(RunningSubscription.isOf(caller))
                .and(RunningSubscription.at(clock.instant()))));
    }

    private static Set<Entitlement> held(Caller caller, String creatorId, boolean bought, boolean subscribed) {
        Set<Entitlement> held = EnumSet.noneOf(Entitlement.class);
        if (caller.is(creatorId)) held.add(Entitlement.OWNER);
        if (caller.isAdmin()) held.add(Entitlement.ADMIN);
        if (bought) held.add(Entitlement.PURCHASE);
        if (subscribed) held.add(Entitlement.SUBSCRIPTION);
        return held;
    }
}
