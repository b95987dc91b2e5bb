package io.desifans.billing.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.billing.GatewayProductEvent;
import io.desifans.billing.GatewayProductEvent.GatewayProductRegistered;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.command.Command;
import io.desifans.command.Facts;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Which of the gateway's products stands for a kind of sale. */
@Aggregate
public class GatewayProduct {

    /** Everything that is paid once; the amount is set at each checkout. */
    public static final String ONE_TIME = "one-time";

    private static final String RECURRING = "renewal:";

    /** What a process may do with a product. */
    public sealed interface GatewayProductCommand extends Command {

        @SentBy(Sender.SYSTEM)
        record RegisterGatewayProduct(String name, String gatewayProductId) implements GatewayProductCommand {

            @TargetAggregateIdentifier
            public UUID productId() {
                return id(name);
            }
        }
    }

    @AggregateIdentifier
    private @Nullable UUID id;

    private @Nullable String gatewayProductId;

    /** What costs this much every so many months; another price makes another product. */
    public static String recurring(PaymentInitiated payment) {
        return RECURRING + payment.entityId() + ":" + payment.months() + ":" + payment.amountPaise();
    }

    /** Whether the gateway's product was ever the one of this name. */
    public static boolean isOf(Facts facts, String name, String gatewayProductId) {
        return facts.fold(
                id(name),
                false,
                (before, event) -> before
                        || (event instanceof GatewayProductRegistered e
                                && e.gatewayProductId().equals(gatewayProductId)));
    }

    /** What each renewal of a recurring product is for, and what it costs. */
    public record Plan(UUID membershipId, int months, long amountPaise) {}

    /**
     * What one of the gateway's products sells that recurs; nothing if it was not made here for that.
     *
     * @param productId ours, as the gateway's product bears it
     */
    public static Optional<Plan> planOf(Facts facts, UUID productId, String gatewayProductId) {
        return facts.fold(
                productId,
                Optional.empty(),
                (before, event) -> event instanceof GatewayProductRegistered e
                                && e.gatewayProductId().equals(gatewayProductId)
                                && e.name().startsWith(RECURRING)
                        ? Optional.of(plan(e.name().split(":")))
                        : before);
    }

    private static Plan plan(String[] name) {
        return new Plan(UUID.fromString(name[1]), Integer.parseInt(name[2]), Long.parseLong(name[3]));
    }

    public static UUID id(String name) {
        return DerivedId.of("GatewayProduct", name);
    }

    /** The gateway's id of the product; nothing before it was made. */
    public static Optional<String> gatewayIdOf(Facts facts, String name) {
        return facts.fold(
                id(name),
                Optional.empty(),
                (before, event) ->
                        event instanceof GatewayProductRegistered e ? Optional.of(e.gatewayProductId()) : before);
    }

    /** The gateway may have lost a product and made another. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(GatewayProductCommand.RegisterGatewayProduct c) {
        if (!c.gatewayProductId().equals(gatewayProductId))
            apply(new GatewayProductRegistered(c.productId(), c.name(), c.gatewayProductId()));
    }

    @EventSourcingHandler
    void evolve(GatewayProductEvent event) {
        switch (event) {
            case GatewayProductRegistered e -> {
                id = e.productId();
                gatewayProductId = e.gatewayProductId();
            }
        }
    }
}
