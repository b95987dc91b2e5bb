package io.desifans.notifications.command;

import com.zerodeplibs.webpush.EncryptedPushMessage;
import com.zerodeplibs.webpush.MessageEncryptions;
import com.zerodeplibs.webpush.PushMessage;
import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import io.desifans.command.Commands;
import io.desifans.command.OutboxDelivery;
import io.desifans.eventstore.OnOneNode;
import io.desifans.notifications.command.PushCommand.EndPushSubscription;
import io.desifans.notifications.command.PushOutbox.Target;
import io.desifans.notifications.command.PushOutbox.Waiting;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Sends what is in the outbox, encrypted for the browser it goes to (RFC 8291), while this node is the one that does. */
final class PushDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(PushDelivery.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LONGEST_END = Duration.ofSeconds(12);
    private static final String TTL_SECONDS = "86400";

    private final PushOutbox outbox;
    private final PushTransport transport;
    private final VapidKeys keys;
    private final Commands commands;
    private final MeterRegistry meters;
    private final Clock clock;

    PushDelivery(
            PushOutbox outbox,
            PushTransport transport,
            VapidKeys keys,
            Commands commands,
            MeterRegistry meters,
            Clock clock) {
        this.outbox = outbox;
        this.transport = transport;
        this.keys = keys;
        this.commands = commands;
        this.meters = meters;
        this.clock = clock;
    }

    /** Until it is released. */
    OnOneNode.Run begin() {
        return new OutboxDelivery("push-delivery", this::deliverDue, outbox::forgetEnded, LONGEST_END, clock);
    }

    /** At the same time, so that one service that does not answer holds up the others for ten seconds at most. */
    private boolean deliverDue(BooleanSupplier released) {
        List<Waiting> due = outbox.due(OutboxDelivery.AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Waiting push : due) threads.execute(() -> deliver(push));
        }
        return due.size() == OutboxDelivery.AT_ONCE;
    }

    private void deliver(Waiting push) {
        Target target = push.target();
        if (target == null) end(push, "void");
        else if (outbox.isTooOld(push.askedAt())) end(push, "given-up");
        else deliver(push, target);
    }

    private void deliver(Waiting push, Target target) {
        try {
            int status = send(target);
            if (status / 100 == 2) end(push, "sent");
            else if (status == 404 || status == 410) gone(push, target);
            else if (status == 429 || status >= 500) postpone(push);
            else end(push, "refused");
        } catch (IOException e) {
            postpone(push);
        } catch (RuntimeException e) {
            LOG.warn("A push cannot be made ({})", e.getClass().getSimpleName());
            end(push, "refused");
        }
    }

    private void gone(Waiting push, Target target) {
        commands.sendAsSystem("push-delivery", new EndPushSubscription(push.subscriptionId(), target.userId()));
        end(push, "gone");
    }

    private void end(Waiting push, String outcome) {
        outbox.end(push, outcome);
        counter(meters, outcome).increment();
    }

    private void postpone(Waiting push) {
        counter(meters, "postponed").increment();
        outbox.postpone(push, OutboxDelivery.pauseAfter(push.attempts()));
    }

    /** How many pushes came to this end. */
    static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("desifans.pushes")
                .description("Pushes by what became of them")
                .tag("outcome", outcome)
                .register(meters);
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
}
