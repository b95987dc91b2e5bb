package io.desifans.identity.command;

import static io.desifans.command.TwoNodes.NODES;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.RegisterUser;
import io.desifans.identity.command.UserCommand.Registration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignUpRaceTest {

    @Test
    void of_a_hundred_sign_ups_with_one_email_one_wins_and_the_others_are_told() throws Exception {
        List<String> outcomes = NODES.race(100, SignUpRaceTest::signUp, SignUpRaceTest::userId);
        assertThat(outcomes)
                .containsOnlyOnce("done")
                .filteredOn("422 USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL"::equals)
                .hasSize(99);
        List<List<String>> stored = IntStream.range(0, 100)
                .mapToObj(number -> NODES.eventsOf(DerivedId.of("User", userId(number))))
                .filter(events -> !events.isEmpty())
                .toList();
        assertThat(stored).containsExactly(List.of("UserRegistered", "CredentialSet", "SessionStarted"));
    }

    private static RegisterUser signUp(int number) {
        String userId = userId(number);
        return new RegisterUser(
                userId,
                new Registration("Asha", "race@example.test", null, userId + "-row", "hash"),
                new NewSession(userId + "-session", userId + "-token", Instant.EPOCH, true, null, null));
    }

    private static String userId(int number) {
        return "signUpRace" + number;
    }
}
