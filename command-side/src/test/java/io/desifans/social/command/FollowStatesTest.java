package io.desifans.social.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;

import io.desifans.DerivedId;
import io.desifans.command.Past;
import io.desifans.command.StateTable;
import io.desifans.social.FollowEvent.FollowStarted;
import io.desifans.social.FollowEvent.FollowStopped;
import io.desifans.social.command.Follow.FollowCommand;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FollowStatesTest {

    private static final UUID ID = DerivedId.of("Follow", RAVI, ASHA);
    private static final FollowStarted STARTED = new FollowStarted(ID, RAVI, ASHA);

    @Test
    void every_command_in_every_state_of_a_follow() {
        StateTable.holds(
                """
                command | never          | on             | off
                start   | +FollowStarted | -              | +FollowStarted
                stop    | -              | +FollowStopped | -""",
                state -> Past.ofFourUsers()
                        .fixture(Follow.class)
                        .given(
                                switch (state) {
                                    case "never" -> List.of();
                                    case "on" -> List.of(STARTED);
                                    case "off" -> List.of(STARTED, new FollowStopped(ID, RAVI, ASHA));
                                    default -> throw new IllegalArgumentException(state);
                                }),
                name -> name.equals("start")
                        ? new FollowCommand.StartFollowing(RAVI, ASHA)
                        : new FollowCommand.StopFollowing(RAVI, ASHA),
                FollowCommand.class);
    }
}
