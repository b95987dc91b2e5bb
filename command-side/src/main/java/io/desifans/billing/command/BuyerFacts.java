package io.desifans.billing.command;

import io.desifans.Event;
import io.desifans.billing.CustomerEvent.CustomerRegistered;
import io.desifans.billing.CustomerEvent.GatewayCustomerLinked;
import io.desifans.command.Facts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway is told of a buyer.
 *
 * @param email null if the buyer is erased
 * @param name null if the buyer is erased
 * @param gatewayCustomerId null before the gateway knows the buyer
 */
public record BuyerFacts(
        UUID customerId,
        @Nullable String email,
        @Nullable String name,
        @Nullable String gatewayCustomerId) {

    public static BuyerFacts of(Facts facts, String userId) {
        UUID customerId = Customer.id(userId);
        return facts.fold(customerId, new BuyerFacts(customerId, null, null, null), BuyerFacts::after);
    }

    private BuyerFacts after(Event event) {
        return switch (event) {
            case CustomerRegistered e -> new BuyerFacts(customerId, e.email(), e.name(), gatewayCustomerId);
            case GatewayCustomerLinked e -> new BuyerFacts(customerId, email, name, e.gatewayCustomerId());
            default -> this;
        };
    }
}
