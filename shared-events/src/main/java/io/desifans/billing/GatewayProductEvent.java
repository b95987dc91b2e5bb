package io.desifans.billing;

import io.desifans.Event;
import java.util.UUID;

/** Which of the gateway's products stands for what is sold here. */
public sealed interface GatewayProductEvent extends Event {

    UUID productId();

    /** @param name what is sold through it: {@code one-time}, whose amount is set at each checkout */
    record GatewayProductRegistered(UUID productId, String name, String gatewayProductId)
            implements GatewayProductEvent {}
}
