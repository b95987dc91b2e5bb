package io.desifans.billing.command;

import io.desifans.billing.PaymentEvent;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.command.Facts;
import io.desifans.eventstore.LogFollower;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Lets a buyer's request wait for the gateway's page, whichever node asks the gateway for it. */
@Component
final class OpenedCheckouts implements LogFollower.Handler, SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EventStore log;
    private final Facts facts;
    private final Map<UUID, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();
    private @Nullable LogFollower follower;

    OpenedCheckouts(EventStore log, Facts facts) {
        this.log = log;
        this.facts = facts;
    }

    /** The payment as soon as its page is open or never will be; as it is after ten seconds at the latest. */
    PaymentState settled(UUID transactionId) {
        CompletableFuture<Void> heard = awaited.computeIfAbsent(transactionId, id -> new CompletableFuture<>());
        try {
            PaymentState payment = PaymentState.of(facts, transactionId);
            if (payment.session() != null || !payment.status().isOpen()) return payment;
            heard.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // How it is now is told below.
        } finally {
            awaited.remove(transactionId, heard);
        }
        return PaymentState.of(facts, transactionId);
    }

    @Override
    public TrackingToken position() {
        return log.createHeadToken();
    }

    @Override
    public void handle(List<TrackedEventMessage<?>> batch) {
        for (TrackedEventMessage<?> message : batch)
            if (message.getPayload() instanceof PaymentEvent event && !(event instanceof PaymentInitiated)) {
                CompletableFuture<Void> heard = awaited.get(event.transactionId());
                if (heard != null) heard.complete(null);
            }
    }

    @Override
    public synchronized void start() {
        follower = new LogFollower("opened-checkouts", log, this);
        follower.start();
    }

    @Override
    public synchronized void stop() {
        if (follower != null) follower.close();
        follower = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return follower != null && follower.running();
    }

    /** Ends after the requests that wait for it. */
    @Override
    public int getPhase() {
        return 0;
    }
}
