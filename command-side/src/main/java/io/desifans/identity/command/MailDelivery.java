package io.desifans.identity.command;

import io.desifans.Event;
import io.desifans.command.OutboxDelivery;
import io.desifans.eventstore.OnOneNode;
import io.desifans.identity.command.MailOutbox.Waiting;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Sends what is in the outbox, while this node is the one that does. A mail is sent at least once, under the same Message-ID
 * each time.
 */
final class MailDelivery {

    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final MailOutbox outbox;
    private final EventStore log;
    private final Letters letters;
    private final MailTransport transport;
    private final MeterRegistry meters;
    private final Clock clock;

    MailDelivery(
            MailOutbox outbox,
            EventStore log,
            Letters letters,
            MailTransport transport,
            MeterRegistry meters,
            Clock clock) {
        this.outbox = outbox;
        this.log = log;
        this.letters = letters;
        this.transport = transport;
        this.meters = meters;
        this.clock = clock;
    }

    /** Until it is released. */
    OnOneNode.Run begin() {
        return new OutboxDelivery("mail-delivery", this::deliverDue, outbox::forgetEnded, LONGEST_END, clock);
    }

    /** Whether there may be more at once. */
    private boolean deliverDue(BooleanSupplier released) {
        var due = outbox.due(OutboxDelivery.AT_ONCE);
        for (Waiting mail : due) {
            if (released.getAsBoolean()) return false;
            deliver(mail);
        }
        return due.size() == OutboxDelivery.AT_ONCE;
    }

    private void deliver(Waiting mail) {
        Instant now = clock.instant();
        if (outbox.isTooOld(mail.askedAt())) {
            end(mail, "given-up");
            return;
        }
        var letter = letters.of(asking(mail), now);
        if (letter.isEmpty()) {
            end(mail, "void");
            return;
        }
        switch (transport.send(letter.get(), mail.eventId())) {
            case SENT -> end(mail, "sent");
            case REFUSED -> end(mail, "refused");
            case NOT_NOW -> {
                count("postponed");
                outbox.postpone(mail, OutboxDelivery.pauseAfter(mail.attempts()));
            }
        }
    }

    private Event asking(Waiting mail) {
        return (Event) log.readEvents(mail.aggregateId().toString(), mail.sequence())
                .next()
                .getPayload();
    }

    private void end(Waiting mail, String outcome) {
        outbox.end(mail, outcome);
        count(outcome);
    }

    private void count(String outcome) {
        counter(meters, outcome).increment();
    }

    /** How many mails came to this end. */
    static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("desifans.mails")
                .description("Mails by what became of them")
                .tag("outcome", outcome)
                .register(meters);
    }
}
