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
import io.desifans.creator.ServiceEvent;
import io.desifans.creator.ServiceEvent.ServiceChanged;
import io.desifans.creator.ServiceEvent.ServiceOffered;
import io.desifans.creator.ServiceEvent.ServiceWithdrawn;
import io.desifans.creator.ServiceType;
import io.desifans.web.Rejected;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A call, a chat or a shoutout that fans book. */
@Aggregate
class Service {

    /** Ten lakh rupees. */
    static final long MAX_PRICE_PAISE = 100_000_000;

    /** What a creator may do with a service. */
    public sealed interface ServiceCommand extends Command {

        @TargetAggregateIdentifier
        UUID serviceId();

        /**
         * @param pricePaise 0 to {@value #MAX_PRICE_PAISE}
         * @param durationMinutes 5 to 480
         */
        @SentBy(Sender.USER)
        @Founding
        record OfferService(
                UUID serviceId,
                String creatorId,
                String name,
                String description,
                long pricePaise,
                ServiceType serviceType,
                int durationMinutes,
                boolean visible)
                implements ServiceCommand {

            public OfferService {
                ChosenId.check("serviceId", serviceId);
                Shape.line("name", name, 1, 200);
                Shape.prose("description", description, 1, 2000);
                Shape.amount("price", pricePaise, 0, MAX_PRICE_PAISE);
                Shape.present("serviceType", serviceType);
                Shape.range("durationMinutes", durationMinutes, 5, 480);
            }
        }

        /** What is null stays as it is; the rest as above. What was booked before stays as it was booked. */
        @SentBy(Sender.USER)
        record ChangeService(
                UUID serviceId,
                String userId,
                @Nullable String name,
                @Nullable String description,
                @Nullable Long pricePaise,
                @Nullable Integer durationMinutes,
                @Nullable Boolean visible)
                implements ServiceCommand {

            public ChangeService {
                if (name != null) Shape.line("name", name, 1, 200);
                Shape.optionalProse("description", description, 1, 2000);
                if (pricePaise != null) Shape.amount("price", pricePaise, 0, MAX_PRICE_PAISE);
                if (durationMinutes != null) Shape.range("durationMinutes", durationMinutes, 5, 480);
            }
        }

        /** For good: what was booked keeps a row to refer to, so it is hidden and not taken away. */
        @SentBy(Sender.USER)
        record WithdrawService(UUID serviceId, String userId) implements ServiceCommand {}
    }

    @AggregateIdentifier
    private @Nullable UUID id;

    private @Nullable ServiceOffered offered;
    private @Nullable ServiceChanged current;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ServiceCommand.OfferService c, Facts facts) {
        CreatorFacts.mustBeOnboarded(facts, c.creatorId());
        var offer = new ServiceOffered(
                c.serviceId(),
                c.creatorId(),
                c.name(),
                c.description(),
                c.pricePaise(),
                c.serviceType(),
                c.durationMinutes(),
                c.visible());
        if (offer.equals(offered) && current != null) return;
        if (offered != null) throw ChosenId.taken();
        apply(offer);
    }

    @CommandHandler
    void decide(ServiceCommand.ChangeService c, Facts facts) {
        ServiceChanged now = ownedBy(c.userId(), facts);
        var next = new ServiceChanged(
                now.serviceId(),
                now.creatorId(),
                c.name() == null ? now.name() : c.name(),
                c.description() == null ? now.description() : c.description(),
                requireNonNullElse(c.pricePaise(), now.pricePaise()),
                requireNonNullElse(c.durationMinutes(), now.durationMinutes()),
                requireNonNullElse(c.visible(), now.visible()));
        if (!next.equals(now)) apply(next);
    }

    @CommandHandler
    void decide(ServiceCommand.WithdrawService c, Facts facts) {
        if (isWithdrawnBy(c.userId())) return;
        ServiceChanged now = ownedBy(c.userId(), facts);
        apply(new ServiceWithdrawn(now.serviceId(), now.creatorId()));
    }

    private boolean isWithdrawnBy(String userId) {
        return offered != null && current == null && offered.creatorId().equals(userId);
    }

    /** What nobody else can see is not there for them. */
    private ServiceChanged ownedBy(String userId, Facts facts) {
        CreatorFacts.mustBeOnboarded(facts, userId);
        if (isWithdrawnBy(userId)) throw Rejected.conflict("SERVICE_WITHDRAWN", "The service is withdrawn for good.");
        if (current == null) throw Rejected.notFound("service");
        if (current.creatorId().equals(userId)) return current;
        if (!current.visible() || !CreatorFacts.of(facts, current.creatorId()).isOpen())
            throw Rejected.notFound("service");
        throw Rejected.forbidden("NOT_YOUR_SERVICE", "Only its creator may change a service.");
    }

    @EventSourcingHandler
    void evolve(ServiceEvent event) {
        id = event.serviceId();
        switch (event) {
            case ServiceOffered e -> {
                offered = e;
                current = new ServiceChanged(
                        e.serviceId(),
                        e.creatorId(),
                        e.name(),
                        e.description(),
                        e.pricePaise(),
                        e.durationMinutes(),
                        e.visible());
            }
            case ServiceChanged e -> current = e;
            case ServiceWithdrawn e -> current = null;
        }
    }
}
