package io.desifans.identity.command;

import io.desifans.Event;
import io.desifans.eventstore.OnOneNode;
import io.desifans.identity.command.MailOutbox.Waiting;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is in the outbox, while this node is the one that does. A mail is sent at least once, under the same Message-ID
 * each time.
 */
final class MailDelivery implements OnOneNode.Run {

    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);
    private static final int AT_ONCE = 20;
    private static final long BETWEEN_LOOKS_MILLIS = 200;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int LONGEST_PAUSE_DOUBLINGS = 9;
    private static final Duration LONGEST_END = Duration.ofSeconds(10);
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(10);

    private final MailOutbox outbox;
    private final EventStore log;
    private final Letters letters;
    private final MailTransport transport;
    private final MeterRegistry meters;
    private final Clock clock;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;
    private Instant swept = Instant.EPOCH;

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
        this.thread = Thread.ofPlatform().name("mail-delivery").daemon(true).start(this::run);
    }

    @Override
    public void release() {
        end.countDown();
    }

    @Override
    public void close() {
        release();
        try {
            if (!thread.join(LONGEST_END)) LOG.warn("A mail takes long; it is left to itself and may be sent twice");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                try {
                    while (end.getCount() > 0 && deliverDue()) LOG.debug("There may be more");
                } catch (RuntimeException e) {
                    LOG.warn("Mails wait ({})", e.getClass().getSimpleName());
                }
            } while (!end.await(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there may be more at once. */
    private boolean deliverDue() {
        sweep();
        var due = outbox.due(AT_ONCE);
        for (Waiting mail : due) {
            if (end.getCount() == 0) return false;
            deliver(mail);
        }
        return due.size() == AT_ONCE;
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
                outbox.postpone(
                        mail, FIRST_PAUSE.multipliedBy(1L << Math.min(mail.attempts(), LONGEST_PAUSE_DOUBLINGS)));
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

    private void sweep() {
        Instant now = clock.instant();
        if (now.isBefore(swept.plus(BETWEEN_SWEEPS))) return;
        swept = now;
        outbox.forgetEnded();
    }
}
