package io.desifans.content.command;

import static io.desifans.command.Past.ADMIN;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.MINA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.content.MediaType.IMAGE;
import static io.desifans.content.MediaType.VIDEO;
import static io.desifans.content.PostType.EXCLUSIVE;
import static io.desifans.content.PostType.SUBSCRIPTION;

import io.desifans.DerivedId;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.content.PostEvent.MediaAttached;
import io.desifans.content.PostEvent.PostDeleted;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.content.command.PostCommand.DeletePost;
import io.desifans.content.command.PostCommand.PublishPost;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class PostTest {

    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final UUID TIER = UUID.fromString("0199a000-0000-7000-8000-000000000002");
    private static final UUID FOREIGN_TIER = UUID.fromString("0199a000-0000-7000-8000-000000000003");
    private static final String URL = "https://cdn.example.test/1.jpg";

    private static final PostPublished EXCLUSIVE_POST =
            new PostPublished(ID, ASHA, "Hello", EXCLUSIVE, 4900L, List.of());
    private static final PostDeleted DELETED = new PostDeleted(ID, ASHA);

    private final Past past = Past.ofFourUsers()
            .and(new MembershipOffered(TIER, ASHA, "Gold", "Everything", 49900, true, null))
            .and(new MembershipOffered(FOREIGN_TIER, MINA, "Gold", "Everything", 49900, true, null));

    @Test
    void an_exclusive_post_is_published_with_its_media_in_order() {
        Map<String, Object> metadata = Map.of("width", 1080, "alt", "A drawing");
        var first = new Media(IMAGE, URL, null, null, "https://cdn.example.test/blur.jpg", metadata);
        var second = new Media(VIDEO, URL, null, "https://cdn.example.test/1.m3u8", null, null);
        fixture()
                .givenNoPriorActivity()
                .when(exclusive(ASHA, "Hello", List.of(first, second)))
                .expectEvents(
                        EXCLUSIVE_POST,
                        new MediaAttached(
                                ID,
                                ASHA,
                                DerivedId.of("postMedia", ID.toString(), "0"),
                                IMAGE,
                                URL,
                                null,
                                null,
                                "https://cdn.example.test/blur.jpg",
                                metadata,
                                0),
                        new MediaAttached(
                                ID,
                                ASHA,
                                DerivedId.of("postMedia", ID.toString(), "1"),
                                VIDEO,
                                URL,
                                null,
                                "https://cdn.example.test/1.m3u8",
                                null,
                                null,
                                1));
    }

    @Test
    void a_subscription_post_opens_to_own_tiers() {
        fixture()
                .givenNoPriorActivity()
                .when(subscription(ASHA, List.of(TIER)))
                .expectEvents(new PostPublished(ID, ASHA, "Hello", SUBSCRIPTION, null, List.of(TIER)));
    }

    @Test
    void a_foreign_or_unknown_tier_is_refused_in_the_same_way() {
        for (UUID tier : List.of(FOREIGN_TIER, UUID.fromString("0199a000-0000-7000-8000-0000000000ff")))
            fixture()
                    .givenNoPriorActivity()
                    .when(subscription(ASHA, List.of(TIER, tier)))
                    .expectException(Refusal.of(400, "VALIDATION_ERROR", "membershipIds[1]"));
    }

    @Test
    void only_an_onboarded_creator_publishes() {
        fixture()
                .givenNoPriorActivity()
                .when(exclusive(RAVI, "Hello", List.of()))
                .expectException(Refusal.of(403, "NOT_A_CREATOR"));
    }

    @Test
    void a_deleted_creator_publishes_nothing() {
        past.and(Past.deleted(ASHA));
        fixture()
                .givenNoPriorActivity()
                .when(exclusive(ASHA, "Hello", List.of()))
                .expectException(Refusal.of(403, "ACCOUNT_DELETED"));
    }

    @Test
    void a_repeated_request_publishes_one_post() {
        fixture()
                .given(EXCLUSIVE_POST)
                .when(exclusive(ASHA, "Hello", List.of()))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void an_id_in_use_is_refused_whosever_it_is() {
        for (PublishPost other : List.of(
                exclusive(MINA, "Hello", List.of()),
                exclusive(ASHA, "Bye", List.of()),
                exclusive(ASHA, "Hello", List.of(image()))))
            fixture().given(EXCLUSIVE_POST).when(other).expectException(Refusal.of(409, "ID_TAKEN"));
        fixture()
                .given(EXCLUSIVE_POST, DELETED)
                .when(exclusive(ASHA, "Hello", List.of()))
                .expectException(Refusal.of(409, "ID_TAKEN"));
    }

    @Test
    void its_creator_deletes_a_post_once() {
        fixture().given(EXCLUSIVE_POST).when(new DeletePost(ID, ASHA)).expectEvents(DELETED);
        fixture()
                .given(EXCLUSIVE_POST, DELETED)
                .when(new DeletePost(ID, ASHA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void nobody_else_deletes_a_post_or_learns_of_a_deleted_one() {
        for (String other : List.of(MINA, ADMIN)) {
            fixture()
                    .given(EXCLUSIVE_POST)
                    .when(new DeletePost(ID, other))
                    .expectException(Refusal.of(403, "NOT_YOUR_POST"));
            fixture()
                    .given(EXCLUSIVE_POST, DELETED)
                    .when(new DeletePost(ID, other))
                    .expectException(Refusal.of(404, "NOT_FOUND"));
        }
        fixture().givenNoPriorActivity().when(new DeletePost(ID, ASHA)).expectException(Refusal.of(404, "NOT_FOUND"));
    }

    @Test
    void the_post_of_a_deleted_creator_is_gone() {
        past.and(Past.deleted(ASHA));
        fixture().given(EXCLUSIVE_POST).when(new DeletePost(ID, ADMIN)).expectException(Refusal.of(404, "NOT_FOUND"));
    }

    private static Media image() {
        return new Media(IMAGE, URL, null, null, null, null);
    }

    private static PublishPost exclusive(String creatorId, String caption, List<Media> media) {
        return new PublishPost(ID, creatorId, caption, EXCLUSIVE, 4900L, List.of(), media);
    }

    private static PublishPost subscription(String creatorId, List<UUID> tiers) {
        return new PublishPost(ID, creatorId, "Hello", SUBSCRIPTION, null, tiers, List.of());
    }

    private AggregateTestFixture<Post> fixture() {
        return past.fixture(Post.class);
    }
}
