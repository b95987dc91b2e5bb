package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.WebhookEvent;
import io.desifans.billing.WebhookEvent.WebhookAssigned;
import io.desifans.billing.WebhookEvent.WebhookReceived;
import io.desifans.billing.WebhookEvent.WebhookReplayed;
import io.desifans.billing.command.GatewayMessage;
import io.desifans.billing.command.GatewayUnreachable;
import io.desifans.billing.command.InboxEntry;
import io.desifans.billing.command.InboxEntry.State;
import io.desifans.billing.command.WebhookCommand.FailWebhook;
import io.desifans.command.Commands;
import io.desifans.command.Facts;
import io.desifans.eventstore.TransientFailure;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The messages of the gateway, as the processes find them that do what they say. */
@Component
final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final Commands commands;
    private final Facts facts;

    Inbox(Commands commands, Facts facts) {
        this.commands = commands;
        this.facts = facts;
    }

    /**
     * One body of a message.
     *
     * @param receivedAt UTC
     * @param content what it says; ignored, as {@code erased}, if it cannot be read any more
     */
    record Message(UUID inboxId, int variant, InboxEntry entry, Instant receivedAt, GatewayMessage content) {}

    /** Whether something is to be done about a message. */
    static boolean concerns(Event event) {
        return event instanceof WebhookReceived || event instanceof WebhookReplayed || event instanceof WebhookAssigned;
    }

    Optional<Message> find(UUID inboxId, int variant) {
        return facts.fold(
                inboxId,
                Optional.<Message>empty(),
                (before, event, at) ->
                        event instanceof WebhookEvent e && e.variant() == variant ? after(before, e, at) : before);
    }

    private static Optional<Message> after(Optional<Message> before, WebhookEvent event, Instant at) {
        if (event instanceof WebhookReceived e)
            return Optional.of(new Message(e.inboxId(), e.variant(), InboxEntry.of(e), at, content(e)));
        return before.map(
                one -> new Message(one.inboxId, one.variant, one.entry.after(event), one.receivedAt, one.content));
    }

    private static GatewayMessage content(WebhookReceived received) {
        return received.body() == null ? new GatewayMessage.Ignored("erased") : GatewayMessage.of(received.body());
    }

    /**
     * Does what a message says, if nothing has become of it yet, or somebody wants it done again. What goes wrong with one
     * holds up no other: it is done later. An answer of the gateway is waited for.
     *
     * @param event that concerns a message
     */
    void take(String process, Event event, EventMessage<?> cause, Consumer<Message> work) {
        WebhookEvent told = (WebhookEvent) event;
        message(told).ifPresent(message -> {
            try {
                work.accept(message);
            } catch (RuntimeException e) {
                if (e instanceof GatewayUnreachable || TransientFailure.is(e)) throw e;
                String reason = e instanceof Rejected refused
                        ? refused.code()
                        : e.getClass().getSimpleName();
                LOG.warn("Message {} of the gateway could not be taken in ({})", told.inboxId(), reason);
                Process.mustBeDone(
                        commands.sendAsSystem(process, new FailWebhook(told.inboxId(), told.variant(), reason), cause));
            }
        });
    }

    private Optional<Message> message(WebhookEvent event) {
        return find(event.inboxId(), event.variant())
                .filter(message -> event instanceof WebhookReplayed
                        ? message.entry.state() != State.PROCESSED
                        : message.entry.state() == State.RECEIVED);
    }
}
