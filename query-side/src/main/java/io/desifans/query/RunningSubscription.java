package io.desifans.query;

import static io.desifans.db.Tables.SUBSCRIPTIONS;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.val;

import io.desifans.DerivedId;
import io.desifans.web.Caller;
import io.desifans.web.KeptSelect;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Param;

/** The one rule of when a subscription gives access, for every read. */
public final class RunningSubscription {

    private static final String FAILED = "failed";

    private static final Param<UUID> CUSTOMER = param("customer", UUID.class);
    private static final Param<Instant> NOW = param("now", SUBSCRIPTIONS.CURRENT_PERIOD_END.getDataType());

    private RunningSubscription() {}

    /** Its period has not ended, whatever becomes of it then; one whose mandate was never made gives none. */
    public static Condition at(Instant now) {
        return at(val(now, SUBSCRIPTIONS.CURRENT_PERIOD_END));
    }

    private static Condition at(Field<Instant> now) {
        return SUBSCRIPTIONS.CURRENT_PERIOD_END.gt(now).and(SUBSCRIPTIONS.STATUS.ne(inline(FAILED)));
    }

    /** Whether the subscription is the caller's. */
    public static Condition isOf(Caller caller) {
        if (caller.userId() == null) return falseCondition();
        return SUBSCRIPTIONS.CUSTOMER_ID.eq(customer(caller.userId()));
    }

    /** Whether, in a {@link KeptSelect}, it is its caller's and runs at the moment that {@link #of} gives. */
    public static Condition running() {
        return SUBSCRIPTIONS.CUSTOMER_ID.eq(CUSTOMER).and(at(NOW));
    }

    /** Whose subscriptions {@link #running()} is about, and at which time. */
    public static KeptSelect.Asked of(Caller caller, Instant now, KeptSelect.Asked asked) {
        return asked.with(CUSTOMER, caller.userId() == null ? null : customer(caller.userId()))
                .with(NOW, now);
    }

    private static UUID customer(String userId) {
        return DerivedId.of("customers", userId);
    }
}
