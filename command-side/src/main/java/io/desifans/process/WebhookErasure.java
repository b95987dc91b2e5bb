package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.WebhookEvent.WebhookMatched;
import io.desifans.billing.command.WebhookCommand.EraseWebhookBody;
import io.desifans.command.Commands;
import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.eventstore.EventSubjects;
import io.desifans.eventstore.LogPosition;
import io.desifans.identity.UserEvent.UserDeleted;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** What the gateway wrote about a person is erased with the person, also if it is found to be about them only afterwards. */
@Component
final class WebhookErasure extends Process {

    private final Commands commands;
    private final Facts facts;
    private final EventSubjects subjects;

    WebhookErasure(Commands commands, Facts facts, EventSubjects subjects) {
        super("webhook-erasure");
        this.commands = commands;
        this.facts = facts;
        this.subjects = subjects;
    }

    @Override
    protected boolean concerns(Event event) {
        return event instanceof UserDeleted || event instanceof WebhookMatched;
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        if (event instanceof UserDeleted deleted)
            for (EraseWebhookBody command : matched(deleted.userId(), LogPosition.of(message)))
                commands.sendAsSystem(name(), command, message);
        else if (event instanceof WebhookMatched e
                && !UserFacts.of(facts, e.userId()).here())
            commands.sendAsSystem(name(), new EraseWebhookBody(e.inboxId(), e.variant()), message);
    }

    private List<EraseWebhookBody> matched(String userId, LogPosition upTo) {
        return subjects.concerning(userId, WebhookMatched.class, upTo).stream()
                .map(matched -> new EraseWebhookBody(
                        UUID.fromString(matched.path("inboxId").stringValue()),
                        matched.path("variant").intValue()))
                .toList();
    }
}
