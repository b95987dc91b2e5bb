package io.desifans.billing.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

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
import io.desifans.billing.command.EntitlementCommand.AddGrant;
import io.desifans.billing.command.EntitlementCommand.RemoveGrant;
import io.desifans.billing.command.EntitlementCommand.RestoreGrant;
import io.desifans.billing.command.SubscriptionCommand.AnswerRenewalChange;
import io.desifans.billing.command.SubscriptionCommand.ChangeRenewal;
import io.desifans.billing.command.SubscriptionCommand.EndRenewal;
import io.desifans.billing.command.SubscriptionCommand.ExpireSubscription;
import io.desifans.billing.command.SubscriptionCommand.ObserveRenewal;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * One fan's time with one tier, to which each payment adds once. The tier may be gone meanwhile: what was paid is given,
 * unless its creator is gone, too.
 */
@Aggregate
public class Entitlement {

    /** @param paidAt UTC; from here on they run, unless others run before them */
    private record PaidMonths(UUID transactionId, int months, Instant paidAt) {}

    @AggregateIdentifier
    private @Nullable UUID id;

    private @Nullable String userId;
    private MonthChain chain = MonthChain.NONE;
    private Renewals renewals = Renewals.NONE;
    private @Nullable GrantAdded last;
    private final List<PaidMonths> paid = new ArrayList<>();
    private final List<PaidMonths> wentBack = new ArrayList<>();

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(AddGrant c, Facts facts) {
        if (isIn(paid, c.transactionId()) || isIn(wentBack, c.transactionId())) return;
        if (!UserFacts.of(facts, c.userId()).here())
            throw Rejected.conflict("BUYER_DELETED", "The buyer does not exist any more.");
        if (!CreatorFacts.of(facts, c.creatorId()).here()) throw CreatorFacts.deleted();
        MonthChain longer = chain.plus(c.months(), c.grantedAt());
        SubscriptionStatus shown = renewals.shownWhenPaid(c.agreedWith());
        apply(new GrantAdded(
                c.subscriptionId(),
                Customer.id(c.userId()),
                c.userId(),
                c.creatorId(),
                c.membershipId(),
                c.transactionId(),
                c.months(),
                longer.anchor(),
                longer.anchor(),
                longer.end(),
                last == null));
        if (shown != SubscriptionStatus.ACTIVE)
            apply(new SubscriptionStatusChanged(
                    c.subscriptionId(), c.userId(), c.creatorId(), c.membershipId(), shown));
    }

    /** The gateway tells how it stands; the time that is paid for only moves when something is paid. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ObserveRenewal c) {
        GatewaySubscriptionObserved observed = c.observed();
        if (!renewals.isNews(observed)) return;
        boolean running = c.at().isBefore(chain.end());
        boolean told = renewals.over();
        Optional<SubscriptionStatus> shown = renewals.shownAfter(observed, running);
        apply(observed);
        shown.ifPresent(status -> apply(
                status.isEnded() && !running && !told
                        ? Renewals.expired(last, chain.end(), status)
                        : new SubscriptionStatusChanged(
                                c.subscriptionId(), c.userId(), c.creatorId(), c.membershipId(), status)));
    }

    @CommandHandler
    void decide(ChangeRenewal c, Facts facts) {
        UserFacts.acting(facts, c.userId());
        GatewaySubscriptionObserved current = renewals.asAsked().current().orElse(null);
        if (!c.userId().equals(userId)) throw SubscriptionCommand.unknown();
        if (current == null)
            throw Rejected.conflict("NOT_RENEWING", "This subscription ends by itself: there is nothing to change.");
        if (RenewalRules.isToBeAsked(c.change(), current)) apply(renewals.request(current, c.change()));
    }

    @CommandHandler
    void decide(EndRenewal c) {
        RenewalChange change = c.now() ? RenewalChange.CANCEL_NOW : RenewalChange.CANCEL_AT_PERIOD_END;
        for (GatewaySubscriptionObserved live : renewals.asAsked().live())
            if (RenewalRules.isToEnd(c, live)) apply(renewals.request(live, change));
    }

    @CommandHandler
    void decide(AnswerRenewalChange c) {
        renewals.answer(c).ifPresent(AggregateLifecycle::apply);
    }

    @CommandHandler
    void decide(ExpireSubscription c) {
        if (last == null || renewals.over() || c.at().isBefore(chain.end()) || renewals.goOn()) return;
        boolean ended = renewals.current().isPresent() || renewals.shown() == SubscriptionStatus.CANCELLED;
        apply(Renewals.expired(last, chain.end(), ended ? SubscriptionStatus.CANCELLED : SubscriptionStatus.EXPIRED));
    }

    @CommandHandler
    void decide(RemoveGrant c) {
        if (!isIn(paid, c.transactionId())) return;
        MonthChain left = chainWithout(c.transactionId());
        boolean none = left.months() == 0;
        Instant start = chain.anchor().isBefore(c.at()) ? chain.anchor() : c.at();
        apply(new GrantRemoved(
                c.subscriptionId(),
                c.userId(),
                Objects.requireNonNull(last).creatorId(),
                c.membershipId(),
                c.transactionId(),
                none ? start : left.anchor(),
                none ? c.at() : left.end()));
    }

    @CommandHandler
    void decide(RestoreGrant c) {
        wentBack.stream()
                .filter(months -> months.transactionId().equals(c.transactionId()))
                .findFirst()
                .ifPresent(months -> restore(c, months));
    }

    private void restore(RestoreGrant c, PaidMonths months) {
        GrantRestored restored = restored(c, months);
        SubscriptionStatus shown = renewals.shownWhenRestored();
        apply(restored);
        if (restored.periodEnd().isAfter(c.at()) && shown != SubscriptionStatus.ACTIVE)
            apply(new SubscriptionStatusChanged(
                    c.subscriptionId(), c.userId(), restored.creatorId(), c.membershipId(), shown));
    }

    private GrantRestored restored(RestoreGrant c, PaidMonths months) {
        List<PaidMonths> all = with(c.transactionId());
        MonthChain again = chainOf(all);
        return new GrantRestored(
                c.subscriptionId(),
                c.userId(),
                Objects.requireNonNull(last).creatorId(),
                c.membershipId(),
                c.transactionId(),
                months.paidAt(),
                all.getFirst().equals(months),
                again.anchor(),
                again.end());
    }

    /** What is paid for, with what went back by this payment, in the order in which it was paid. */
    private List<PaidMonths> with(UUID transactionId) {
        return Stream.concat(
                        paid.stream(),
                        wentBack.stream()
                                .filter(months -> months.transactionId().equals(transactionId)))
                .sorted(Comparator.comparing(PaidMonths::paidAt))
                .toList();
    }

    private static boolean isIn(List<PaidMonths> list, UUID transactionId) {
        return list.stream().anyMatch(months -> months.transactionId().equals(transactionId));
    }

    private MonthChain chainWithout(UUID transactionId) {
        return chainOf(paid.stream()
                .filter(months -> !months.transactionId().equals(transactionId))
                .toList());
    }

    private static void move(UUID transactionId, List<PaidMonths> from, List<PaidMonths> to) {
        for (PaidMonths months : List.copyOf(from))
            if (months.transactionId().equals(transactionId) && from.remove(months)) to.add(months);
    }

    private static MonthChain chainOf(List<PaidMonths> paid) {
        MonthChain chain = MonthChain.NONE;
        for (PaidMonths months : paid) chain = chain.plus(months.months(), months.paidAt());
        return chain;
    }

    /** Months that go on where others end were paid for before these end, or else they would have begun anew. */
    private Instant paidAt(GrantAdded e, Instant at) {
        if (chain.months() == 0 || !e.anchor().equals(chain.anchor())) return e.anchor();
        return at.isBefore(chain.end()) ? at : chain.end();
    }

    @EventSourcingHandler
    void evolve(SubscriptionEvent event, @Timestamp Instant at) {
        id = event.subscriptionId();
        renewals = renewals.after(event, at);
        switch (event) {
            case GrantAdded e -> {
                paid.add(new PaidMonths(e.transactionId(), e.months(), paidAt(e, at)));
                chain = chain.plus(e.months(), e.anchor());
                last = e;
                userId = e.userId();
            }
            case GrantRemoved e -> {
                chain = chainWithout(e.transactionId());
                move(e.transactionId(), paid, wentBack);
            }
            case GrantRestored e -> {
                chain = chainOf(with(e.transactionId()));
                move(e.transactionId(), wentBack, paid);
                paid.sort(Comparator.comparing(PaidMonths::paidAt));
            }
            case GatewaySubscriptionObserved e -> userId = e.userId();
            case SubscriptionStatusChanged e -> {}
            case RenewalChangeRequested e -> {}
            case RenewalChangeAnswered e -> {}
            case SubscriptionExpired e -> {}
        }
    }
}
