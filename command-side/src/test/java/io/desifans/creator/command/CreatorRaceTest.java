package io.desifans.creator.command;

import static io.desifans.command.TwoNodes.NODES;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.command.TwoNodes;
import io.desifans.creator.ContentType;
import io.desifans.creator.CreatorType;
import io.desifans.creator.OnboardingAnswers;
import io.desifans.creator.command.CreatorCommand.CompleteOnboarding;
import io.desifans.creator.command.CreatorCommand.SaveOnboardingStep;
import io.desifans.creator.command.Membership.MembershipCommand.OfferMembership;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CreatorRaceTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Test
    void of_many_who_want_one_username_one_wins_and_the_others_are_told() throws Exception {
        for (int i = 0; i < 100; i++) answerAll("fan" + i, "Asha_K");
        var results = NODES.race(100, i -> new CompleteOnboarding("fan" + i, TODAY), i -> "fan" + i);
        assertThat(results).containsOnlyOnce("done").containsOnly("done", "409 USERNAME_TAKEN");
        String winner = "fan" + results.indexOf("done");
        assertThat(NODES.race(2, i -> new CompleteOnboarding(winner, TODAY), i -> winner))
                .containsOnly("done");
        assertThat(NODES.creatorEvents(winner)).endsWith("OnboardingCompleted").hasSize(10);
        String loser = "fan" + results.indexOf("409 USERNAME_TAKEN");
        assertThat(NODES.creatorEvents(loser)).endsWith("OnboardingStepSaved").hasSize(9);
    }

    @Test
    void usernames_that_lead_to_one_subdomain_each_get_their_own() throws Exception {
        List<String> usernames = List.of("ravi_k", "ravi-k", "_ravi_k", "-ravi-k");
        for (int i = 0; i < 4; i++) answerAll("like" + i, usernames.get(i));
        var results = NODES.race(4, i -> new CompleteOnboarding("like" + i, TODAY), i -> "like" + i);
        assertThat(results).containsOnly("done");
        for (int i = 0; i < 4; i++)
            assertThat(NODES.creatorEvents("like" + i))
                    .endsWith("OnboardingCompleted")
                    .hasSize(10);
    }

    @Test
    void a_request_sent_many_times_at_once_is_done_once() throws Exception {
        NODES.register("mina");
        var india = new OnboardingAnswers("IN", null, null, null, null, null, null, null);
        assertThat(NODES.race(50, i -> new SaveOnboardingStep("mina", OnboardingStep.COUNTRY, india), i -> "mina"))
                .isEqualTo(Collections.nCopies(50, "done"));
        assertThat(NODES.creatorEvents("mina")).containsExactly("CreatorRegistered", "OnboardingStepSaved");
        answerAll("mina", "mina");
        NODES.send(0, new CompleteOnboarding("mina", TODAY), TwoNodes.user("mina"));
        UUID tier = UUID.fromString("0199a000-0000-7000-8000-00000000000a");
        assertThat(NODES.race(
                        50, i -> new OfferMembership(tier, "mina", "Gold", "All", 49900, true, null), i -> "mina"))
                .isEqualTo(Collections.nCopies(50, "done"));
        assertThat(NODES.eventsOf(tier)).containsExactly("MembershipOffered");
    }

    private static void answerAll(String userId, String username) {
        NODES.register(userId);
        var born = LocalDate.of(1998, 4, 1);
        save(userId, 1, new OnboardingAnswers("IN", null, null, null, null, null, null, null));
        save(userId, 2, new OnboardingAnswers(null, CreatorType.HUMAN, null, null, null, null, null, null));
        save(userId, 3, new OnboardingAnswers(null, null, ContentType.GENERAL, null, null, null, null, null));
        save(userId, 4, new OnboardingAnswers(null, null, null, username, null, null, null, null));
        save(userId, 5, new OnboardingAnswers(null, null, null, null, "Someone", null, null, null));
        save(userId, 6, new OnboardingAnswers(null, null, null, null, null, "other", null, null));
        save(userId, 7, new OnboardingAnswers(null, null, null, null, null, null, born, null));
        save(userId, 8, new OnboardingAnswers(null, null, null, null, null, null, null, List.of("Art")));
    }

    private static void save(String userId, int step, OnboardingAnswers answer) {
        NODES.send(step, new SaveOnboardingStep(userId, OnboardingStep.of(step), answer), TwoNodes.user(userId));
    }
}
