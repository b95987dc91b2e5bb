package io.desifans.command;

import io.desifans.web.Rejected;
import java.util.Locale;
import java.util.function.Supplier;
import org.axonframework.modelling.command.ConcurrencyException;

/** A kind of value that only one may hold at a time, and what the second one is told. */
public enum ClaimKind {
    EMAIL(() -> Rejected.taken(
            "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL", "email", "User already exists. Use another email.")),

    /** An account at a provider, which signs one user in. */
    ACCOUNT(() -> Rejected.conflict(
            "SOCIAL_ACCOUNT_ALREADY_LINKED", "accountId", "Social account already linked to another user")),

    USERNAME(() -> Rejected.conflict("USERNAME_TAKEN", "username", "This username is taken.")),

    /** Nobody asks for a certain subdomain: the command is tried again and chooses the next free one. */
    SUBDOMAIN(() -> new ConcurrencyException("the subdomain was taken meanwhile")),

    /** One of the places for open payments of one buyer for one thing: the command is tried again with the next free one. */
    OPEN_CHECKOUT(() -> new ConcurrencyException("the place was taken meanwhile")),

    /** Held by the transaction for which the gateway's payment is, so that it counts for no other. */
    GATEWAY_PAYMENT(() -> Rejected.conflict("GATEWAY_PAYMENT_TAKEN", "This payment belongs to another transaction.")),

    /** Held by the creator to whom a payment was credited, once and for ever. */
    EARNING(() -> Rejected.conflict("EARNING_CREDITED", "This payment is credited already.")),

    /** Held for ever by the first admin, so that the start-up setting makes only one. */
    FIRST_ADMIN(() -> Rejected.conflict("FIRST_ADMIN_EXISTS", "There is a first admin already."));

    private final Supplier<RuntimeException> refusal;

    ClaimKind(Supplier<RuntimeException> refusal) {
        this.refusal = refusal;
    }

    public RuntimeException refused() {
        return refusal.get();
    }

    /** The name under which it is stored. */
    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
