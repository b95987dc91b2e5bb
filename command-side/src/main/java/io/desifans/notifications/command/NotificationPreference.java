package io.desifans.notifications.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.Facts;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import io.desifans.command.UserFacts;
import io.desifans.notifications.PreferenceEvent;
import io.desifans.notifications.PreferenceEvent.PreferenceSet;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Whether a person wants notifications. Until they say otherwise they do. */
@Aggregate
class NotificationPreference {

    /** What a person may say about their notifications. */
    public sealed interface PreferenceCommand extends Command {

        @SentBy(Sender.USER)
        record SetPreference(String userId, @Nullable Boolean enabled) implements PreferenceCommand {

            public SetPreference {
                Shape.present("enabled", enabled);
            }

            @TargetAggregateIdentifier
            public UUID preferenceId() {
                return idOf(userId);
            }
        }
    }

    @AggregateIdentifier
    private @Nullable UUID id;

    private boolean enabled = true;

    static UUID idOf(String userId) {
        return DerivedId.of("NotificationPreference", userId);
    }

    /**
     * Whether this person is told of what they need not know.
     *
     * @param since when it happened: whoever wanted none at that time, or at any time since, is not told of it later
     */
    static boolean isEnabledSince(Facts facts, String userId, Instant since) {
        return facts.fold(
                idOf(userId),
                true,
                (before, event, setAt) ->
                        event instanceof PreferenceSet e ? e.enabled() && (before || !setAt.isAfter(since)) : before);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(PreferenceCommand.SetPreference c, Facts facts) {
        UserFacts.acting(facts, c.userId());
        boolean wanted = Boolean.TRUE.equals(c.enabled());
        if (id == null || enabled != wanted) apply(new PreferenceSet(c.preferenceId(), c.userId(), wanted, id == null));
    }

    @EventSourcingHandler
    void evolve(PreferenceEvent event) {
        switch (event) {
            case PreferenceSet e -> {
                id = e.preferenceId();
                enabled = e.enabled();
            }
        }
    }
}
