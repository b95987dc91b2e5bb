package io.desifans.creator.command;

import io.desifans.command.Shape;
import io.desifans.creator.OnboardingAnswers;
import io.desifans.web.Rejected;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The steps of the onboarding wizard in their order, each with the one field it asks for. */
enum OnboardingStep {
    COUNTRY("country", OnboardingAnswers::country),
    CREATOR_TYPE("creatorType", OnboardingAnswers::creatorType),
    CONTENT_TYPE("contentType", OnboardingAnswers::contentType),
    USERNAME("username", OnboardingAnswers::username),
    DISPLAY_NAME("displayName", OnboardingAnswers::displayName),
    GENDER("gender", OnboardingAnswers::gender),
    DATE_OF_BIRTH("dateOfBirth", OnboardingAnswers::dateOfBirth),
    CATEGORIES("categories", OnboardingAnswers::categories);

    private final String field;
    private final Function<OnboardingAnswers, @Nullable Object> answer;

    OnboardingStep(String field, Function<OnboardingAnswers, @Nullable Object> answer) {
        this.field = field;
        this.answer = answer;
    }

    /** @param number 1 to 8 */
    static OnboardingStep of(int number) {
        if (number < 1 || number > values().length) throw Rejected.notFound("onboarding step");
        return values()[number - 1];
    }

    int number() {
        return ordinal() + 1;
    }

    String field() {
        return field;
    }

    boolean isAnsweredIn(OnboardingAnswers answers) {
        return Objects.nonNull(answer.apply(answers));
    }

    void mustBeTheOnlyOneIn(OnboardingAnswers answers) {
        for (OnboardingStep other : values())
            if (other != this && other.isAnsweredIn(answers))
                throw Rejected.invalid(
                        other.field,
                        other.field + " does not belong to step " + number() + ", which asks for " + field + ".");
        Shape.present(field, answer.apply(answers));
    }
}
