package io.desifans.social.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;

import io.desifans.DerivedId;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.social.FollowEvent.FollowStarted;
import io.desifans.social.FollowEvent.FollowStopped;
import io.desifans.social.command.Follow.FollowCommand.StartFollowing;
import io.desifans.social.command.Follow.FollowCommand.StopFollowing;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class FollowTest {

    private static final UUID ID = DerivedId.of("Follow", RAVI, ASHA);
    private static final FollowStarted STARTED = new FollowStarted(ID, RAVI, ASHA);
    private static final FollowStopped STOPPED = new FollowStopped(ID, RAVI, ASHA);

    private final Past past = Past.ofFourUsers();

    private AggregateTestFixture<Follow> fixture() {
        return past.fixture(Follow.class);
    }

    @Test
    void a_fan_follows_a_creator() {
        fixture().givenNoPriorActivity().when(new StartFollowing(RAVI, ASHA)).expectEvents(STARTED);
    }

    @Test
    void a_second_follow_changes_nothing() {
        fixture()
                .given(STARTED)
                .when(new StartFollowing(RAVI, ASHA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_fan_leaves_and_comes_back() {
        fixture().given(STARTED).when(new StopFollowing(RAVI, ASHA)).expectEvents(STOPPED);
        fixture().given(STARTED, STOPPED).when(new StartFollowing(RAVI, ASHA)).expectEvents(STARTED);
    }

    @Test
    void leaving_a_creator_one_does_not_follow_changes_nothing() {
        fixture()
                .givenNoPriorActivity()
                .when(new StopFollowing(RAVI, ASHA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture()
                .given(STARTED, STOPPED)
                .when(new StopFollowing(RAVI, ASHA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void nobody_follows_themselves() {
        fixture()
                .givenNoPriorActivity()
                .when(new StartFollowing(ASHA, ASHA))
                .expectException(Refusal.of(409, "CANNOT_FOLLOW_SELF"));
    }

    @Test
    void only_an_onboarded_creator_is_there_to_be_followed_or_left() {
        for (String nobody : new String[] {RAVI, "nobody"}) {
            fixture()
                    .givenNoPriorActivity()
                    .when(new StartFollowing(ASHA, nobody))
                    .expectException(Refusal.of(404, "NOT_FOUND"));
            fixture()
                    .givenNoPriorActivity()
                    .when(new StopFollowing(ASHA, nobody))
                    .expectException(Refusal.of(404, "NOT_FOUND"));
        }
    }

    @Test
    void a_deleted_creator_is_neither_followed_nor_left() {
        past.and(Past.deleted(ASHA));
        fixture()
                .given(STARTED, STOPPED)
                .when(new StartFollowing(RAVI, ASHA))
                .expectException(Refusal.of(404, "NOT_FOUND"));
        fixture().given(STARTED).when(new StopFollowing(RAVI, ASHA)).expectException(Refusal.of(404, "NOT_FOUND"));
    }

    @Test
    void a_deleted_user_follows_nobody() {
        past.and(Past.deleted(RAVI));
        fixture()
                .givenNoPriorActivity()
                .when(new StartFollowing(RAVI, ASHA))
                .expectException(Refusal.of(403, "ACCOUNT_DELETED"));
    }
}
