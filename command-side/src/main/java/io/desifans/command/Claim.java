package io.desifans.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.identity.ClaimEvent;
import io.desifans.identity.ClaimEvent.ClaimReleased;
import io.desifans.identity.ClaimEvent.ClaimTaken;
import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One value that only one may hold: it has a holder or none, and is never deleted. */
@Aggregate
class Claim {

    @AggregateIdentifier
    private @Nullable UUID id;

    private String kind = "";
    private String digest = "";
    private @Nullable String holder;

    void take(UUID claimId, ClaimKind wanted, String valueDigest, String newHolder) {
        if (newHolder.equals(holder)) return;
        if (holder != null) throw wanted.refused();
        apply(new ClaimTaken(claimId, wanted.stored(), valueDigest, newHolder));
    }

    void release(String byHolder) {
        if (id != null && byHolder.equals(holder)) apply(new ClaimReleased(id, kind, digest, byHolder));
    }

    @EventSourcingHandler
    void evolve(ClaimEvent event) {
        switch (event) {
            case ClaimTaken e -> {
                id = e.claimId();
                kind = e.kind();
                digest = e.digest();
                holder = e.holder();
            }
            case ClaimReleased e -> holder = null;
        }
    }
}
