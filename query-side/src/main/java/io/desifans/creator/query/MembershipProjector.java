package io.desifans.creator.query;

import static io.desifans.db.Tables.MEMBERSHIP;
import static io.desifans.projection.Erased.orErased;

import io.desifans.Event;
import io.desifans.creator.MembershipEvent;
import io.desifans.creator.MembershipEvent.MembershipChanged;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import io.desifans.creator.MembershipEvent.MembershipWithdrawn;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.Set;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The table {@code membership}. */
@Component
public final class MembershipProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(MembershipEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(MEMBERSHIP);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch ((MembershipEvent) event) {
            case MembershipOffered e ->
                rows.insert(MEMBERSHIP, e.membershipId())
                        .set(MEMBERSHIP.CREATOR_ID, e.creatorId())
                        .set(MEMBERSHIP.TITLE, orErased(e.title()))
                        .set(MEMBERSHIP.DESCRIPTION, orErased(e.description()))
                        .set(MEMBERSHIP.MONTHLY_RECURRING_FEE, Math.toIntExact(e.monthlyRecurringFeePaise()))
                        .set(MEMBERSHIP.VISIBLE, e.visible())
                        .set(MEMBERSHIP.COVER_IMAGE_URL, e.coverImageUrl())
                        .set(MEMBERSHIP.CREATED_AT, at)
                        .set(MEMBERSHIP.UPDATED_AT, at);
            case MembershipChanged e ->
                rows.update(MEMBERSHIP, e.membershipId())
                        .set(MEMBERSHIP.TITLE, orErased(e.title()))
                        .set(MEMBERSHIP.DESCRIPTION, orErased(e.description()))
                        .set(MEMBERSHIP.MONTHLY_RECURRING_FEE, Math.toIntExact(e.monthlyRecurringFeePaise()))
                        .set(MEMBERSHIP.VISIBLE, e.visible())
                        .set(MEMBERSHIP.COVER_IMAGE_URL, e.coverImageUrl())
                        .set(MEMBERSHIP.UPDATED_AT, at);
            case MembershipWithdrawn e -> rows.delete(MEMBERSHIP, e.membershipId());
        }
    }
}
