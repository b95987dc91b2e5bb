package io.desifans.content.query;

import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.POST_MEMBERSHIP;
import static io.desifans.db.Tables.POST_PURCHASE;
import static io.desifans.db.Tables.SUBSCRIPTIONS;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.desifans.content.query.Paywall.Access;
import io.desifans.content.query.Paywall.Entitlement;
import io.desifans.db.enums.PostType;
import io.desifans.query.RunningSubscription;
import io.desifans.web.Caller;
import io.desifans.web.KeptSelect;
import io.desifans.web.Rejected;
import io.desifans.web.Row;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
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

    /** What {@link #read} reads of the post at hand in a {@link KeptSelect}, beside the post itself. */
    static final List<Field<?>> COLUMNS =
            List.of(hasTier(), isBoughtBy(KeptSelect.CALLER), isSubscribedTo(RunningSubscription.running()));

    /** The paywall's answer. */
    static Access read(Row row, String postType, String creatorId, Caller caller) {
        boolean hasTier = row.flag();
        return Paywall.access(
                PostType.lookupLiteral(postType), hasTier, held(caller, creatorId, row.flag(), row.flag()));
    }

    /** Asks with what the paywall needs to know. */
    KeptSelect.Asked by(Caller caller, KeptSelect select) {
        return RunningSubscription.of(caller, clock.instant(), select.by(caller));
    }

    /** The paywall's answer for the post at hand. */
    SelectField<Access> of(Caller caller) {
        Condition running = RunningSubscription.isOf(caller).and(RunningSubscription.at(clock.instant()));
        Field<String> callerId = val(caller.userId(), String.class);
        return row(POST.POST_TYPE, hasTier(), POST.CREATOR_ID, isBoughtBy(callerId), isSubscribedTo(running))
                .mapping((type, tier, creatorId, bought, subscribed) ->
                        Paywall.access(type, tier, held(caller, creatorId, bought, subscribed)));
    }

    /** Likes and comments need the same access as media. */
    static void mustBeOpen(Access access) {
        if (!access.open()) throw Rejected.forbidden("POST_LOCKED", "This post is locked: " + access.reason() + ".");
    }

    private static Field<Boolean> hasTier() {
        return field(exists(selectOne().from(POST_MEMBERSHIP).where(POST_MEMBERSHIP.POST_ID.eq(POST.ID))));
    }

    private static Field<Boolean> isBoughtBy(Field<String> caller) {
        return field(exists(selectOne()
                .from(POST_PURCHASE)
                .where(POST_PURCHASE.POST_ID.eq(POST.ID))
                .and(POST_PURCHASE.USER_ID.eq(caller))));
    }

    private static Field<Boolean> isSubscribedTo(Condition running) {
        return field(exists(selectOne()
                .from(POST_MEMBERSHIP)
                .join(SUBSCRIPTIONS)
                .on(SUBSCRIPTIONS.PLAN_ID.eq(POST_MEMBERSHIP.MEMBERSHIP_ID.cast(SQLDataType.VARCHAR)))
                .where(POST_MEMBERSHIP.POST_ID.eq(POST.ID))
                .and(running)));
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
