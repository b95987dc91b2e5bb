package io.desifans.messaging.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.messaging.BroadcastEvent.BroadcastDelivered;
import io.desifans.messaging.command.BroadcastCommand.DeliverBroadcast;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One part of the delivery of a broadcast; done once, whoever is on the list the second time. */
@Aggregate
class BroadcastDelivery {

    @AggregateIdentifier
    private @Nullable UUID id;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(DeliverBroadcast c) {
        if (id == null)
            apply(new BroadcastDelivered(
                    c.deliveryId(), c.broadcastId(), c.creatorId(), c.number(), c.followerIds(), c.last()));
    }

    @EventSourcingHandler
    void evolve(BroadcastDelivered event) {
        id = event.deliveryId();
    }
}
