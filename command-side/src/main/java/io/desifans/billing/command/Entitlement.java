package io.desifans.billing.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.billing.SubscriptionEvent;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import io.desifans.billing.SubscriptionEvent.GrantRemoved;
import io.desifans.command.Command;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.UserFacts;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * One fan's time with one tier, to which each payment adds once. The tier may be gone meanwhile: what was paid is given,
 * unless its creator is gone, too.
 */
@Aggregate
public class Entitlement {

    /** What a process may do with a fan's time with a tier. */
    public sealed interface EntitlementCommand extends Command {

        /** @param grantedAt UTC; when the payment was completed */
        @SentBy(Sender.SYSTEM)
        record AddGrant(
                String userId, UUID membershipId, String creatorId, UUID transactionId, int months, Instant grantedAt)
                implements EntitlementCommand {

            @TargetAggregateIdentifier
            public UUID subscriptionId() {
                return DerivedId.of("subscriptions", userId, membershipId.toString());
            }
        }

        /**
         * The payment went back, and its months with it.
         *
         * @param at UTC; when it went back
         */
        @SentBy(Sender.SYSTEM)
        record RemoveGrant(String userId, UUID membershipId, UUID transactionId, Instant at)
                implements EntitlementCommand {

            @TargetAggregateIdentifier
            public UUID subscriptionId() {
                return DerivedId.of("subscriptions", userId, membershipId.toString());
            }
        }
    }

    /** @param paidAt UTC; from here on they run, unless others run before them */
    private record PaidMonths(UUID transactionId, int months, Instant paidAt) {}

    @AggregateIdentifier
    private @Nullable UUID id;

    private MonthChain chain = MonthChain.NONE;
    private @Nullable GrantAdded last;
    private final List<PaidMonths> paid = new ArrayList<>();
    private final List<UUID> wentBack = new ArrayList<>();

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(EntitlementCommand.AddGrant c, Facts facts) {
        if (isPaidBy(c.transactionId()) || wentBack.contains(c.transactionId())) return;
        if (!UserFacts.of(facts, c.userId()).here())
            throw Rejected.conflict("BUYER_DELETED", "The buyer does not exist any more.");
        if (!CreatorFacts.of(facts, c.creatorId()).here()) throw CreatorFacts.deleted();
        MonthChain longer = chain.plus(c.months(), c.grantedAt());
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
    }

    @CommandHandler
    void decide(EntitlementCommand.RemoveGrant c) {
        if (!isPaidBy(c.transactionId())) return;
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

    private boolean isPaidBy(UUID transactionId) {
        return paid.stream().anyMatch(months -> months.transactionId().equals(transactionId));
    }

    private MonthChain chainWithout(UUID transactionId) {
        MonthChain left = MonthChain.NONE;
        for (PaidMonths months : paid)
            if (!months.transactionId().equals(transactionId)) left = left.plus(months.months(), months.paidAt());
        return left;
    }

    /** Months that go on where others end were paid for before these end, or else they would have begun anew. */
    private Instant paidAt(GrantAdded e, Instant at) {
        if (chain.months() == 0 || !e.anchor().equals(chain.anchor())) return e.anchor();
        return at.isBefore(chain.end()) ? at : chain.end();
    }

    @EventSourcingHandler
    void evolve(SubscriptionEvent event, @Timestamp Instant at) {
        switch (event) {
            case GrantAdded e -> {
                id = e.subscriptionId();
                paid.add(new PaidMonths(e.transactionId(), e.months(), paidAt(e, at)));
                chain = chain.plus(e.months(), e.anchor());
                last = e;
            }
            case GrantRemoved e -> {
                chain = chainWithout(e.transactionId());
                paid.removeIf(months -> months.transactionId().equals(e.transactionId()));
                wentBack.add(e.transactionId());
            }
        }
    }
}
