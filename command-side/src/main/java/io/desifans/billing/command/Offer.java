package io.desifans.billing.command;

import io.desifans.Event;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentType;
import io.desifans.billing.command.PaymentCommand.InitiatePayment;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.command.Shape;
import io.desifans.content.PostEvent.PostChanged;
import io.desifans.content.PostEvent.PostDeleted;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.content.PostEvent.PostTakenDown;
import io.desifans.content.PostType;
import io.desifans.creator.MembershipEvent.MembershipChanged;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import io.desifans.creator.MembershipEvent.MembershipWithdrawn;
import io.desifans.creator.ServiceEvent.ServiceChanged;
import io.desifans.creator.ServiceEvent.ServiceOffered;
import io.desifans.creator.ServiceEvent.ServiceWithdrawn;
import io.desifans.web.Rejected;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is sold to a buyer at this moment, as its own events tell.
 *
 * @param amountPaise 0 to 2^31−1
 */
public record Offer(String creatorId, String title, long amountPaise) {

    private static final int LONGEST_TITLE = 100;
    private static final String POST = "Exclusive post";

    /** Refuses what is not there or hidden (404), one's own, already bought, or too dear for a payment (422). */
    static Offer to(InitiatePayment c, Facts facts) {
        Item item = facts.fold(c.entityId(), Item.NONE, Item::after);
        if (item.type() != c.type() || item.creatorId() == null) throw unknown(c.type());
        if (item.creatorId().equals(c.userId()))
            throw Rejected.conflict("OWN_ITEM", "entityId", "Nobody pays for what is their own.");
        if (!item.visible() || !CreatorFacts.of(facts, item.creatorId()).isOpen()) throw unknown(c.type());
        if (c.type() == PaymentType.EXCLUSIVE_POST) checkPost(c, item, facts);
        long amountPaise =
                c.months() == null ? item.pricePaise() : MembershipPrice.paise(item.pricePaise(), c.months());
        Shape.amount(c.months() == null ? "entityId" : "duration", amountPaise, 0, Integer.MAX_VALUE);
        return new Offer(item.creatorId(), Objects.requireNonNullElse(item.title(), POST), amountPaise);
    }

    /** What is bought and for how much, from now on whatever becomes of it. */
    PaymentInitiated to(InitiatePayment c) {
        Split split = Split.of(amountPaise);
        return new PaymentInitiated(
                c.transactionId(),
                c.userId(),
                creatorId,
                c.type(),
                c.entityId(),
                title,
                c.months(),
                amountPaise,
                split.platformFeePaise(),
                split.creatorAmountPaise(),
                c.returnUrl());
    }

    private static void checkPost(InitiatePayment c, Item item, Facts facts) {
        if (!item.forSale())
            throw Rejected.conflict("NOT_FOR_SALE", "entityId", "This post opens with a membership, not by itself.");
        if (Purchase.isBought(facts, c.userId(), c.entityId())) throw Purchase.alreadyBought();
    }

    private static Rejected unknown(PaymentType type) {
        return Rejected.unknown("entityId", type.label().replace('_', ' '));
    }

    /**
     * A membership, a post or a service.
     *
     * @param type null for anything else
     * @param creatorId null if it is gone
     * @param forSale by itself
     */
    private record Item(
            @Nullable PaymentType type,
            @Nullable String creatorId,
            @Nullable String title,
            long pricePaise,
            boolean visible,
            boolean forSale) {

        static final Item NONE = new Item(null, null, null, 0, false, false);

        Item after(Event event) {
            return switch (event) {
                case MembershipOffered e ->
                    new Item(
                            PaymentType.MEMBERSHIP,
                            e.creatorId(),
                            e.title(),
                            e.monthlyRecurringFeePaise(),
                            e.visible(),
                            true);
                case MembershipChanged e ->
                    new Item(
                            PaymentType.MEMBERSHIP,
                            e.creatorId(),
                            e.title(),
                            e.monthlyRecurringFeePaise(),
                            e.visible(),
                            true);
                case MembershipWithdrawn e -> NONE;
                case ServiceOffered e ->
                    new Item(PaymentType.SERVICE, e.creatorId(), e.name(), e.pricePaise(), e.visible(), true);
                case ServiceChanged e ->
                    new Item(PaymentType.SERVICE, e.creatorId(), e.name(), e.pricePaise(), e.visible(), true);
                case ServiceWithdrawn e -> NONE;
                case PostPublished e -> post(e);
                case PostChanged e ->
                    new Item(type, creatorId, title(e.caption()), price(e.pricePaise()), true, forSale);
                case PostDeleted e -> NONE;
                case PostTakenDown e -> NONE;
                default -> this;
            };
        }

        private static Item post(PostPublished e) {
            boolean exclusive = e.postType() == PostType.EXCLUSIVE;
            return new Item(
                    PaymentType.EXCLUSIVE_POST,
                    e.creatorId(),
                    title(e.caption()),
                    price(e.pricePaise()),
                    true,
                    exclusive);
        }

        private static long price(@Nullable Long pricePaise) {
            return pricePaise == null ? 0 : pricePaise;
        }

        private static @Nullable String title(@Nullable String caption) {
            if (caption == null || caption.isBlank()) return null;
            String line = caption.strip().lines().findFirst().orElse(POST);
            boolean fits = line.codePointCount(0, line.length()) <= LONGEST_TITLE;
            return fits ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE));
        }
    }

    /** Whether this tier could be bought now. */
    public static boolean isTierOffered(Facts facts, UUID membershipId, String creatorId) {
        return facts.fold(membershipId, Item.NONE, Item::after).visible()
                && CreatorFacts.of(facts, creatorId).isOpen();
    }

    /** Whether there is a post of this id that was not deleted, and did not go with its creator. */
    static boolean isPostThere(Facts facts, UUID postId) {
        Item item = facts.fold(postId, Item.NONE, Item::after);
        return item.creatorId() != null
                && CreatorFacts.of(facts, item.creatorId()).here();
    }
}
