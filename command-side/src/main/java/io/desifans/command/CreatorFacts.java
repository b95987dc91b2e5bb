package io.desifans.command;

import io.desifans.DerivedId;
import io.desifans.creator.CreatorEvent.CreatorRejected;
import io.desifans.creator.CreatorEvent.OnboardingCompleted;
import io.desifans.web.Rejected;

/**
 * What other aggregates need to know of a creator, read from the creator's and the user's own events.
 *
 * @param here the user behind it is registered and not deleted
 * @param banned see {@link UserFacts}
 */
public record CreatorFacts(boolean here, boolean banned, boolean onboarded) {

    public static CreatorFacts of(Facts facts, String creatorId) {
        UserFacts user = UserFacts.of(facts, creatorId);
        return new CreatorFacts(user.here(), user.banned(), isOnboarded(facts, creatorId));
    }

    /** Refuses whoever may not sell or publish. */
    public static void mustBeOnboarded(Facts facts, String userId) {
        UserFacts.acting(facts, userId);
        if (!isOnboarded(facts, userId))
            throw Rejected.forbidden("NOT_A_CREATOR", "Only a creator who has completed onboarding may do this.");
    }

    /** Whether others can see and follow this creator, and buy of them. */
    public boolean isOpen() {
        return here && !banned && onboarded;
    }

    private static boolean isOnboarded(Facts facts, String creatorId) {
        return facts.fold(DerivedId.of("Creator", creatorId), false, (before, event) -> switch (event) {
            case OnboardingCompleted completed -> true;
            case CreatorRejected rejected -> false;
            default -> before;
        });
    }
}
