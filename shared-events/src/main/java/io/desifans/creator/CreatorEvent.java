package io.desifans.creator;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Personal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a creator (table {@code creator}); the creator's id is the user's. */
public sealed interface CreatorEvent extends Event {

    String creatorId();

    record CreatorRegistered(
            @Person String creatorId,
            @Personal(of = "creatorId") @Nullable String displayName) implements CreatorEvent {}

    /**
     * @param step the step saved, 1 to 8
     * @param answers all answers so far, this one included
     */
    record OnboardingStepSaved(
            @Person String creatorId,
            int step,
            @Personal(of = "creatorId") @Nullable OnboardingAnswers answers) implements CreatorEvent {}

    record OnboardingCompleted(
            @Person String creatorId,
            @Personal(of = "creatorId") @Nullable String country,
            @Nullable CreatorType creatorType,
            @Nullable ContentType contentType,
            @Personal(of = "creatorId") @Nullable String username,
            @Personal(of = "creatorId") @Nullable String displayName,
            @Personal(of = "creatorId") @Nullable String gender,
            @Personal(of = "creatorId") @Nullable LocalDate dateOfBirth,
            List<String> categories,
            @Personal(of = "creatorId") @Nullable String subdomain)
            implements CreatorEvent {}

    /** What the creator's page says from now on. */
    record ProfileChanged(
            @Person String creatorId,
            @Personal(of = "creatorId") @Nullable String displayName,
            @Personal(of = "creatorId") @Nullable String bio,
            @Personal(of = "creatorId") @Nullable String profileImageUrl,
            @Personal(of = "creatorId") @Nullable String profileCoverUrl)
            implements CreatorEvent {

        /** The same page of another name. */
        public ProfileChanged under(@Nullable String newDisplayName) {
            return new ProfileChanged(creatorId, newDisplayName, bio, profileImageUrl, profileCoverUrl);
        }
    }

    /**
     * Where the creator is paid from now on; to be verified anew. Every value stays sealed for its readers.
     *
     * @param accountType {@code savings} or {@code current}
     */
    record BankDetailsChanged(
            @Person String creatorId,

            @Personal(of = "creatorId", keptSealed = true) @Nullable
            String pan,

            @Personal(of = "creatorId", keptSealed = true) @Nullable
            String accountNumber,

            @Personal(of = "creatorId", keptSealed = true) @Nullable
            String ifscCode,

            @Personal(of = "creatorId", keptSealed = true) @Nullable
            String bankName,

            @Personal(of = "creatorId", keptSealed = true) @Nullable
            String accountHolderName,

            @Personal(of = "creatorId", keptSealed = true) @Nullable
            String branchName,

            @Personal(of = "creatorId", keptSealed = true) @Nullable
            String accountType)
            implements CreatorEvent {

        /** Says whose they are only, so that no value can get into a log line. */
        @Override
        public String toString() {
            return "BankDetailsChanged[creatorId=" + creatorId + "]";
        }
    }

    /** An admin has seen that money sent there reaches the creator. */
    record BankDetailsVerified(@Person String creatorId) implements CreatorEvent {}

    /** An admin was shown them in clear; who and why, stands in the envelope. */
    record BankDetailsRevealed(@Person String creatorId) implements CreatorEvent {}

    /** The name from now on, while it is not locked; the former one is free. */
    record UsernameChanged(
            @Person String creatorId,
            @Personal(of = "creatorId") @Nullable String username) implements CreatorEvent {}

    /** An admin has looked at the creator and has no objection. */
    record CreatorApproved(@Person String creatorId) implements CreatorEvent {}

    /**
     * An admin has sent the creator back to the onboarding, which can be completed again.
     *
     * @param reason what the creator is told
     * @param answers with which the onboarding goes on
     */
    record CreatorRejected(
            @Person String creatorId,
            @Personal(of = "creatorId") @Nullable String reason,
            @Personal(of = "creatorId") @Nullable OnboardingAnswers answers)
            implements CreatorEvent {}

    /** The creator's account is gone for good, with all that stands below it; the user stays. */
    record CreatorDeleted(@Person String creatorId) implements CreatorEvent {}
}
