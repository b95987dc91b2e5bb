package io.desifans.content.query;

import io.desifans.db.enums.PostType;
import java.util.Set;

/** The one rule of who may see a post's media, and with them its likes and comments. Every read asks it. */
final class Paywall {

    /** A fact about a reader that may open a post. */
    enum Entitlement {
        OWNER,
        ADMIN,
        /** The reader bought the post and was not refunded. */
        PURCHASE,
        /** The reader's subscription to one of the post's tiers is running. */
        SUBSCRIPTION
    }

    /** Why a post is open, or what it lacks. */
    enum Reason {
        OWNER,
        ADMIN,
        PURCHASED,
        SUBSCRIBED,
        PURCHASE_NEEDED,
        SUBSCRIPTION_NEEDED,
        NO_TIER_LEFT
    }

    record Access(boolean open, Reason reason) {}

    private Paywall() {}

    /** @param hasTier whether a subscription post still has a tier that could open it */
    static Access access(PostType type, boolean hasTier, Set<Entitlement> held) {
        if (held.contains(Entitlement.OWNER)) return new Access(true, Reason.OWNER);
        if (held.contains(Entitlement.ADMIN)) return new Access(true, Reason.ADMIN);
        return switch (type) {
            case EXCLUSIVE ->
                held.contains(Entitlement.PURCHASE)
                        ? new Access(true, Reason.PURCHASED)
                        : new Access(false, Reason.PURCHASE_NEEDED);
            case SUBSCRIPTION -> {
                if (!hasTier) yield new Access(false, Reason.NO_TIER_LEFT);
                yield held.contains(Entitlement.SUBSCRIPTION)
                        ? new Access(true, Reason.SUBSCRIBED)
                        : new Access(false, Reason.SUBSCRIPTION_NEEDED);
            }
        };
    }
}
