package io.desifans.billing;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Personal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person as the payment gateway knows them (table {@code customers}); the id follows from the user's. */
public sealed interface CustomerEvent extends Event {

    UUID customerId();

    record CustomerRegistered(
            UUID customerId,
            @Person String userId,
            @Personal(of = "userId") @Nullable String email,
            @Personal(of = "userId") @Nullable String name)
            implements CustomerEvent {}

    record GatewayCustomerLinked(
            UUID customerId,
            @Person String userId,
            @Personal(of = "userId") @Nullable String gatewayCustomerId) implements CustomerEvent {}
}
