package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.SubscriptionEvent.GatewaySubscriptionObserved;
import io.desifans.billing.SubscriptionEvent.GrantRemoved;
import io.desifans.billing.command.Offer;
import io.desifans.billing.command.PaymentState;
import io.desifans.billing.command.RenewalRules;
import io.desifans.billing.command.SubscriptionCommand.EndRenewal;
import io.desifans.command.Commands;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.creator.CreatorEvent.CreatorDeleted;
import io.desifans.creator.MembershipEvent.MembershipChanged;
import io.desifans.creator.MembershipEvent.MembershipWithdrawn;
import io.desifans.eventstore.EventSubjects;
import io.desifans.eventstore.LogPosition;
import io.desifans.identity.UserEvent.UserBanned;
import io.desifans.identity.UserEvent.UserDeleted;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Lets nobody be charged any more for a tier that is not offered any more, for what they were paid back, or when they are
 * gone themselves; also where the gateway begins to charge only afterwards. What is offered again meanwhile goes on.
 */
@Component
final class RenewalEnds extends Process {

    private final Commands commands;
    private final Facts facts;
    private final EventSubjects subjects;

    RenewalEnds(Commands commands, Facts facts, EventSubjects subjects) {
        super("renewal-ends");
        this.commands = commands;
        this.facts = facts;
        this.subjects = subjects;
    }

    @Override
    protected boolean concerns(Event event) {
        return switch (event) {
            case MembershipWithdrawn e -> true;
            case MembershipChanged e -> !e.visible();
            case CreatorDeleted e -> true;
            case UserDeleted e -> true;
            case UserBanned e -> true;
            case GrantRemoved e -> true;
            case GatewaySubscriptionObserved e -> !e.gatewayStatus().isEnded();
            default -> false;
        };
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        switch (event) {
            case MembershipWithdrawn e ->
                end(e.creatorId(), "membershipId", e.membershipId().toString(), false, message);
            case MembershipChanged e -> {
                if (!Offer.isTierOffered(facts, e.membershipId(), e.creatorId()))
                    end(e.creatorId(), "membershipId", e.membershipId().toString(), false, message);
            }
            case CreatorDeleted e -> end(e.creatorId(), "creatorId", e.creatorId(), true, message);
            case UserBanned e -> {
                if (UserFacts.of(facts, e.userId()).banned()) end(e.userId(), "creatorId", e.userId(), false, message);
            }
            case UserDeleted e -> {
                end(e.userId(), "creatorId", e.userId(), true, message);
                end(e.userId(), "userId", e.userId(), true, message);
            }
            case GrantRemoved e -> endPaidBack(e, message);
            case GatewaySubscriptionObserved e -> endIfLate(e, message);
            default -> throw new IllegalArgumentException(event.getClass().getSimpleName());
        }
    }

    /** @param field in which the subscriptions that end have this value */
    private void end(String person, String field, String value, boolean now, EventMessage<?> cause) {
        subjects.concerning(person, GatewaySubscriptionObserved.class, LogPosition.of(cause)).stream()
                .filter(seen -> seen.path(field).asString("").equals(value))
                .map(RenewalEnds::subscription)
                .distinct()
                .forEach(id -> commands.sendAsSystem(name(), new EndRenewal(id, null, now), cause));
    }

    private void endPaidBack(GrantRemoved removed, EventMessage<?> cause) {
        UUID agreedWith = PaymentState.of(facts, removed.transactionId()).agreedWith();
        if (agreedWith != null && RenewalRules.isPaidBack(facts, removed.subscriptionId(), agreedWith))
            commands.sendAsSystem(name(), new EndRenewal(removed.subscriptionId(), agreedWith, true), cause);
    }

    private void endIfLate(GatewaySubscriptionObserved seen, EventMessage<?> cause) {
        boolean gone = !UserFacts.of(facts, seen.userId()).here()
                || !CreatorFacts.of(facts, seen.creatorId()).here()
                || RenewalRules.isPaidBack(facts, seen.subscriptionId(), seen.transactionId());
        if (gone || !Offer.isTierOffered(facts, seen.membershipId(), seen.creatorId()))
            commands.sendAsSystem(name(), new EndRenewal(seen.subscriptionId(), seen.transactionId(), gone), cause);
    }

    private static UUID subscription(JsonNode seen) {
        return UUID.fromString(seen.path("subscriptionId").stringValue());
    }
}
