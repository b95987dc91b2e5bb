package io.desifans.identity.command;

import static io.desifans.command.TwoNodes.NODES;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.identity.UserEvent.RoleChanged;
import io.desifans.identity.command.UserCommand.ChangeRole;
import io.desifans.web.Caller;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdminRaceTest {

    private static final int PAIRS = 30;

    @BeforeAll
    static void makeAdmins() {
        for (int number = 0; number < 2 * PAIRS; number++) {
            String userId = admin(number);
            NODES.register(userId);
            NODES.happened("User", DerivedId.of("User", userId), new RoleChanged(userId, "user,admin", "test"));
        }
    }

    @Test
    void of_two_admins_who_step_down_at_the_same_moment_one_stays() throws Exception {
        List<String> outcomes = NODES.race(2 * PAIRS, AdminRaceTest::stepDown);
        for (int pair = 0; pair < PAIRS; pair++)
            assertThat(outcomes.subList(2 * pair, 2 * pair + 2)).containsExactlyInAnyOrder("done", "409 LAST_ADMIN");
    }

    /** As if the two of a pair were all the admins there are. */
    private static void stepDown(int number) {
        String userId = admin(number);
        ChangeRole command = new ChangeRole(userId, "user", userId, List.of(userId, admin(number ^ 1)));
        Caller caller = new Caller(userId, "session", Set.of("user", "admin"));
        NODES.part(number, AdminChanges.class).alone(() -> NODES.send(number, command, caller));
    }

    private static String admin(int number) {
        return "adminRace" + number;
    }
}
