package io.desifans.creator;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a creator has answered so far, one component per step of the wizard; null where a step was not saved yet. */
public record OnboardingAnswers(
        @Nullable String country,
        @Nullable CreatorType creatorType,
        @Nullable ContentType contentType,
        @Nullable String username,
        @Nullable String displayName,
        @Nullable String gender,
        @Nullable LocalDate dateOfBirth,
        @Nullable List<String> categories) {

    public static final OnboardingAnswers NONE = new OnboardingAnswers(null, null, null, null, null, null, null, null);
}
