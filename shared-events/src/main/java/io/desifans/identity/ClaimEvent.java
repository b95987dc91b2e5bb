package io.desifans.identity;

import io.desifans.Event;
import io.desifans.Person;
import java.util.UUID;

/**
 * Who holds a value that only one may hold (e-mail, username, subdomain). The value enters as a keyed digest, never in
 * clear.
 */
public sealed interface ClaimEvent extends Event {

    UUID claimId();

    record ClaimTaken(
            UUID claimId,
            String kind,
            String digest,
            @Person String holder) implements ClaimEvent {}

    record ClaimReleased(
            UUID claimId,
            String kind,
            String digest,
            @Person String holder) implements ClaimEvent {}
}
