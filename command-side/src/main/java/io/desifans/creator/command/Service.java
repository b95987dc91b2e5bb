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
import io.desifans.creator.ServiceEvent;
import io.desifans.creator.ServiceEvent.ServiceOffered;
import io.desifans.creator.ServiceType;
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
    }

    @AggregateIdentifier
    private @Nullable UUID id;

    private @Nullable ServiceOffered offered;

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
        if (offer.equals(offered)) return;
        if (offered != null) throw ChosenId.taken();
        apply(offer);
    }

    @EventSourcingHandler
    void evolve(ServiceEvent event) {
        switch (event) {
            case ServiceOffered e -> {
                id = e.serviceId();
                offered = e;
            }
        }
    }
}
