package io.desifans.creator.command;

import static java.util.Objects.requireNonNullElse;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.command.ChosenId;
import io.desifans.command.Command;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.command.Founding;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import io.desifans.creator.MembershipEvent;
import io.desifans.creator.MembershipEvent.MembershipChanged;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import io.desifans.creator.MembershipEvent.MembershipWithdrawn;
import io.desifans.web.Change;
import io.desifans.web.Rejected;
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
        @Founding
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

        /**
         * What is null stays as it is.
         *
         * @param monthlyRecurringFeePaise as above; counts for what is bought from now on
         */
        @SentBy(Sender.USER)
        record ChangeMembership(
                UUID membershipId,
                String userId,
                @Nullable String title,
                @Nullable String description,
                @Nullable Long monthlyRecurringFeePaise,
                @Nullable Boolean visible,
                @Nullable Change<String> coverImageUrl)
                implements MembershipCommand {

            public ChangeMembership {
                if (title != null) Shape.line("title", title, 1, 200);
                Shape.optionalProse("description", description, 1, 2000);
                if (monthlyRecurringFeePaise != null)
                    Shape.amount("monthlyRecurringFee", monthlyRecurringFeePaise, 0, MAX_FEE_PAISE);
                Shape.optionalUrl("coverImageUrl", Change.of(coverImageUrl, null));
            }
        }

        @SentBy(Sender.USER)
        record WithdrawMembership(UUID membershipId, String userId) implements MembershipCommand {}
    }

    @AggregateIdentifier
    private @Nullable UUID id;

    private @Nullable MembershipOffered offered;
    private @Nullable MembershipChanged current;

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
        if (offer.equals(offered) && current != null) return;
        if (offered != null) throw ChosenId.taken();
        apply(offer);
    }

    @CommandHandler
    void decide(MembershipCommand.ChangeMembership c, Facts facts) {
        MembershipChanged now = ownedBy(c.userId(), facts);
        var next = new MembershipChanged(
                now.membershipId(),
                now.creatorId(),
                c.title() == null ? now.title() : c.title(),
                c.description() == null ? now.description() : c.description(),
                requireNonNullElse(c.monthlyRecurringFeePaise(), now.monthlyRecurringFeePaise()),
                requireNonNullElse(c.visible(), now.visible()),
                Change.of(c.coverImageUrl(), now.coverImageUrl()));
        if (!next.equals(now)) apply(next);
    }

    @CommandHandler
    void decide(MembershipCommand.WithdrawMembership c, Facts facts) {
        if (offered != null && current == null && offered.creatorId().equals(c.userId())) return;
        MembershipChanged now = ownedBy(c.userId(), facts);
        apply(new MembershipWithdrawn(now.membershipId(), now.creatorId()));
    }

    /** What nobody else can see is not there for them. */
    private MembershipChanged ownedBy(String userId, Facts facts) {
        CreatorFacts.mustBeOnboarded(facts, userId);
        if (current == null) throw Rejected.notFound("membership");
        if (current.creatorId().equals(userId)) return current;
        if (!current.visible() || !CreatorFacts.of(facts, current.creatorId()).isOpen())
            throw Rejected.notFound("membership");
        throw Rejected.forbidden("NOT_YOUR_MEMBERSHIP", "Only its creator may change a membership.");
    }

    @EventSourcingHandler
    void evolve(MembershipEvent event) {
        switch (event) {
            case MembershipOffered e -> {
                id = e.membershipId();
                offered = e;
                current = new MembershipChanged(
                        e.membershipId(),
                        e.creatorId(),
                        e.title(),
                        e.description(),
                        e.monthlyRecurringFeePaise(),
                        e.visible(),
                        e.coverImageUrl());
            }
            case MembershipChanged e -> current = e;
            case MembershipWithdrawn e -> current = null;
        }
    }
}
