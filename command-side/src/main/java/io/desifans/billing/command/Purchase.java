package io.desifans.billing.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.billing.PurchaseEvent;
import io.desifans.billing.PurchaseEvent.PostPurchaseGranted;
import io.desifans.billing.PurchaseEvent.PostPurchaseRestored;
import io.desifans.billing.PurchaseEvent.PostPurchaseRevoked;
import io.desifans.command.Command;
import io.desifans.command.Facts;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.UserFacts;
import io.desifans.web.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One fan, one exclusive post: bought or not. */
@Aggregate
public class Purchase {

    @AggregateIdentifier
    private @Nullable UUID id;

    private @Nullable UUID paidBy;
    private final List<UUID> wentBack = new ArrayList<>();

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(PurchaseCommand.GrantPurchase c, Facts facts) {
        if (c.transactionId().equals(paidBy) || wentBack.contains(c.transactionId())) return;
        if (paidBy != null) throw alreadyBought();
        if (!UserFacts.of(facts, c.userId()).here())
            throw Rejected.conflict("BUYER_DELETED", "The buyer does not exist any more.");
        if (!Offer.isPostThere(facts, c.postId()))
            throw Rejected.conflict("POST_DELETED", "The post does not exist any more.");
        apply(new PostPurchaseGranted(
                DerivedId.of("postPurchase", c.transactionId().toString()),
                c.userId(),
                c.creatorId(),
                c.postId(),
                c.transactionId()));
    }

    @CommandHandler
    void decide(PurchaseCommand.RevokePurchase c) {
        if (c.transactionId().equals(paidBy))
            apply(new PostPurchaseRevoked(c.userId(), c.creatorId(), c.postId(), c.transactionId()));
    }

    /** Nothing where the post is gone, or was never given. */
    @CommandHandler
    void decide(PurchaseCommand.RestorePurchase c, Facts facts) {
        if (!wentBack.contains(c.transactionId())) return;
        if (paidBy != null) throw alreadyBought();
        if (Offer.isPostThere(facts, c.postId()))
            apply(new PostPurchaseRestored(c.userId(), c.creatorId(), c.postId(), c.transactionId()));
    }

    static UUID id(String userId, UUID postId) {
        return DerivedId.of("Purchase", userId, postId.toString());
    }

    /** Also what was taken back for a dispute that is not decided yet. */
    static boolean isBought(Facts facts, String userId, UUID postId) {
        Optional<UUID> paidBy = facts.fold(id(userId, postId), Optional.empty(), (before, event) -> switch (event) {
            case PostPurchaseGranted e -> Optional.of(e.transactionId());
            case PostPurchaseRestored e -> Optional.of(e.transactionId());
            case PostPurchaseRevoked e ->
                Disputes.of(facts, e.transactionId()).anyIsOpen() ? Optional.of(e.transactionId()) : Optional.empty();
            default -> before;
        });
        return paidBy.isPresent();
    }

    static Rejected alreadyBought() {
        return Rejected.conflict("ALREADY_PURCHASED", "entityId", "You have bought this post already.");
    }

    @EventSourcingHandler
    void evolve(PurchaseEvent event) {
        switch (event) {
            case PostPurchaseGranted e -> {
                id = id(e.userId(), e.postId());
                paidBy = e.transactionId();
            }
            case PostPurchaseRevoked e -> {
                paidBy = null;
                wentBack.add(e.transactionId());
            }
            case PostPurchaseRestored e -> {
                paidBy = e.transactionId();
                wentBack.remove(e.transactionId());
            }
        }
    }

    /** What a process may do with a purchase. */
    public sealed interface PurchaseCommand extends Command {

        @SentBy(Sender.SYSTEM)
        record GrantPurchase(String userId, UUID postId, String creatorId, UUID transactionId)
                implements PurchaseCommand {

            @TargetAggregateIdentifier
            public UUID aggregateId() {
                return id(userId, postId);
            }
        }

        /** The payment stays after all. */
        @SentBy(Sender.SYSTEM)
        record RestorePurchase(String userId, UUID postId, String creatorId, UUID transactionId)
                implements PurchaseCommand {

            @TargetAggregateIdentifier
            public UUID aggregateId() {
                return id(userId, postId);
            }
        }

        /** The payment went back, and the post with it. */
        @SentBy(Sender.SYSTEM)
        record RevokePurchase(String userId, UUID postId, String creatorId, UUID transactionId)
                implements PurchaseCommand {

            @TargetAggregateIdentifier
            public UUID aggregateId() {
                return id(userId, postId);
            }
        }
    }
}
