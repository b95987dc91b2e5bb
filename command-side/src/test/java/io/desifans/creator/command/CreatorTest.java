package io.desifans.creator.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.MINA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.command.Refusal.assertInvalid;

import io.desifans.command.ClaimKind;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.creator.ContentType;
import io.desifans.creator.CreatorEvent.CreatorRegistered;
import io.desifans.creator.CreatorEvent.OnboardingCompleted;
import io.desifans.creator.CreatorEvent.OnboardingStepSaved;
import io.desifans.creator.CreatorEvent.ProfileChanged;
import io.desifans.creator.CreatorType;
import io.desifans.creator.OnboardingAnswers;
import io.desifans.creator.command.CreatorCommand.ChangeProfile;
import io.desifans.creator.command.CreatorCommand.CompleteOnboarding;
import io.desifans.creator.command.CreatorCommand.SaveOnboardingStep;
import io.desifans.web.Change;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CreatorTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final LocalDate BORN = LocalDate.of(1998, 4, 1);
    private static final CreatorRegistered REGISTERED = new CreatorRegistered(RAVI, "Name of " + RAVI);
    private static final OnboardingAnswers INDIA =
            new OnboardingAnswers("IN", null, null, null, null, null, null, null);
    private static final OnboardingAnswers FEMALE =
            new OnboardingAnswers(null, null, null, null, null, "female", null, null);
    private static final OnboardingStepSaved COUNTRY_SAVED = new OnboardingStepSaved(RAVI, 1, INDIA);
    private static final OnboardingStepSaved ALL_SAVED = new OnboardingStepSaved(RAVI, 8, all("ravi_9", BORN));

    private static final OnboardingCompleted COMPLETED = completed("ravi_9", "ravi-9");
    private static final String PICTURE = "https://cdn.example.test/ravi.jpg";

    private final Past past = Past.ofFourUsers();

    @Test
    void the_first_step_makes_a_creator_by_the_users_name() {
        fixture().givenNoPriorActivity().when(country("IN")).expectEvents(REGISTERED, COUNTRY_SAVED);
    }

    @Test
    void steps_are_saved_in_any_order_and_keep_the_others() {
        fixture()
                .given(REGISTERED, COUNTRY_SAVED)
                .when(new SaveOnboardingStep(RAVI, OnboardingStep.GENDER, FEMALE))
                .expectEvents(new OnboardingStepSaved(
                        RAVI, 6, new OnboardingAnswers("IN", null, null, null, null, "female", null, null)));
        fixture()
                .given(REGISTERED, COUNTRY_SAVED)
                .when(country("NP"))
                .expectEvents(new OnboardingStepSaved(
                        RAVI, 1, new OnboardingAnswers("NP", null, null, null, null, null, null, null)));
    }

    @Test
    void the_same_answer_again_changes_nothing() {
        fixture()
                .given(REGISTERED, COUNTRY_SAVED)
                .when(country("IN"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_step_takes_its_own_answer_and_no_other() {
        assertInvalid("gender", () -> new SaveOnboardingStep(RAVI, OnboardingStep.COUNTRY, FEMALE));
        assertInvalid("country", () -> new SaveOnboardingStep(RAVI, OnboardingStep.COUNTRY, OnboardingAnswers.NONE));
    }

    @Test
    void completing_fixes_the_answers_the_username_and_a_subdomain() {
        fixture()
                .given(REGISTERED, ALL_SAVED)
                .when(new CompleteOnboarding(RAVI, TODAY))
                .expectEvents(completed("ravi_9", "ravi-9"));
    }

    @Test
    void completing_again_changes_nothing() {
        fixture()
                .given(REGISTERED, ALL_SAVED, completed("ravi_9", "ravi-9"))
                .when(new CompleteOnboarding(RAVI, TODAY))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void after_completion_no_answer_changes() {
        fixture()
                .given(REGISTERED, ALL_SAVED, completed("ravi_9", "ravi-9"))
                .when(country("NP"))
                .expectException(Refusal.of(409, "ALREADY_ONBOARDED"));
        fixture()
                .given(REGISTERED, ALL_SAVED, completed("ravi_9", "ravi-9"))
                .when(country("IN"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource
    void completing_names_the_step_that_is_missing(OnboardingStep step) {
        fixture()
                .given(REGISTERED, new OnboardingStepSaved(RAVI, 8, allBut(step)))
                .when(new CompleteOnboarding(RAVI, TODAY))
                .expectException(Refusal.of(409, "ONBOARDING_INCOMPLETE", step.field()));
    }

    @Test
    void completing_before_the_first_step_names_the_first_step() {
        fixture()
                .givenNoPriorActivity()
                .when(new CompleteOnboarding(RAVI, TODAY))
                .expectException(Refusal.of(409, "ONBOARDING_INCOMPLETE", "country"));
    }

    @Test
    void completing_checks_every_answer_again() {
        fixture()
                .given(REGISTERED, new OnboardingStepSaved(RAVI, 8, all("admin", BORN)))
                .when(new CompleteOnboarding(RAVI, TODAY))
                .expectException(Refusal.of(400, "VALIDATION_ERROR", "username"));
    }

    @Test
    void a_creator_is_an_adult_on_the_day_of_completion() {
        var saved = new OnboardingStepSaved(RAVI, 8, all("ravi", LocalDate.of(2008, 11, 22)));
        fixture()
                .given(REGISTERED, saved)
                .when(new CompleteOnboarding(RAVI, TODAY.minusDays(1)))
                .expectException(Refusal.of(409, "UNDER_AGE", "dateOfBirth"));
        fixture()
                .given(REGISTERED, saved)
                .when(new CompleteOnboarding(RAVI, TODAY))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void a_taken_username_is_refused_and_ones_own_is_not() {
        past.taken(ClaimKind.USERNAME, "ravi_9", MINA);
        fixture()
                .given(REGISTERED, ALL_SAVED)
                .when(new CompleteOnboarding(RAVI, TODAY))
                .expectException(Refusal.of(409, "USERNAME_TAKEN", "username"));
        Past own = Past.ofFourUsers().taken(ClaimKind.USERNAME, "ravi_9", RAVI);
        own.fixture(Creator.class)
                .given(REGISTERED, ALL_SAVED)
                .when(new CompleteOnboarding(RAVI, TODAY))
                .expectEvents(completed("ravi_9", "ravi-9"));
    }

    @Test
    void a_taken_subdomain_is_followed_by_the_next_free_number() {
        past.taken(ClaimKind.SUBDOMAIN, "ravi-9", MINA).taken(ClaimKind.SUBDOMAIN, "ravi-9-2", ASHA);
        fixture()
                .given(REGISTERED, ALL_SAVED)
                .when(new CompleteOnboarding(RAVI, TODAY))
                .expectEvents(completed("ravi_9", "ravi-9-3"));
    }

    @Test
    void a_deleted_user_does_not_go_on() {
        past.and(Past.deleted(RAVI));
        fixture()
                .given(REGISTERED, COUNTRY_SAVED)
                .when(country("NP"))
                .expectException(Refusal.of(403, "ACCOUNT_DELETED"));
        fixture()
                .given(REGISTERED, ALL_SAVED)
                .when(new CompleteOnboarding(RAVI, TODAY))
                .expectException(Refusal.of(403, "ACCOUNT_DELETED"));
    }

    @Test
    void what_is_left_out_of_a_profile_stays_and_a_bio_can_be_taken_away() {
        past.and(COMPLETED);
        var first = new ProfileChanged(RAVI, "Ravi", "I sing\nand paint", PICTURE, null);
        var noBio = new ProfileChanged(RAVI, "Ravi K", null, PICTURE, null);
        fixture()
                .given(COMPLETED)
                .when(profile(null, new Change<>("I sing\nand paint"), new Change<>(PICTURE)))
                .expectEvents(first);
        fixture()
                .given(COMPLETED, first)
                .when(profile("Ravi K", new Change<>(null), null))
                .expectEvents(noBio);
        fixture()
                .given(COMPLETED, first, noBio)
                .when(profile("Ravi K", null, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void who_is_not_onboarded_has_no_profile() {
        fixture()
                .given(REGISTERED, COUNTRY_SAVED)
                .when(profile("Ravi K", null, null))
                .expectException(Refusal.of(403, "NOT_A_CREATOR"));
    }

    @Test
    void every_field_of_a_profile_is_bounded() {
        profile("🙏".repeat(100), new Change<>("b".repeat(500)), null);
        assertInvalid("displayName", () -> profile("n".repeat(101), null, null));
        assertInvalid("displayName", () -> profile("two\nlines", null, null));
        assertInvalid("bio", () -> profile(null, new Change<>("b".repeat(501)), null));
        assertInvalid("profileImageUrl", () -> profile(null, null, new Change<>("javascript:alert(1)")));
    }

    private static ChangeProfile profile(String displayName, Change<String> bio, Change<String> image) {
        return new ChangeProfile(RAVI, displayName, bio, image, null);
    }

    private static SaveOnboardingStep country(String code) {
        return new SaveOnboardingStep(
                RAVI, OnboardingStep.COUNTRY, new OnboardingAnswers(code, null, null, null, null, null, null, null));
    }

    private static OnboardingAnswers all(String username, LocalDate born) {
        return new OnboardingAnswers(
                "IN", CreatorType.HUMAN, ContentType.GENERAL, username, "Ravi", "other", born, List.of("Music", "Art"));
    }

    private static OnboardingAnswers allBut(OnboardingStep step) {
        OnboardingAnswers a = all("ravi", BORN);
        return new OnboardingAnswers(
                step == OnboardingStep.COUNTRY ? null : a.country(),
                step == OnboardingStep.CREATOR_TYPE ? null : a.creatorType(),
                step == OnboardingStep.CONTENT_TYPE ? null : a.contentType(),
                step == OnboardingStep.USERNAME ? null : a.username(),
                step == OnboardingStep.DISPLAY_NAME ? null : a.displayName(),
                step == OnboardingStep.GENDER ? null : a.gender(),
                step == OnboardingStep.DATE_OF_BIRTH ? null : a.dateOfBirth(),
                step == OnboardingStep.CATEGORIES ? null : a.categories());
    }

    private static OnboardingCompleted completed(String username, String subdomain) {
        return new OnboardingCompleted(
                RAVI,
                "IN",
                CreatorType.HUMAN,
                ContentType.GENERAL,
                username,
                "Ravi",
                "other",
                BORN,
                List.of("Music", "Art"),
                subdomain);
    }

    private AggregateTestFixture<Creator> fixture() {
        return past.fixture(Creator.class);
    }
}
