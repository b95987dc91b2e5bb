package io.desifans.creator.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.command.ChosenId;
import io.desifans.command.Command;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import io.desifans.creator.MembershipEvent;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A tier that fans subscribe to. */
@Aggregate
class Membership {

    /** Twelve months of it, at 80 %, still fit into the column of a payment (2^31−1 paise). */
    static final long MAX_FEE_PAISE = 223_696_213;

    /** What a creator may do with a tier. */
    public sealed interface MembershipCommand extends Command {

        @TargetAggregateIdentifier
        UUID membershipId();

        /** @param monthlyRecurringFeePaise 0 to {@value #MAX_FEE_PAISE} */
        @SentBy(Sender.USER)
        record OfferMembership(
                UUID membershipId,
                String creatorId,
                String title,
                String description,
                long monthlyRecurringFeePaise,
                boolean visible,
                @Nullable String coverImageUrl)
                implements MembershipCommand {

            public OfferMembership {
                ChosenId.check("membershipId", membershipId);
                Shape.line("title", title, 1, 200);
                Shape.prose("description", description, 1, 2000);
                Shape.amount("monthlyRecurringFee", monthlyRecurringFeePaise, 0, MAX_FEE_PAISE);
                Shape.optionalUrl("coverImageUrl", coverImageUrl);
            }
        }
    }

    @AggregateIdentifier
    private @Nullable UUID id;

    private @Nullable MembershipOffered offered;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(MembershipCommand.OfferMembership c, Facts facts) {
        CreatorFacts.mustBeOnboarded(facts, c.creatorId());
        var offer = new MembershipOffered(
                c.membershipId(),
                c.creatorId(),
                c.title(),
                c.description(),
                c.monthlyRecurringFeePaise(),
                c.visible(),
                c.coverImageUrl());
        if (offer.equals(offered)) return;
        if (offered != null) throw ChosenId.taken();
        apply(offer);
    }

    @EventSourcingHandler
    void evolve(MembershipEvent event) {
        switch (event) {
            case MembershipOffered e -> {
                id = e.membershipId();
                offered = e;
            }
        }
    }
}
