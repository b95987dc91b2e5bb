package io.desifans.identity.query;

import static io.desifans.db.Tables.VERIFICATION;

import io.desifans.Event;
import io.desifans.identity.OauthStateEvent;
import io.desifans.identity.OauthStateEvent.OauthStateConsumed;
import io.desifans.identity.OauthStateEvent.OauthStateExpired;
import io.desifans.identity.OauthStateEvent.OauthStateIssued;
import io.desifans.identity.UserEvent;
import io.desifans.identity.UserEvent.VerificationConsumed;
import io.desifans.identity.UserEvent.VerificationExpired;
import io.desifans.identity.UserEvent.VerificationIssued;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.Set;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The table {@code verification}: tokens that are still good for one use, by their hash. */
@Component
public final class VerificationProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(UserEvent.class, OauthStateEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(VERIFICATION);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch (event) {
            case VerificationIssued e ->
                insert(rows, e.verificationId(), e.purpose().identifier(e.userId()), e.valueHash(), e.expiresAt(), at);
            case VerificationConsumed e -> rows.delete(VERIFICATION, e.verificationId());
            case VerificationExpired e -> rows.delete(VERIFICATION, e.verificationId());
            case OauthStateIssued e ->
                insert(rows, e.verificationId(), "oauth-state:" + e.providerId(), e.valueHash(), e.expiresAt(), at);
            case OauthStateConsumed e -> rows.delete(VERIFICATION, e.verificationId());
            case OauthStateExpired e -> rows.delete(VERIFICATION, e.verificationId());
            default -> {}
        }
    }

    private static void insert(
            RowChanges rows, String id, String identifier, String valueHash, Instant expiresAt, Instant at) {
        rows.insert(VERIFICATION, id)
                .set(VERIFICATION.IDENTIFIER, identifier)
                .set(VERIFICATION.VALUE, valueHash)
                .set(VERIFICATION.EXPIRES_AT, expiresAt)
                .set(VERIFICATION.CREATED_AT, at)
                .set(VERIFICATION.UPDATED_AT, at);
    }
}
