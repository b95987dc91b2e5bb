package io.desifans.content.command;

import static io.desifans.command.Past.ADMIN;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;

import io.desifans.DerivedId;
import io.desifans.billing.PurchaseEvent.PostPurchaseGranted;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.content.LikeEvent.PostLiked;
import io.desifans.content.LikeEvent.PostUnliked;
import io.desifans.content.PostEvent.PostDeleted;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.content.PostType;
import io.desifans.content.command.Like.LikeCommand.LikePost;
import io.desifans.content.command.Like.LikeCommand.UnlikePost;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import io.desifans.creator.MembershipEvent.MembershipWithdrawn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class LikeTest {

    private static final Instant NOW = Instant.parse("2026-02-28T10:00:00Z");
    private static final UUID POST = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("0199a000-0000-7000-8000-000000000002");
    private static final UUID GOLD = UUID.fromString("0199a000-0000-7000-8000-000000000003");
    private static final UUID SILVER = UUID.fromString("0199a000-0000-7000-8000-000000000004");
    private static final UUID ID = DerivedId.of("Like", POST.toString(), ASHA);
    private static final PostLiked LIKED = new PostLiked(ID, POST, ASHA);
    private static final PostUnliked UNLIKED = new PostUnliked(ID, POST, ASHA);

    private final Past past =
            Past.ofFourUsers().and(new PostPublished(POST, ASHA, "Hello", PostType.EXCLUSIVE, 4900L, List.of()));

    private AggregateTestFixture<Like> fixture() {
        return past.fixture(Like.class);
    }

    @Test
    void whoever_can_see_a_post_likes_it() {
        fixture().givenNoPriorActivity().when(new LikePost(POST, ASHA, NOW)).expectEvents(LIKED);
        fixture()
                .givenNoPriorActivity()
                .when(new LikePost(POST, ADMIN, NOW))
                .expectEvents(new PostLiked(DerivedId.of("Like", POST.toString(), ADMIN), POST, ADMIN));
    }

    @Test
    void a_second_like_changes_nothing() {
        fixture()
                .given(LIKED)
                .when(new LikePost(POST, ASHA, NOW))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_like_is_taken_back_and_given_again() {
        fixture().given(LIKED).when(new UnlikePost(POST, ASHA)).expectEvents(UNLIKED);
        fixture().given(LIKED, UNLIKED).when(new LikePost(POST, ASHA, NOW)).expectEvents(LIKED);
    }

    @Test
    void taking_back_a_like_that_is_not_there_changes_nothing() {
        fixture()
                .givenNoPriorActivity()
                .when(new UnlikePost(POST, RAVI))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture()
                .given(LIKED, UNLIKED)
                .when(new UnlikePost(POST, ASHA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_locked_post_is_not_liked() {
        fixture()
                .givenNoPriorActivity()
                .when(new LikePost(POST, RAVI, NOW))
                .expectException(Refusal.of(403, "POST_LOCKED"));
    }

    @Test
    void whoever_has_bought_a_post_likes_it() {
        past.and(new PostPurchaseGranted(OTHER, RAVI, ASHA, POST, OTHER));
        fixture()
                .givenNoPriorActivity()
                .when(new LikePost(POST, RAVI, NOW))
                .expectEvents(new PostLiked(DerivedId.of("Like", POST.toString(), RAVI), POST, RAVI));
    }

    @Test
    void whoever_has_time_left_with_one_of_its_tiers_likes_it() {
        past.and(new PostPublished(OTHER, ASHA, "Hello", PostType.SUBSCRIPTION, null, List.of(GOLD, SILVER)));
        past.and(new MembershipOffered(SILVER, ASHA, "Silver", "Some", 100, true, null));
        past.and(granted(SILVER, NOW.plusMillis(1)));
        fixture()
                .givenNoPriorActivity()
                .when(new LikePost(OTHER, RAVI, NOW))
                .expectEvents(new PostLiked(DerivedId.of("Like", OTHER.toString(), RAVI), OTHER, RAVI));
        fixture()
                .givenNoPriorActivity()
                .when(new LikePost(OTHER, RAVI, NOW.plusMillis(1)))
                .expectException(Refusal.of(403, "POST_LOCKED"));
        fixture()
                .givenNoPriorActivity()
                .when(new LikePost(POST, RAVI, NOW))
                .expectException(Refusal.of(403, "POST_LOCKED"));
        past.and(granted(SILVER, NOW.plusMillis(2)));
        fixture()
                .givenNoPriorActivity()
                .when(new LikePost(OTHER, RAVI, NOW.plusMillis(1)))
                .expectSuccessfulHandlerExecution();
        past.and(new MembershipWithdrawn(SILVER, ASHA));
        fixture()
                .givenNoPriorActivity()
                .when(new LikePost(OTHER, RAVI, NOW.plusMillis(1)))
                .expectException(Refusal.of(403, "POST_LOCKED"));
    }

    private static GrantAdded granted(UUID tier, Instant end) {
        return new GrantAdded(
                DerivedId.of("subscriptions", RAVI, tier.toString()),
                DerivedId.of("customers", RAVI),
                RAVI,
                ASHA,
                tier,
                OTHER,
                1,
                end.minusSeconds(9),
                end.minusSeconds(9),
                end,
                true);
    }

    @Test
    void a_post_that_is_not_there_is_neither_liked_nor_unliked() {
        UUID unknown = UUID.fromString("0199a000-0000-7000-8000-00000000ffff");
        fixture()
                .givenNoPriorActivity()
                .when(new LikePost(unknown, ASHA, NOW))
                .expectException(Refusal.of(404, "NOT_FOUND"));
        past.and(new PostDeleted(POST, ASHA));
        fixture()
                .givenNoPriorActivity()
                .when(new LikePost(POST, ASHA, NOW))
                .expectException(Refusal.of(404, "NOT_FOUND"));
        fixture().given(LIKED).when(new UnlikePost(POST, ASHA)).expectException(Refusal.of(404, "NOT_FOUND"));
    }

    @Test
    void the_posts_of_a_deleted_creator_are_gone() {
        past.and(Past.deleted(ASHA));
        fixture()
                .givenNoPriorActivity()
                .when(new LikePost(POST, ADMIN, NOW))
                .expectException(Refusal.of(404, "NOT_FOUND"));
    }

    @Test
    void a_deleted_user_likes_nothing() {
        past.and(Past.deleted(ADMIN));
        fixture()
                .givenNoPriorActivity()
                .when(new LikePost(POST, ADMIN, NOW))
                .expectException(Refusal.of(403, "ACCOUNT_DELETED"));
    }
}
