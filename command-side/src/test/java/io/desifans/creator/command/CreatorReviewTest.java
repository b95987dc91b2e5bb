package io.desifans.creator.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.MINA;
import static io.desifans.command.Refusal.assertInvalid;

import io.desifans.command.ClaimKind;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.creator.ContentType;
import io.desifans.creator.CreatorEvent.CreatorApproved;
import io.desifans.creator.CreatorEvent.CreatorRegistered;
import io.desifans.creator.CreatorEvent.CreatorRejected;
import io.desifans.creator.CreatorEvent.OnboardingCompleted;
import io.desifans.creator.CreatorEvent.OnboardingStepSaved;
import io.desifans.creator.CreatorEvent.ProfileChanged;
import io.desifans.creator.CreatorEvent.UsernameChanged;
import io.desifans.creator.CreatorType;
import io.desifans.creator.OnboardingAnswers;
import io.desifans.creator.command.CreatorCommand.ApproveCreator;
import io.desifans.creator.command.CreatorCommand.ChangeUsername;
import io.desifans.creator.command.CreatorCommand.CompleteOnboarding;
import io.desifans.creator.command.CreatorCommand.RejectCreator;
import io.desifans.creator.command.Membership.MembershipCommand.OfferMembership;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

/** A creator approved, rejected, and back. */
class CreatorReviewTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final CreatorRegistered REGISTERED = new CreatorRegistered(ASHA, "Asha");
    private static final OnboardingStepSaved SAVED = new OnboardingStepSaved(ASHA, 8, answers("asha", "Asha"));
    private static final OnboardingCompleted COMPLETED = completed("asha", "Asha");
    private static final ProfileChanged RENAMED = new ProfileChanged(ASHA, "Asha R", "I paint", null, null);
    private static final CreatorApproved APPROVED = new CreatorApproved(ASHA);
    private static final CreatorRejected REJECTED = new CreatorRejected(ASHA, "Not you", answers("asha", "Asha R"));
    private static final UsernameChanged NAMED = new UsernameChanged(ASHA, "asha-2");

    private final Past past = Past.ofFourUsers().taken(ClaimKind.USERNAME, "asha", ASHA);

    @Test
    void an_onboarded_creator_is_approved_once() {
        onboarded().when(new ApproveCreator(ASHA)).expectEvents(APPROVED);
        fixture()
                .given(REGISTERED, SAVED, COMPLETED, APPROVED)
                .when(new ApproveCreator(ASHA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture()
                .given(REGISTERED, SAVED)
                .when(new ApproveCreator(ASHA))
                .expectException(Refusal.of(409, "NOT_ONBOARDED"));
    }

    @Test
    void a_rejected_creator_goes_on_with_the_answers_and_the_name_of_the_page() {
        fixture()
                .given(REGISTERED, SAVED, COMPLETED, RENAMED, APPROVED)
                .when(new RejectCreator(ASHA, "Not you"))
                .expectEvents(REJECTED);
        fixture()
                .given(REGISTERED, SAVED, COMPLETED, RENAMED, REJECTED)
                .when(new RejectCreator(ASHA, "Still not"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture()
                .given(REGISTERED, SAVED)
                .when(new RejectCreator(ASHA, "Not you"))
                .expectException(Refusal.of(409, "NOT_ONBOARDED"));
        assertInvalid("reason", () -> new RejectCreator(ASHA, " "));
        assertInvalid("reason", () -> new RejectCreator(ASHA, "r".repeat(501)));
    }

    @Test
    void a_rejected_creator_sells_nothing_and_completes_again() {
        past.and(REJECTED);
        past.fixture(Membership.class)
                .givenNoPriorActivity()
                .when(new OfferMembership(UUID.randomUUID(), ASHA, "t", "d", 0, true, null))
                .expectException(Refusal.of(403, "NOT_A_CREATOR"));
        fixture()
                .given(REGISTERED, SAVED, COMPLETED, RENAMED, REJECTED)
                .when(new CompleteOnboarding(ASHA, TODAY))
                .expectEvents(completed("asha", "Asha R"));
    }

    @Test
    void a_username_changes_while_it_is_not_locked() {
        fixture().given(REGISTERED, SAVED).when(name("Asha-2")).expectEvents(NAMED);
        fixture()
                .given(REGISTERED, SAVED, NAMED)
                .when(name("asha-2"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        onboarded().when(name("asha-2")).expectException(Refusal.of(409, "USERNAME_LOCKED", "username"));
        fixture()
                .given(REGISTERED, SAVED, COMPLETED, REJECTED)
                .when(name("asha-2"))
                .expectEvents(NAMED);
        fixture()
                .given(REGISTERED, SAVED, COMPLETED, REJECTED, NAMED)
                .when(new CompleteOnboarding(ASHA, TODAY))
                .expectEvents(completed("asha-2", "Asha R"));
    }

    @Test
    void a_username_that_is_taken_reserved_or_malformed_is_refused() {
        past.taken(ClaimKind.USERNAME, "mina", MINA);
        fixture()
                .given(REGISTERED, SAVED)
                .when(name("mina"))
                .expectException(Refusal.of(409, "USERNAME_TAKEN", "username"));
        assertInvalid("username", () -> name("admin"));
        assertInvalid("username", () -> name("a b"));
        assertInvalid("username", () -> name(null));
    }

    private AggregateTestFixture<Creator> fixture() {
        return past.fixture(Creator.class);
    }

    private org.axonframework.test.aggregate.TestExecutor<Creator> onboarded() {
        return fixture().given(REGISTERED, SAVED, COMPLETED);
    }

    private static ChangeUsername name(String username) {
        return new ChangeUsername(ASHA, username);
    }

    private static OnboardingAnswers answers(String username, String displayName) {
        return new OnboardingAnswers(
                "IN",
                CreatorType.HUMAN,
                ContentType.GENERAL,
                username,
                displayName,
                "other",
                LocalDate.of(1998, 4, 1),
                List.of("Music"));
    }

    private static OnboardingCompleted completed(String username, String displayName) {
        return new OnboardingCompleted(
                ASHA,
                "IN",
                CreatorType.HUMAN,
                ContentType.GENERAL,
                username,
                displayName,
                "other",
                LocalDate.of(1998, 4, 1),
                List.of("Music"),
                username);
    }
}
