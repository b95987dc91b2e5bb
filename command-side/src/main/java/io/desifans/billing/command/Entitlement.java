package io.desifans.billing.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.billing.SubscriptionEvent;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import io.desifans.command.Command;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.UserFacts;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
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
    }

    @AggregateIdentifier
    private @Nullable UUID id;

    private MonthChain chain = MonthChain.NONE;
    private final Set<UUID> paidBy = new HashSet<>();

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(EntitlementCommand.AddGrant c, Facts facts) {
        if (paidBy.contains(c.transactionId())) return;
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
                paidBy.isEmpty()));
    }

    @EventSourcingHandler
    void evolve(SubscriptionEvent event) {
        switch (event) {
            case GrantAdded e -> {
                id = e.subscriptionId();
                chain = chain.plus(e.months(), e.anchor());
                paidBy.add(e.transactionId());
            }
        }
    }
}
