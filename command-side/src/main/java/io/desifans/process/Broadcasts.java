package io.desifans.process;

import io.desifans.Event;
import io.desifans.command.Commands;
import io.desifans.command.Facts;
import io.desifans.eventstore.LogPosition;
import io.desifans.messaging.BroadcastEvent.BroadcastDelivered;
import io.desifans.messaging.BroadcastEvent.BroadcastSent;
import io.desifans.messaging.command.BroadcastCommand;
import io.desifans.messaging.command.BroadcastCommand.DeliverBroadcast;
import io.desifans.web.ReadModelPosition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Delivers a broadcast to the followers, five hundred at a time. What is delivered is in the log: there it goes on. */
@Component
final class Broadcasts extends Process {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Commands commands;
    private final Facts facts;
    private final Audience audience;
    private final ReadModelPosition readModel;
    private final BackPressure backPressure;

    Broadcasts(
            Commands commands, Facts facts, Audience audience, ReadModelPosition readModel, BackPressure backPressure) {
        super("broadcasts");
        this.commands = commands;
        this.facts = facts;
        this.audience = audience;
        this.readModel = readModel;
        this.backPressure = backPressure;
    }

    @Override
    protected boolean concerns(Event event) {
        return event instanceof BroadcastSent;
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        readModel.await(LogPosition.of(message), PATIENCE);
        BroadcastSent broadcast = (BroadcastSent) event;
        String after = "";
        for (int number = 0; ; number++) {
            Optional<BroadcastDelivered> before = delivered(broadcast.broadcastId(), number);
            BroadcastDelivered delivered =
                    before.isPresent() ? before.get() : deliver(broadcast, number, after, message);
            if (delivered.last()) return;
            after = delivered.followerIds().getLast();
        }
    }

    private BroadcastDelivered deliver(BroadcastSent broadcast, int number, String after, EventMessage<?> message) {
        List<String> named = broadcast.audience();
        List<String> part = named == null
                ? audience.followers(broadcast.creatorId(), after)
                : audience.followersAmong(broadcast.creatorId(), named);
        boolean last = named != null || part.size() < Audience.PART;
        var deliver = new DeliverBroadcast(broadcast.broadcastId(), broadcast.creatorId(), number, part, last);
        mustBeDone(backPressure.inTurn(part.size(), () -> commands.sendAsSystem(name(), deliver, message)));
        return delivered(broadcast.broadcastId(), number).orElseThrow();
    }

    private Optional<BroadcastDelivered> delivered(UUID broadcastId, int number) {
        return facts.fold(
                BroadcastCommand.deliveryOf(broadcastId, number),
                Optional.empty(),
                (before, event) -> Optional.of((BroadcastDelivered) event));
    }
}
