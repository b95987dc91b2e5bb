package io.desifans.query;

import static io.desifans.db.Tables.SUBSCRIPTIONS;
import static org.jooq.impl.DSL.falseCondition;

import io.desifans.DerivedId;
import io.desifans.web.Caller;
import java.time.Instant;
import org.jooq.Condition;

/** The one rule of when a subscription gives access, for every read. */
public final class RunningSubscription {

    private static final String FAILED = "failed";

    private RunningSubscription() {}

    /** Its period has not ended, whatever becomes of it then; one whose mandate was never made gives none. */
    public static Condition at(Instant now) {
        return SUBSCRIPTIONS.CURRENT_PERIOD_END.gt(now).and(SUBSCRIPTIONS.STATUS.ne(FAILED));
    }

    /** Whether the subscription is the caller's. */
    public static Condition isOf(Caller caller) {
        if (caller.userId() == null) return falseCondition();
        return SUBSCRIPTIONS.CUSTOMER_ID.eq(DerivedId.of("customers", caller.userId()));
    }
}
