package io.desifans.creator.command;

import io.desifans.DerivedId;
import io.desifans.billing.BankDetails;
import io.desifans.command.Command;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import io.desifans.creator.OnboardingAnswers;
import io.desifans.web.Change;
import java.time.LocalDate;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What a user may ask of their own creator account, and an admin of any. */
public sealed interface CreatorCommand extends Command {

    String creatorId();

    @TargetAggregateIdentifier
    default UUID aggregateId() {
        return DerivedId.of("Creator", creatorId());
    }

    /** @param answer holds the answer of this step and no other */
    @SentBy(Sender.USER)
    record SaveOnboardingStep(String creatorId, OnboardingStep step, OnboardingAnswers answer)
            implements CreatorCommand {

        public SaveOnboardingStep {
            step.mustBeTheOnlyOneIn(answer);
            answer = OnboardingRules.checked(answer);
        }
    }

    /** @param today the date in UTC, from the clock */
    @SentBy(Sender.USER)
    record CompleteOnboarding(String creatorId, LocalDate today) implements CreatorCommand {}

    /** @param displayName null leaves it as it is */
    @SentBy(Sender.USER)
    record ChangeProfile(
            String creatorId,
            @Nullable String displayName,
            @Nullable Change<String> bio,
            @Nullable Change<String> profileImageUrl,
            @Nullable Change<String> profileCoverUrl)
            implements CreatorCommand {

        public ChangeProfile {
            if (displayName != null) Shape.line("displayName", displayName, 1, 100);
            Shape.optionalProse("bio", Change.of(bio, null), 0, 500);
            Shape.optionalUrl("profileImageUrl", Change.of(profileImageUrl, null));
            Shape.optionalUrl("profileCoverUrl", Change.of(profileCoverUrl, null));
        }
    }

    @SentBy(Sender.USER)
    record ChangeBankDetails(String creatorId, BankDetails details) implements CreatorCommand {

        public ChangeBankDetails {
            details = BankDetailsRules.checked(details);
        }
    }

    @SentBy(Sender.ADMIN)
    record VerifyBankDetails(String creatorId) implements CreatorCommand {}

    /** An admin is about to see them in clear. */
    @SentBy(Sender.ADMIN)
    record RevealBankDetails(String creatorId) implements CreatorCommand {}

    /** While the name is not locked: before the onboarding is completed, or after a rejection. */
    @SentBy(Sender.USER)
    record ChangeUsername(String creatorId, String username) implements CreatorCommand {

        public ChangeUsername {
            Shape.present("username", username);
            username = Username.of(username);
        }
    }

    /** The user stays; nobody becomes a creator twice. */
    @SentBy(Sender.USER)
    record DeleteCreator(String creatorId) implements CreatorCommand {}

    @SentBy(Sender.ADMIN)
    record ApproveCreator(String creatorId) implements CreatorCommand {}

    /** @param reason 1 to 500 characters, for the creator to read */
    @SentBy(Sender.ADMIN)
    record RejectCreator(String creatorId, String reason) implements CreatorCommand {

        public RejectCreator {
            Shape.prose("reason", reason, 1, 500);
        }
    }
}
