package io.desifans.billing.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.billing.CustomerEvent;
import io.desifans.billing.CustomerEvent.CustomerRegistered;
import io.desifans.billing.CustomerEvent.GatewayCustomerLinked;
import io.desifans.command.Command;
import io.desifans.command.Facts;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.UserFacts;
import io.desifans.identity.UserEvent.UserRegistered;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A user as the gateway's customer. */
@Aggregate
public class Customer {

    /** What a buyer and the processes may do with a customer. */
    public sealed interface CustomerCommand extends Command {

        String userId();

        @TargetAggregateIdentifier
        default UUID customerId() {
            return id(userId());
        }

        @SentBy(Sender.USER)
        record RegisterCustomer(String userId) implements CustomerCommand {}

        @SentBy(Sender.SYSTEM)
        record LinkGatewayCustomer(String userId, String gatewayCustomerId) implements CustomerCommand {}
    }

    @AggregateIdentifier
    private @Nullable UUID id;

    private @Nullable String gatewayCustomerId;

    static UUID id(String userId) {
        return DerivedId.of("customers", userId);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(CustomerCommand.RegisterCustomer c, Facts facts) {
        UserFacts.acting(facts, c.userId());
        if (id != null) return;
        apply(facts.fold(
                DerivedId.of("User", c.userId()),
                new CustomerRegistered(c.customerId(), c.userId(), null, null),
                (before, event) -> event instanceof UserRegistered e
                        ? new CustomerRegistered(c.customerId(), c.userId(), e.email(), e.name())
                        : before));
    }

    /** The gateway may have lost a customer and made another. */
    @CommandHandler
    void decide(CustomerCommand.LinkGatewayCustomer c) {
        if (!c.gatewayCustomerId().equals(gatewayCustomerId))
            apply(new GatewayCustomerLinked(c.customerId(), c.userId(), c.gatewayCustomerId()));
    }

    @EventSourcingHandler
    void evolve(CustomerEvent event) {
        switch (event) {
            case CustomerRegistered e -> id = e.customerId();
            case GatewayCustomerLinked e -> gatewayCustomerId = e.gatewayCustomerId();
        }
    }
}
