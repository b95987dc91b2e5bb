package io.desifans.identity.command;

import static io.desifans.command.TwoNodes.NODES;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.identity.UserEvent.RoleChanged;
import io.desifans.identity.command.User.ChangeRole;
import io.desifans.web.Caller;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdminRaceTest {

    private static final int ADMINS = 12;
    private static final List<String> ALL =
            IntStream.range(0, ADMINS).mapToObj(number -> "adminRace" + number).toList();

    @BeforeAll
    static void makeAdmins() {
        for (String userId : ALL) {
            NODES.register(userId);
            NODES.happened("User", DerivedId.of("User", userId), new RoleChanged(userId, "user,admin", "test"));
        }
    }

    @Test
    void of_all_admins_who_step_down_at_the_same_moment_one_stays() throws Exception {
        assertThat(NODES.race(ADMINS, AdminRaceTest::stepDown))
                .containsOnlyOnce("409 LAST_ADMIN")
                .filteredOn("done"::equals)
                .hasSize(ADMINS - 1);
    }

    private static void stepDown(int number) {
        String userId = ALL.get(number);
        Caller caller = new Caller(userId, "session", Set.of("user", "admin"));
        NODES.part(number, AdminChanges.class)
                .alone(() -> NODES.send(number, new ChangeRole(userId, "user", userId, ALL), caller));
    }
}
