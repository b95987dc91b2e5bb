package io.desifans.content.command;

import io.desifans.Event;
import io.desifans.command.Facts;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import io.desifans.web.Rejected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a post needs to know of a tier.
 *
 * @param creatorId whose it is; null if there is no such tier
 */
record TierFacts(@Nullable String creatorId) {

    /** Another creator's tier is refused in the same words as one that does not exist. */
    static void mustBelongTo(Facts facts, String creatorId, UUID membershipId, String field) {
        TierFacts tier = facts.fold(membershipId, new TierFacts(null), TierFacts::after);
        if (!creatorId.equals(tier.creatorId))
            throw Rejected.invalid(field, field + " is not one of your memberships.");
    }

    private TierFacts after(Event event) {
        return event instanceof MembershipOffered e ? new TierFacts(e.creatorId()) : this;
    }
}
