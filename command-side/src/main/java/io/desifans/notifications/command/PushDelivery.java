package io.desifans.notifications.command;

import com.zerodeplibs.webpush.EncryptedPushMessage;
import com.zerodeplibs.webpush.MessageEncryptions;
import com.zerodeplibs.webpush.PushMessage;
import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import io.desifans.command.Commands;
import io.desifans.eventstore.OnOneNode;
import io.desifans.notifications.command.PushCommand.EndPushSubscription;
import io.desifans.notifications.command.PushOutbox.Target;
import io.desifans.notifications.command.PushOutbox.Waiting;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Sends what is in the outbox, encrypted for the browser it goes to (RFC 8291), while this node is the one that does. */
final class PushDelivery implements OnOneNode.Run {

    private static final Logger LOG = LoggerFactory.getLogger(PushDelivery.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int AT_ONCE = 20;
    private static final long BETWEEN_LOOKS_MILLIS = 200;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int LONGEST_PAUSE_DOUBLINGS = 9;
    private static final Duration LONGEST_END = Duration.ofSeconds(12);
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(10);
    private static final String TTL_SECONDS = "86400";

    private final PushOutbox outbox;
    private final PushTransport transport;
    private final VapidKeys keys;
    private final Commands commands;
    private final Clock clock;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;
    private Instant swept = Instant.EPOCH;

    PushDelivery(PushOutbox outbox, PushTransport transport, VapidKeys keys, Commands commands, Clock clock) {
        this.outbox = outbox;
        this.transport = transport;
        this.keys = keys;
        this.commands = commands;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("push-delivery").daemon(true).start(this::run);
    }

    @Override
    public void release() {
        end.countDown();
    }

    @Override
    public void close() {
        release();
        try {
            if (!thread.join(LONGEST_END)) LOG.warn("A push takes long; it is left to itself and may be sent twice");
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
                    LOG.warn("Pushes wait ({})", e.getClass().getSimpleName());
                }
            } while (!end.await(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** At the same time, so that one service that does not answer holds up the others for ten seconds at most. */
    private boolean deliverDue() {
        sweep();
        List<Waiting> due = outbox.due(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Waiting push : due) threads.execute(() -> deliver(push));
        }
        return due.size() == AT_ONCE;
    }

    private void deliver(Waiting push) {
        Target target = push.target();
        if (target == null) outbox.end(push, "void");
        else if (outbox.isTooOld(push.askedAt())) outbox.end(push, "given-up");
        else deliver(push, target);
    }

    private void deliver(Waiting push, Target target) {
        try {
            int status = send(target);
            if (status / 100 == 2) outbox.end(push, "sent");
            else if (status == 404 || status == 410) gone(push, target);
            else if (status == 429 || status >= 500) postpone(push);
            else outbox.end(push, "refused");
        } catch (IOException e) {
            postpone(push);
        } catch (RuntimeException e) {
            LOG.warn("A push cannot be made ({})", e.getClass().getSimpleName());
            outbox.end(push, "refused");
        }
    }

    private void gone(Waiting push, Target target) {
        commands.sendAsSystem("push-delivery", new EndPushSubscription(push.subscriptionId(), target.userId()));
        outbox.end(push, "gone");
    }

    private void postpone(Waiting push) {
        outbox.postpone(push, FIRST_PAUSE.multipliedBy(1L << Math.min(push.attempts(), LONGEST_PAUSE_DOUBLINGS)));
    }

    private int send(Target target) throws IOException {
        URI endpoint = URI.create(target.endpoint());
        EncryptedPushMessage message = MessageEncryptions.of()
                .encrypt(
                        UserAgentMessageEncryptionKeyInfo.of(target.p256dh(), target.auth()),
                        PushMessage.ofUTF8(JSON.writeValueAsString(Map.of(
                                "type", target.type(),
                                "title", target.title(),
                                "message", target.message(),
                                "link", Objects.requireNonNullElse(target.link(), "")))));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", keys.authorization(endpoint, clock.instant()));
        headers.put("TTL", TTL_SECONDS);
        headers.put("Content-Encoding", message.contentEncoding());
        headers.put("Content-Type", message.mediaType());
        return transport.post(endpoint, headers, message.toBytes());
    }

    private void sweep() {
        Instant now = clock.instant();
        if (now.isBefore(swept.plus(BETWEEN_SWEEPS))) return;
        swept = now;
        outbox.forgetEnded();
    }
}
