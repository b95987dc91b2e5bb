package io.desifans.social.command;

import static io.desifans.command.TwoNodes.NODES;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.social.command.Follow.FollowCommand.StartFollowing;
import io.desifans.social.command.Follow.FollowCommand.StopFollowing;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FollowRaceTest {

    @Test
    void a_hundred_follows_of_one_pair_at_once_are_one() throws Exception {
        NODES.registerCreator("followed");
        NODES.register("follower");
        UUID follow = DerivedId.of("Follow", "follower", "followed");
        assertThat(NODES.race(100, i -> new StartFollowing("follower", "followed"), i -> "follower"))
                .isEqualTo(Collections.nCopies(100, "done"));
        assertThat(NODES.eventsOf(follow)).containsExactly("FollowStarted");
        assertThat(NODES.race(100, i -> new StopFollowing("follower", "followed"), i -> "follower"))
                .isEqualTo(Collections.nCopies(100, "done"));
        assertThat(NODES.eventsOf(follow)).containsExactly("FollowStarted", "FollowStopped");
    }
}
