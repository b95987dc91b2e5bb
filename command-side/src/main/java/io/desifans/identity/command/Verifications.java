package io.desifans.identity.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.identity.UserEvent;
import io.desifans.identity.UserEvent.VerificationConsumed;
import io.desifans.identity.UserEvent.VerificationExpired;
import io.desifans.identity.UserEvent.VerificationIssued;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A user's tokens that are still good for one use. */
final class Verifications {

    private final Map<String, VerificationIssued> open = new LinkedHashMap<>();

    /** Of a user who goes. */
    void endAll(String userId) {
        for (String verificationId : List.copyOf(open.keySet()))
            apply(new VerificationExpired(userId, verificationId, "delete"));
    }

    void evolve(UserEvent event) {
        switch (event) {
            case VerificationIssued e -> open.put(e.verificationId(), e);
            case VerificationConsumed e -> open.remove(e.verificationId());
            case VerificationExpired e -> open.remove(e.verificationId());
            default -> {}
        }
    }
}
