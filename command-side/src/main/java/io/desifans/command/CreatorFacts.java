package io.desifans.command;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.creator.CreatorEvent.CreatorDeleted;
import io.desifans.creator.CreatorEvent.CreatorRejected;
import io.desifans.creator.CreatorEvent.OnboardingCompleted;
import io.desifans.web.Rejected;

/**
 * What other aggregates need to know of a creator, read from the creator's and the user's own events.
 *
 * @param here the user behind it is registered, and neither they nor their creator account is deleted
 * @param banned see {@link UserFacts}
 */
public record CreatorFacts(boolean here, boolean banned, boolean onboarded) {

    public static CreatorFacts of(Facts facts, String creatorId) {
        UserFacts user = UserFacts.of(facts, creatorId);
        Standing standing = Standing.of(facts, creatorId);
        return new CreatorFacts(user.here() && !standing.deleted, user.banned(), standing.onboarded);
    }

    /** Refuses whoever may not sell or publish. */
    public static void mustBeOnboarded(Facts facts, String userId) {
        UserFacts.acting(facts, userId);
        Standing standing = Standing.of(facts, userId);
        if (standing.deleted) throw deleted();
        if (!standing.onboarded)
            throw Rejected.forbidden("NOT_A_CREATOR", "Only a creator who has completed onboarding may do this.");
    }

    /** 409: a deleted creator does not come back. */
    public static Rejected deleted() {
        return Rejected.conflict("CREATOR_DELETED", "This creator account is deleted for good.");
    }

    /** Whether others can see and follow this creator, and buy of them. */
    public boolean isOpen() {
        return here && !banned && onboarded;
    }

    private record Standing(boolean onboarded, boolean deleted) {

        static Standing of(Facts facts, String creatorId) {
            return facts.fold(DerivedId.of("Creator", creatorId), new Standing(false, false), Standing::after);
        }

        private Standing after(Event event) {
            return switch (event) {
                case OnboardingCompleted completed -> new Standing(true, false);
                case CreatorRejected rejected -> new Standing(false, false);
                case CreatorDeleted gone -> new Standing(false, true);
                default -> this;
            };
        }
    }
}
