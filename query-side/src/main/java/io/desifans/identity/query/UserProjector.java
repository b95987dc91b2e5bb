package io.desifans.identity.query;

import static io.desifans.db.Tables.USER;
import static io.desifans.projection.Erased.orErased;
import static io.desifans.projection.Erased.orErasedEmail;

import io.desifans.Event;
import io.desifans.identity.UserEvent;
import io.desifans.identity.UserEvent.EmailChanged;
import io.desifans.identity.UserEvent.EmailUnverified;
import io.desifans.identity.UserEvent.EmailVerified;
import io.desifans.identity.UserEvent.RoleChanged;
import io.desifans.identity.UserEvent.UserBanned;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.identity.UserEvent.UserImported;
import io.desifans.identity.UserEvent.UserProfileUpdated;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.identity.UserEvent.UserUnbanned;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.Set;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The table {@code user}. */
@Component
public final class UserProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(UserEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(USER);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch (event) {
            case UserRegistered e ->
                rows.insert(USER, e.userId())
                        .set(USER.NAME, orErased(e.name()))
                        .set(USER.EMAIL, orErasedEmail(e.email(), e.userId()))
                        .set(USER.EMAIL_VERIFIED, e.emailVerified())
                        .set(USER.IMAGE, e.image())
                        .set(USER.ROLE, e.role())
                        .set(USER.CREATED_AT, at)
                        .set(USER.UPDATED_AT, at);
            case UserProfileUpdated e ->
                rows.update(USER, e.userId())
                        .set(USER.NAME, orErased(e.name()))
                        .set(USER.IMAGE, e.image())
                        .set(USER.UPDATED_AT, at);
            case EmailVerified e -> verified(rows, e.userId(), true, at);
            case EmailUnverified e -> verified(rows, e.userId(), false, at);
            case EmailChanged e ->
                verified(rows, e.userId(), e.verified(), at).set(USER.EMAIL, orErasedEmail(e.email(), e.userId()));
            case RoleChanged e ->
                rows.update(USER, e.userId()).set(USER.ROLE, e.role()).set(USER.UPDATED_AT, at);
            case UserBanned e ->
                rows.update(USER, e.userId())
                        .set(USER.BANNED, true)
                        .set(USER.BAN_REASON, e.reason())
                        .set(USER.BAN_EXPIRES, e.until())
                        .set(USER.UPDATED_AT, at);
            case UserUnbanned e ->
                rows.update(USER, e.userId())
                        .set(USER.BANNED, false)
                        .set(USER.BAN_REASON, null)
                        .set(USER.BAN_EXPIRES, null)
                        .set(USER.UPDATED_AT, at);
            case UserImported e ->
                rows.update(USER, e.userId())
                        .set(USER.CREATED_AT, e.createdAt())
                        .set(USER.UPDATED_AT, e.updatedAt());
            case UserDeleted e -> rows.delete(USER, e.userId());
            default -> {}
        }
    }

    private static RowChanges.Values verified(RowChanges rows, String userId, boolean verified, Instant at) {
        return rows.update(USER, userId).set(USER.EMAIL_VERIFIED, verified).set(USER.UPDATED_AT, at);
    }
}
