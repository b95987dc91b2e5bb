package io.desifans.billing.query;

import static io.desifans.db.Tables.SUBSCRIPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.billing.SubscriptionEvent.SubscriptionExpired;
import io.desifans.billing.SubscriptionEvent.SubscriptionStatusChanged;
import io.desifans.billing.SubscriptionStatus;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubscriptionProjectorTest extends QuerySideTest {

    private static final Instant JANUARY = Instant.parse("2026-01-31T10:00:00.123Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-28T10:00:00.123Z");

    @Test
    void what_becomes_of_a_subscription_is_shown_and_the_time_that_is_paid_for_stays() {
        Sales sales = new Sales(happened);
        Person creator = creator("Asha", unusedName());
        Person fan = user("Ravi");
        sales.customer(fan);
        UUID tier = membership(creator, 19900, true);
        UUID id = sales.subscribed(fan, creator, tier, JANUARY, FEBRUARY);
        happened.events(
                new SubscriptionStatusChanged(id, fan.id(), creator.id(), tier, SubscriptionStatus.ON_HOLD),
                new SubscriptionExpired(id, fan.id(), creator.id(), tier, FEBRUARY, SubscriptionStatus.CANCELLED));
        var row = db.selectFrom(SUBSCRIPTIONS).where(SUBSCRIPTIONS.ID.eq(id)).fetchSingle();
        assertThat(row.getStatus()).isEqualTo("cancelled");
        assertThat(row.getCurrentPeriodEnd()).isEqualTo(FEBRUARY);
        assertThat(row.getUpdatedAt()).isAfter(row.getCreatedAt());
    }
}
