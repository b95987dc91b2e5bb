package io.desifans.identity.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.identity.UserEvent;
import io.desifans.identity.UserEvent.VerificationConsumed;
import io.desifans.identity.UserEvent.VerificationExpired;
import io.desifans.identity.UserEvent.VerificationIssued;
import io.desifans.identity.VerificationPurpose;
import io.desifans.identity.command.EmailCommand.NewVerification;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A user's tokens that are still good for one use. */
final class Verifications {

    private final Map<String, Open> open = new LinkedHashMap<>();

    /** One of them. @param newEmail the address the user wants to have, where that is the purpose */
    record Open(
            VerificationPurpose purpose,
            Instant expiresAt,
            @Nullable String newEmail) {}

    /** In the place of those for the same thing. */
    void issue(String userId, NewVerification v, @Nullable String email, @Nullable String newEmail) {
        if (open.containsKey(v.verificationId())) return;
        end(userId, other -> other.purpose().isAbout(v.purpose()), "replaced");
        apply(new VerificationIssued(
                userId,
                v.verificationId(),
                v.purpose(),
                v.valueHash(),
                v.expiresAt(),
                email,
                newEmail,
                v.callbackUrl()));
    }

    /** 400 {@code INVALID_TOKEN} unless it is open, for this purpose, and its time is not over. */
    Open consume(String userId, String verificationId, VerificationPurpose purpose, Instant now) {
        Open verification = open.get(verificationId);
        if (verification == null || verification.purpose() != purpose || !now.isBefore(verification.expiresAt()))
            throw invalid();
        apply(new VerificationConsumed(userId, verificationId));
        return verification;
    }

    void expire(String userId, Instant now) {
        end(userId, verification -> !now.isBefore(verification.expiresAt()), "time");
    }

    /** @param cause see {@link VerificationExpired} */
    void end(String userId, Predicate<Open> which, String cause) {
        for (Map.Entry<String, Open> each : List.copyOf(open.entrySet()))
            if (which.test(each.getValue())) apply(new VerificationExpired(userId, each.getKey(), cause));
    }

    static Rejected invalid() {
        return Rejected.invalid("INVALID_TOKEN", "token", "Invalid token");
    }

    void evolve(UserEvent event) {
        switch (event) {
            case VerificationIssued e ->
                open.put(e.verificationId(), new Open(e.purpose(), e.expiresAt(), e.newEmail()));
            case VerificationConsumed e -> open.remove(e.verificationId());
            case VerificationExpired e -> open.remove(e.verificationId());
            default -> {}
        }
    }
}
