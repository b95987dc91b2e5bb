package io.desifans.content.query;

import static io.desifans.content.query.Paywall.Entitlement.ADMIN;
import static io.desifans.content.query.Paywall.Entitlement.OWNER;
import static io.desifans.content.query.Paywall.Entitlement.PURCHASE;
import static io.desifans.content.query.Paywall.Entitlement.SUBSCRIPTION;
import static io.desifans.db.enums.PostType.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.content.query.Paywall.Access;
import io.desifans.content.query.Paywall.Entitlement;
import io.desifans.content.query.Paywall.Reason;
import io.desifans.db.enums.PostType;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaywallTest {

    @Test
    void owner_and_admin_see_every_post() {
        for (PostType type : PostType.values())
            for (boolean hasTier : new boolean[] {true, false}) {
                assertThat(Paywall.access(type, hasTier, Set.of(OWNER))).isEqualTo(new Access(true, Reason.OWNER));
                assertThat(Paywall.access(type, hasTier, Set.of(ADMIN))).isEqualTo(new Access(true, Reason.ADMIN));
            }
    }

    @Test
    void an_exclusive_post_is_opened_by_its_purchase_and_by_no_subscription() {
        assertThat(Paywall.access(EXCLUSIVE, false, Set.of())).isEqualTo(new Access(false, Reason.PURCHASE_NEEDED));
        assertThat(Paywall.access(EXCLUSIVE, true, Set.of(SUBSCRIPTION)).open()).isFalse();
        assertThat(Paywall.access(EXCLUSIVE, false, Set.of(PURCHASE))).isEqualTo(new Access(true, Reason.PURCHASED));
    }

    @Test
    void a_subscription_post_is_opened_by_a_running_subscription_and_by_no_purchase() {
        assertThat(subscriptionPost()).isEqualTo(new Access(false, Reason.SUBSCRIPTION_NEEDED));
        assertThat(subscriptionPost(PURCHASE).open()).isFalse();
        assertThat(subscriptionPost(SUBSCRIPTION)).isEqualTo(new Access(true, Reason.SUBSCRIBED));
    }

    @Test
    void a_post_whose_tiers_are_all_gone_is_locked_whatever_a_fan_has() {
        assertThat(Paywall.access(PostType.SUBSCRIPTION, false, EnumSet.of(PURCHASE, SUBSCRIPTION)))
                .isEqualTo(new Access(false, Reason.NO_TIER_LEFT));
    }

    private static Access subscriptionPost(Entitlement... held) {
        return Paywall.access(PostType.SUBSCRIPTION, true, Set.of(held));
    }
}
