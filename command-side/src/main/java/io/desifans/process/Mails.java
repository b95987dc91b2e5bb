package io.desifans.process;

import io.desifans.Event;
import io.desifans.eventstore.LogPosition;
import io.desifans.identity.UserEvent.EmailVerificationRequested;
import io.desifans.identity.UserEvent.VerificationIssued;
import io.desifans.identity.command.MailOutbox;
import io.desifans.web.ReadModelPosition;
import java.time.Duration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Puts the mails that events ask for into the outbox, once whoever follows a link in them will find its row. */
@Component
@ConditionalOnProperty("spring.mail.host")
final class Mails extends Process {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MailOutbox outbox;
    private final ReadModelPosition readModel;

    Mails(MailOutbox outbox, ReadModelPosition readModel) {
        super("mails");
        this.outbox = outbox;
        this.readModel = readModel;
    }

    @Override
    protected boolean concerns(Event event) {
        return event instanceof EmailVerificationRequested || event instanceof VerificationIssued;
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        readModel.await(LogPosition.of(message), PATIENCE);
        outbox.add((DomainEventMessage<?>) message);
    }
}
