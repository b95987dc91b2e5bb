package io.desifans.content.command;

import io.desifans.Event;
import io.desifans.command.Facts;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import io.desifans.creator.MembershipEvent.MembershipWithdrawn;
import io.desifans.web.Rejected;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a post needs to know of a tier.
 *
 * @param creatorId whose it is; null if there is no such tier, or none any more
 */
record TierFacts(@Nullable String creatorId) {

    private static final TierFacts NONE = new TierFacts(null);

    /** Another creator's tier is refused in the same words as one that does not exist. */
    static void mustBelongTo(Facts facts, String creatorId, List<UUID> membershipIds) {
        for (int i = 0; i < membershipIds.size(); i++)
            mustBelongTo(facts, creatorId, membershipIds.get(i), "membershipIds[" + i + "]");
    }

    private static void mustBelongTo(Facts facts, String creatorId, UUID membershipId, String field) {
        TierFacts tier = facts.fold(membershipId, NONE, TierFacts::after);
        if (!creatorId.equals(tier.creatorId))
            throw Rejected.invalid(field, field + " is not one of your memberships.");
    }

    /** Whether it is still offered; if not, it opens no post any more. */
    static boolean isThere(Facts facts, UUID membershipId) {
        return facts.fold(membershipId, NONE, TierFacts::after).creatorId != null;
    }

    private TierFacts after(Event event) {
        return switch (event) {
            case MembershipOffered e -> new TierFacts(e.creatorId());
            case MembershipWithdrawn e -> NONE;
            default -> this;
        };
    }
}
