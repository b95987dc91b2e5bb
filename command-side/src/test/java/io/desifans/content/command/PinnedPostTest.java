package io.desifans.content.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.MINA;
import static io.desifans.command.Past.RAVI;

import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.content.PinEvent.PostPinned;
import io.desifans.content.PinEvent.PostUnpinned;
import io.desifans.content.PostEvent.PostDeleted;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.content.PostType;
import io.desifans.content.command.PinnedPost.PinCommand.PinPost;
import io.desifans.content.command.PinnedPost.PinCommand.UnpinPost;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class PinnedPostTest {

    private static final UUID ONE = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final UUID TWO = UUID.fromString("0199a000-0000-7000-8000-000000000002");
    private static final PostPinned PINNED = new PostPinned(ASHA, ONE, null);

    private final Past past = Past.ofFourUsers()
            .and(new PostPublished(ONE, ASHA, "Hello", PostType.EXCLUSIVE, 4900L, List.of()))
            .and(new PostPublished(TWO, ASHA, "Again", PostType.EXCLUSIVE, 4900L, List.of()));

    @Test
    void a_pin_takes_the_place_of_the_one_before() {
        fixture().givenNoPriorActivity().when(new PinPost(ONE, ASHA)).expectEvents(PINNED);
        fixture().given(PINNED).when(new PinPost(TWO, ASHA)).expectEvents(new PostPinned(ASHA, TWO, ONE));
        fixture()
                .given(PINNED)
                .when(new PinPost(ONE, ASHA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_deleted_post_leaves_its_place_empty() {
        past.and(new PostDeleted(ONE, ASHA));
        fixture().given(PINNED).when(new PinPost(TWO, ASHA)).expectEvents(new PostPinned(ASHA, TWO, null));
        fixture().given(PINNED).when(new PinPost(ONE, ASHA)).expectException(Refusal.of(404, "NOT_FOUND"));
    }

    @Test
    void a_pin_is_taken_away_once_and_only_from_the_post_that_has_it() {
        fixture().given(PINNED).when(new UnpinPost(ONE, ASHA)).expectEvents(new PostUnpinned(ASHA, ONE));
        fixture()
                .given(PINNED)
                .when(new UnpinPost(TWO, ASHA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture()
                .given(PINNED, new PostUnpinned(ASHA, ONE))
                .when(new UnpinPost(ONE, ASHA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void only_its_creator_pins_a_post() {
        fixture().givenNoPriorActivity().when(new PinPost(ONE, MINA)).expectException(Refusal.of(403, "NOT_YOUR_POST"));
        fixture()
                .givenNoPriorActivity()
                .when(new UnpinPost(ONE, RAVI))
                .expectException(Refusal.of(403, "NOT_A_CREATOR"));
    }

    private AggregateTestFixture<PinnedPost> fixture() {
        return past.fixture(PinnedPost.class);
    }
}
