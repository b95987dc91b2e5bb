package io.desifans.billing.command;

import io.desifans.DerivedId;
import io.desifans.billing.RenewalChange;
import io.desifans.billing.SubscriptionEvent;
import io.desifans.billing.SubscriptionEvent.GatewaySubscriptionObserved;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import io.desifans.billing.SubscriptionEvent.GrantRemoved;
import io.desifans.billing.SubscriptionEvent.GrantRestored;
import io.desifans.billing.SubscriptionEvent.RenewalChangeAnswered;
import io.desifans.billing.SubscriptionEvent.RenewalChangeRequested;
import io.desifans.billing.SubscriptionEvent.SubscriptionExpired;
import io.desifans.billing.SubscriptionEvent.SubscriptionStatusChanged;
import io.desifans.billing.SubscriptionStatus;
import io.desifans.billing.command.SubscriptionCommand.AnswerRenewalChange;
import io.desifans.command.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway's own subscriptions make of a fan's subscription. One that has ended there does not come back: another
 * purchase begins another one.
 *
 * @param shown null before anything was paid for
 * @param over whether the end of what was paid for has been told
 * @param seen how each was seen last, in the order in which they were seen first
 * @param asked how many changes the gateway was ever to be asked for
 * @param open those that it has not been asked for, in their order
 */
public record Renewals(
        @Nullable SubscriptionStatus shown,
        boolean over,
        List<GatewaySubscriptionObserved> seen,
        int asked,
        List<RenewalChangeRequested> open) {

    static final Renewals NONE = new Renewals(null, false, List.of(), 0, List.of());

    public static Renewals of(Facts facts, UUID subscriptionId) {
        return facts.fold(
                subscriptionId,
                NONE,
                (before, event, at) -> event instanceof SubscriptionEvent e ? before.after(e, at) : before);
    }

    /** @param at UTC; when it happened */
    Renewals after(SubscriptionEvent event, Instant at) {
        return switch (event) {
            case GrantAdded e -> showing(SubscriptionStatus.ACTIVE, false);
            case GrantRemoved e ->
                e.periodEnd().isAfter(at)
                        ? showing(SubscriptionStatus.ACTIVE, false)
                        : showing(SubscriptionStatus.CANCELLED, true);
            case GrantRestored e ->
                e.periodEnd().isAfter(at)
                        ? showing(SubscriptionStatus.ACTIVE, false)
                        : showing(SubscriptionStatus.EXPIRED, true);
            case SubscriptionStatusChanged e -> showing(e.status(), over);
            case SubscriptionExpired e -> showing(e.status(), true);
            case GatewaySubscriptionObserved e -> new Renewals(shown, over, replaced(e), asked, open);
            case RenewalChangeRequested e -> {
                List<RenewalChangeRequested> more = new ArrayList<>(open);
                more.add(e);
                yield new Renewals(shown, over, seen, asked + 1, more);
            }
            case RenewalChangeAnswered e ->
                new Renewals(
                        shown,
                        over,
                        seen,
                        asked,
                        open.stream()
                                .filter(one -> !one.requestId().equals(e.requestId()))
                                .toList());
        };
    }

    private Renewals showing(SubscriptionStatus status, boolean isOver) {
        return new Renewals(status, isOver, seen, asked, open);
    }

    /** The change that the gateway is still to be asked for; nothing if it has been. */
    public Optional<RenewalChangeRequested> open(UUID requestId) {
        return open.stream().filter(one -> one.requestId().equals(requestId)).findFirst();
    }

    /** As if the gateway had done all that it is still to be asked for. */
    Renewals asAsked() {
        Renewals result = this;
        for (RenewalChangeRequested request : open)
            for (GatewaySubscriptionObserved one : result.live())
                if (one.gatewaySubscriptionId().equals(request.gatewaySubscriptionId()))
                    result = new Renewals(shown, over, result.replaced(changed(one, request.change())), asked, open);
        return result;
    }

    private static GatewaySubscriptionObserved changed(GatewaySubscriptionObserved one, RenewalChange change) {
        return new GatewaySubscriptionObserved(
                one.subscriptionId(),
                one.gatewaySubscriptionId(),
                one.userId(),
                one.creatorId(),
                one.membershipId(),
                one.transactionId(),
                switch (change) {
                    case CANCEL_NOW -> SubscriptionStatus.CANCELLED;
                    case PAUSE -> SubscriptionStatus.PAUSED;
                    case RESUME -> SubscriptionStatus.ACTIVE;
                    case KEEP, CANCEL_AT_PERIOD_END -> one.gatewayStatus();
                },
                switch (change) {
                    case CANCEL_AT_PERIOD_END -> true;
                    case KEEP -> false;
                    case CANCEL_NOW, PAUSE, RESUME -> one.cancelsAtPeriodEnd();
                },
                one.nextBillingAt());
    }

    private List<GatewaySubscriptionObserved> replaced(GatewaySubscriptionObserved newer) {
        List<GatewaySubscriptionObserved> all = new ArrayList<>(seen);
        all.replaceAll(before -> isSame(before, newer) ? newer : before);
        if (all.stream().noneMatch(one -> isSame(one, newer))) all.add(newer);
        return all;
    }

    private static boolean isSame(GatewaySubscriptionObserved one, GatewaySubscriptionObserved other) {
        return one.gatewaySubscriptionId().equals(other.gatewaySubscriptionId());
    }

    /** Those that are not over. */
    public List<GatewaySubscriptionObserved> live() {
        return seen.stream().filter(one -> !one.gatewayStatus().isEnded()).toList();
    }

    /** The one that will be charged, or be charged again once its fan says so. */
    public Optional<GatewaySubscriptionObserved> current() {
        List<GatewaySubscriptionObserved> live = live();
        return live.isEmpty() ? Optional.empty() : Optional.of(live.getLast());
    }

    /** Whether the fan pays again by themselves unless somebody stops it. */
    public boolean goOn() {
        return live().stream().anyMatch(one -> !one.cancelsAtPeriodEnd());
    }

    boolean isNews(GatewaySubscriptionObserved observed) {
        return seen.stream()
                .filter(before -> isSame(before, observed))
                .noneMatch(before -> before.gatewayStatus().isEnded() || before.equals(observed));
    }

    /**
     * What is shown after this was seen; nothing if that is no different.
     *
     * @param running whether time that is paid for is left
     */
    Optional<SubscriptionStatus> shownAfter(GatewaySubscriptionObserved observed, boolean running) {
        SubscriptionStatus status = observed.gatewayStatus();
        boolean another = live().stream().anyMatch(one -> !isSame(one, observed));
        boolean nothing = shown == null
                || status == SubscriptionStatus.PENDING
                || (status == SubscriptionStatus.FAILED && running)
                || (status.isEnded() && another);
        return nothing || status == shown ? Optional.empty() : Optional.of(status);
    }

    /**
     * What is shown when more is paid for; a message that is late does not hide one that was early.
     *
     * @param agreedWith the payment with which renewals were agreed; null for what is paid once
     */
    SubscriptionStatus shownWhenPaid(@Nullable UUID agreedWith) {
        return seen.stream()
                .filter(one -> one.transactionId().equals(agreedWith))
                .map(GatewaySubscriptionObserved::gatewayStatus)
                .filter(status -> status != SubscriptionStatus.PENDING && status != SubscriptionStatus.FAILED)
                .reduce((earlier, later) -> later)
                .orElse(SubscriptionStatus.ACTIVE);
    }

    /** What is shown when months that were disputed come back. */
    SubscriptionStatus shownWhenRestored() {
        return current()
                .map(GatewaySubscriptionObserved::gatewayStatus)
                .filter(status -> status != SubscriptionStatus.PENDING)
                .orElse(SubscriptionStatus.ACTIVE);
    }

    RenewalChangeRequested request(GatewaySubscriptionObserved live, RenewalChange change) {
        return new RenewalChangeRequested(
                live.subscriptionId(),
                DerivedId.of("RenewalChange", live.subscriptionId().toString(), String.valueOf(asked)),
                live.gatewaySubscriptionId(),
                live.userId(),
                live.creatorId(),
                live.membershipId(),
                change);
    }

    /** Nothing if it has been answered. */
    Optional<RenewalChangeAnswered> answer(AnswerRenewalChange c) {
        return open(c.requestId())
                .map(request -> new RenewalChangeAnswered(
                        request.subscriptionId(),
                        request.requestId(),
                        request.userId(),
                        request.creatorId(),
                        request.membershipId(),
                        request.change(),
                        c.refusal()));
    }

    /** @param last paid for; there is one */
    static SubscriptionExpired expired(@Nullable GrantAdded last, Instant end, SubscriptionStatus status) {
        GrantAdded grant = Objects.requireNonNull(last);
        return new SubscriptionExpired(
                grant.subscriptionId(), grant.userId(), grant.creatorId(), grant.membershipId(), end, status);
    }
}
