package io.desifans.identity.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.identity.OauthStateEvent;
import io.desifans.identity.OauthStateEvent.OauthStateConsumed;
import io.desifans.identity.OauthStateEvent.OauthStateExpired;
import io.desifans.identity.OauthStateEvent.OauthStateIssued;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The state of a sign-in at a provider: whoever comes back with it first, in time, goes on, and nobody after them. */
@Aggregate
public class OauthState {

    public sealed interface OauthStateCommand extends Command {

        @TargetAggregateIdentifier
        UUID stateId();

        @SentBy(Sender.ANYONE)
        record IssueOauthState(
                UUID stateId, String verificationId, String providerId, String valueHash, Instant expiresAt)
                implements OauthStateCommand {}

        @SentBy(Sender.ANYONE)
        record ConsumeOauthState(UUID stateId, Instant now) implements OauthStateCommand {}

        @SentBy(Sender.SYSTEM)
        record ExpireOauthState(UUID stateId, Instant now) implements OauthStateCommand {}
    }

    @AggregateIdentifier
    private @Nullable UUID id;

    private String verificationId = "";
    private Instant expiresAt = Instant.EPOCH;
    private boolean open;

    /** For Axon, which fills it from its events. */
    OauthState() {}

    @CommandHandler
    OauthState(OauthStateCommand.IssueOauthState c) {
        apply(new OauthStateIssued(c.stateId(), c.verificationId(), c.providerId(), c.valueHash(), c.expiresAt()));
    }

    /** @param valueHash of the state */
    static UUID idOf(String valueHash) {
        return DerivedId.of("OauthState", valueHash);
    }

    @CommandHandler
    void decide(OauthStateCommand.ConsumeOauthState c) {
        if (!open || !c.now().isBefore(expiresAt)) throw Rejected.notFound("oauth state");
        apply(new OauthStateConsumed(c.stateId(), verificationId));
    }

    @CommandHandler
    void decide(OauthStateCommand.ExpireOauthState c) {
        if (open && !c.now().isBefore(expiresAt)) apply(new OauthStateExpired(c.stateId(), verificationId));
    }

    @EventSourcingHandler
    void evolve(OauthStateEvent event) {
        switch (event) {
            case OauthStateIssued e -> {
                id = e.stateId();
                verificationId = e.verificationId();
                expiresAt = e.expiresAt();
                open = true;
            }
            case OauthStateConsumed e -> open = false;
            case OauthStateExpired e -> open = false;
        }
    }
}
