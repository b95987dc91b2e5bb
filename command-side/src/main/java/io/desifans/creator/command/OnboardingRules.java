package io.desifans.creator.command;

import io.desifans.command.Shape;
import io.desifans.creator.Categories;
import io.desifans.creator.OnboardingAnswers;
import io.desifans.web.Rejected;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What each answer of the onboarding wizard must be, and what all of them together must be. */
final class OnboardingRules {

    static final int ADULT_YEARS = 18;

    static final List<String> GENDERS = List.of("male", "female", "non-binary", "prefer-not-to-say", "other");

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1900, 1, 1);

    private OnboardingRules() {}

    /** The answers in the form in which they are kept. Refuses the first that is not what its step asks for. */
    static OnboardingAnswers checked(OnboardingAnswers answers) {
        return new OnboardingAnswers(
                ifGiven(answers.country(), OnboardingRules::country),
                answers.creatorType(),
                answers.contentType(),
                ifGiven(answers.username(), Username::of),
                ifGiven(answers.displayName(), OnboardingRules::displayName),
                ifGiven(answers.gender(), OnboardingRules::gender),
                ifGiven(answers.dateOfBirth(), OnboardingRules::dateOfBirth),
                ifGiven(answers.categories(), OnboardingRules::categories));
    }

    /** The former answers with the new ones in their places. */
    static OnboardingAnswers merged(OnboardingAnswers former, OnboardingAnswers answers) {
        return new OnboardingAnswers(
                either(answers.country(), former.country()),
                either(answers.creatorType(), former.creatorType()),
                either(answers.contentType(), former.contentType()),
                either(answers.username(), former.username()),
                either(answers.displayName(), former.displayName()),
                either(answers.gender(), former.gender()),
                either(answers.dateOfBirth(), former.dateOfBirth()),
                either(answers.categories(), former.categories()));
    }

    static void mustBeComplete(OnboardingAnswers answers) {
        for (OnboardingStep step : OnboardingStep.values())
            if (!step.isAnsweredIn(answers))
                throw Rejected.conflict(
                        "ONBOARDING_INCOMPLETE", step.field(), "Step " + step.number() + " is not saved yet.");
        checked(answers);
    }

    /** Age counts by calendar: who was born on 29 February comes of age on 1 March of a common year. */
    static void mustBeAdult(OnboardingAnswers answers, LocalDate today) {
        LocalDate born = Objects.requireNonNull(answers.dateOfBirth());
        if (Period.between(born, today).getYears() < ADULT_YEARS)
            throw Rejected.conflict("UNDER_AGE", "dateOfBirth", "A creator must be at least 18 years old.");
    }

    private static String country(String code) {
        return oneOf(COUNTRIES, "country", code, "an ISO 3166-1 alpha-2 code in upper case");
    }

    private static String displayName(String name) {
        Shape.line("displayName", name, 1, 100);
        return name;
    }

    private static String gender(String gender) {
        return oneOf(GENDERS, "gender", gender, "one of " + String.join(", ", GENDERS));
    }

    private static LocalDate dateOfBirth(LocalDate date) {
        if (date.isBefore(EARLIEST_BIRTH) || date.getYear() > 9999)
            throw Rejected.invalid("dateOfBirth", "dateOfBirth must be from 1900-01-01 to 9999-12-31.");
        return date;
    }

    private static List<String> categories(List<String> categories) {
        if (categories.isEmpty()) throw Rejected.invalid("categories", "categories must hold at least one.");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < categories.size(); i++) {
            String field = "categories[" + i + "]";
            String category =
                    oneOf(Categories.ALL, field, categories.get(i), "one of " + String.join(", ", Categories.ALL));
            if (!seen.add(category)) throw Rejected.invalid(field, field + " is given twice.");
        }
        return List.copyOf(categories);
    }

    private static String oneOf(Collection<String> allowed, String field, @Nullable String value, String rule) {
        if (value == null || !allowed.contains(value)) throw Rejected.invalid(field, field + " must be " + rule + ".");
        return value;
    }

    private static <T> @Nullable T ifGiven(@Nullable T value, UnaryOperator<T> rule) {
        return value == null ? null : rule.apply(value);
    }

    private static <T> @Nullable T either(@Nullable T first, @Nullable T second) {
        return first != null ? first : second;
    }
}
