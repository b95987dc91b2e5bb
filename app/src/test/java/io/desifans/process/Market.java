package io.desifans.process;

import io.desifans.DerivedId;
import io.desifans.billing.PaymentType;
import io.desifans.command.MemoryLog;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.content.PostType;
import io.desifans.creator.ContentType;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import io.desifans.creator.CreatorEvent.BankDetailsVerified;
import io.desifans.creator.CreatorEvent.OnboardingCompleted;
import io.desifans.creator.CreatorType;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import io.desifans.creator.ServiceEvent.ServiceOffered;
import io.desifans.creator.ServiceType;
import io.desifans.identity.UserEvent.UserRegistered;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Who sells and who buys in a world of money, and what. */
final class Market {

    static final String ASHA = "asha";
    static final String MINA = "mina";
    static final List<String> CREATORS = List.of(ASHA, MINA);
    static final List<String> FANS = List.of("ravi", "noor");
    static final String RAVI = FANS.getFirst();

    static final Item POST = new Item(PaymentType.EXCLUSIVE_POST, ASHA, 4_905);
    static final Item TIER = new Item(PaymentType.MEMBERSHIP, ASHA, 19_900);
    static final Item SERVICE = new Item(PaymentType.SERVICE, ASHA, 25_000);
    static final Item OTHER_POST = new Item(PaymentType.EXCLUSIVE_POST, MINA, 14);
    static final Item OTHER_TIER = new Item(PaymentType.MEMBERSHIP, MINA, 9_900);
    static final List<Item> ITEMS = List.of(POST, TIER, SERVICE, OTHER_POST, OTHER_TIER);

    /** @param pricePaise of a membership for one month */
    record Item(PaymentType type, String creatorId, long pricePaise) {

        UUID entityId() {
            return id(type + creatorId);
        }
    }

    private Market() {}

    /** One that looks as if it were random. */
    static UUID id(String name) {
        UUID derived = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new UUID(derived.getMostSignificantBits() & ~0xF000L | 0x4000L, derived.getLeastSignificantBits());
    }

    /** Everybody is there, and everything is on offer. */
    static void open(MemoryLog log) {
        for (String userId : List.of(ASHA, MINA, FANS.get(0), FANS.get(1)))
            log.happened(
                    user(userId),
                    new UserRegistered(userId, userId, userId + "@example.test", null, true, "user", "email"));
        for (String creatorId : CREATORS) {
            String creator = DerivedId.of("Creator", creatorId).toString();
            log.happened(creator, onboarded(creatorId));
            log.happened(
                    creator,
                    new BankDetailsChanged(
                            creatorId, "ABCDE1234F", "123456789", "HDFC0000001", null, "Asha", null, "savings"));
            log.happened(creator, new BankDetailsVerified(creatorId));
        }
        for (Item item : ITEMS) offer(log, item);
    }

    static String user(String userId) {
        return DerivedId.of("User", userId).toString();
    }

    private static OnboardingCompleted onboarded(String creatorId) {
        return new OnboardingCompleted(
                creatorId,
                "IN",
                CreatorType.HUMAN,
                ContentType.GENERAL,
                creatorId,
                creatorId,
                "female",
                LocalDate.of(1998, 4, 1),
                List.of("Art"),
                creatorId);
    }

    private static void offer(MemoryLog log, Item item) {
        UUID id = item.entityId();
        log.happened(
                id.toString(),
                switch (item.type()) {
                    case EXCLUSIVE_POST ->
                        new PostPublished(
                                id, item.creatorId(), "Post", PostType.EXCLUSIVE, item.pricePaise(), List.of());
                    case MEMBERSHIP ->
                        new MembershipOffered(id, item.creatorId(), "Tier", "All", item.pricePaise(), true, null);
                    case SERVICE ->
                        new ServiceOffered(
                                id,
                                item.creatorId(),
                                "Chat",
                                "Half an hour",
                                item.pricePaise(),
                                ServiceType.CHAT,
                                30,
                                true);
                });
    }
}
