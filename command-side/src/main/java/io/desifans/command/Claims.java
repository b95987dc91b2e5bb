package io.desifans.command;

import io.desifans.DerivedId;
import io.desifans.identity.ClaimEvent.ClaimReleased;
import io.desifans.identity.ClaimEvent.ClaimTaken;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * The values that only one may hold at a time. A command handler takes it as a parameter and says what to take and what
 * to release; it is settled after the handler, in ascending claim id so that no two commands wait for each other, and
 * stored in the same append as the handler's own events.
 */
public final class Claims {

    private final BinaryOperator<String> digest;
    private final Facts facts;

    /** @param digest the keyed digest of a kind and a value, so that guessable values are not told by the log */
    public Claims(BinaryOperator<String> digest, Facts facts) {
        this.digest = digest;
        this.facts = facts;
    }

    /** The command is refused if someone else holds the value; it is fine if the holder holds it already. */
    public void take(ClaimKind kind, String value, String holder) {
        UUID id = ask(kind, value, (claimId, hash, claim) -> claim.take(claimId, kind, hash, holder));
        AggregateCache.expectNew(CurrentUnitOfWork.get(), id.toString());
    }

    /** Frees the value if this holder holds it. */
    public void release(ClaimKind kind, String value, String holder) {
        ask(kind, value, (id, hash, claim) -> claim.release(holder));
    }

    /** Who holds the value by now. */
    public Optional<String> holderOf(ClaimKind kind, String value) {
        UUID claimId = claimId(kind, digest.apply(kind.stored(), value));
        return facts.fold(claimId, Optional.empty(), (holder, event) -> switch (event) {
            case ClaimTaken taken -> Optional.of(taken.holder());
            case ClaimReleased released -> Optional.empty();
            default -> holder;
        });
    }

    private UUID ask(ClaimKind kind, String value, Change change) {
        String hash = digest.apply(kind.stored(), value);
        UUID id = claimId(kind, hash);
        Alongside.ask(id, Claim.class, Claim::new, claim -> change.apply(id, hash, claim));
        return id;
    }

    private static UUID claimId(ClaimKind kind, String hash) {
        return DerivedId.of("Claim", kind.stored(), hash);
    }

    private interface Change {
        void apply(UUID claimId, String digest, Claim claim);
    }
}
