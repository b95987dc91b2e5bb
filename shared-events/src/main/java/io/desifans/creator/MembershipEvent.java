package io.desifans.creator;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Personal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a tier that fans subscribe to (table {@code membership}). */
public sealed interface MembershipEvent extends Event {

    UUID membershipId();

    record MembershipOffered(
            UUID membershipId,
            @Person String creatorId,
            @Personal(of = "creatorId") @Nullable String title,
            @Personal(of = "creatorId") @Nullable String description,
            long monthlyRecurringFeePaise,
            boolean visible,
            @Personal(of = "creatorId") @Nullable String coverImageUrl)
            implements MembershipEvent {}

    /** How it is offered from now on; what was bought before stays as it was bought. */
    record MembershipChanged(
            UUID membershipId,
            @Person String creatorId,
            @Personal(of = "creatorId") @Nullable String title,
            @Personal(of = "creatorId") @Nullable String description,
            long monthlyRecurringFeePaise,
            boolean visible,
            @Personal(of = "creatorId") @Nullable String coverImageUrl)
            implements MembershipEvent {}

    /** Nobody can buy it any more. Running subscriptions go on to the end of what was paid; its posts are locked. */
    record MembershipWithdrawn(UUID membershipId, @Person String creatorId) implements MembershipEvent {}
}
