package io.desifans.creator.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.billing.BankDetails;
import io.desifans.command.BankAccount;
import io.desifans.command.BankAccounts;
import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.command.Command;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import io.desifans.command.UserFacts;
import io.desifans.creator.CreatorEvent;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import io.desifans.creator.CreatorEvent.BankDetailsVerified;
import io.desifans.creator.CreatorEvent.CreatorRegistered;
import io.desifans.creator.CreatorEvent.OnboardingCompleted;
import io.desifans.creator.CreatorEvent.OnboardingStepSaved;
import io.desifans.creator.CreatorEvent.ProfileChanged;
import io.desifans.creator.OnboardingAnswers;
import io.desifans.web.Change;
import io.desifans.web.Rejected;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A creator: the answers of the onboarding wizard, and what completing it fixes. Its creator id is the user's. */
@Aggregate
class Creator {

    /** What a user may ask of their own creator account. */
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
    }

    @AggregateIdentifier
    private @Nullable UUID id;

    private OnboardingAnswers answers = OnboardingAnswers.NONE;
    private boolean onboarded;
    private @Nullable ProfileChanged profile;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(CreatorCommand.SaveOnboardingStep c, Facts facts) {
        UserFacts user = UserFacts.acting(facts, c.creatorId());
        OnboardingAnswers all = OnboardingRules.merged(answers, c.answer());
        if (all.equals(answers)) return;
        if (onboarded)
            throw Rejected.conflict("ALREADY_ONBOARDED", "Onboarding is completed; its answers no longer change.");
        if (id == null) apply(new CreatorRegistered(c.creatorId(), user.name()));
        apply(new OnboardingStepSaved(c.creatorId(), c.step().number(), all));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(CreatorCommand.CompleteOnboarding c, Facts facts, Claims claims) {
        UserFacts.acting(facts, c.creatorId());
        if (onboarded) return;
        OnboardingRules.mustBeComplete(answers);
        OnboardingRules.mustBeAdult(answers, c.today());
        String username = Objects.requireNonNull(answers.username());
        if (!isFreeFor(c.creatorId(), claims, ClaimKind.USERNAME, username))
            throw Rejected.conflict("USERNAME_TAKEN", "username", "This username is taken.");
        String subdomain = Subdomain.candidates(username)
                .filter(candidate -> isFreeFor(c.creatorId(), claims, ClaimKind.SUBDOMAIN, candidate))
                .findFirst()
                .orElseThrow();
        claims.take(ClaimKind.USERNAME, username, c.creatorId());
        claims.take(ClaimKind.SUBDOMAIN, subdomain, c.creatorId());
        apply(completed(c.creatorId(), username, subdomain));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(CreatorCommand.ChangeProfile c, Facts facts) {
        CreatorFacts.mustBeOnboarded(facts, c.creatorId());
        ProfileChanged now = Objects.requireNonNull(profile);
        var next = new ProfileChanged(
                c.creatorId(),
                c.displayName() == null ? now.displayName() : c.displayName(),
                Change.of(c.bio(), now.bio()),
                Change.of(c.profileImageUrl(), now.profileImageUrl()),
                Change.of(c.profileCoverUrl(), now.profileCoverUrl()));
        if (!next.equals(now)) apply(next);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(CreatorCommand.ChangeBankDetails c, Facts facts, BankAccounts accounts) {
        CreatorFacts.mustBeOnboarded(facts, c.creatorId());
        BankDetails details = c.details();
        if (details.equals(accounts.of(c.creatorId()).details())) return;
        apply(new BankDetailsChanged(
                c.creatorId(),
                details.pan(),
                details.accountNumber(),
                details.ifscCode(),
                details.bankName(),
                details.accountHolderName(),
                details.branchName(),
                details.accountType().label()));
    }

    @CommandHandler
    void decide(CreatorCommand.VerifyBankDetails c, Facts facts, BankAccounts accounts) {
        if (!CreatorFacts.of(facts, c.creatorId()).here()) throw Rejected.notFound("creator");
        BankAccount account = accounts.of(c.creatorId());
        if (account.details() == null)
            throw Rejected.conflict("BANK_DETAILS_MISSING", "The creator has given no bank details.");
        if (!account.verified()) apply(new BankDetailsVerified(c.creatorId()));
    }

    private static boolean isFreeFor(String creatorId, Claims claims, ClaimKind kind, String value) {
        return claims.holderOf(kind, value).map(creatorId::equals).orElse(true);
    }

    private OnboardingCompleted completed(String creatorId, String username, String subdomain) {
        return new OnboardingCompleted(
                creatorId,
                answers.country(),
                answers.creatorType(),
                answers.contentType(),
                username,
                answers.displayName(),
                answers.gender(),
                answers.dateOfBirth(),
                Objects.requireNonNull(answers.categories()),
                subdomain);
    }

    @EventSourcingHandler
    void evolve(CreatorEvent event) {
        id = DerivedId.of("Creator", event.creatorId());
        switch (event) {
            case CreatorRegistered e -> answers = OnboardingAnswers.NONE;
            case OnboardingStepSaved e -> answers = e.answers() == null ? OnboardingAnswers.NONE : e.answers();
            case OnboardingCompleted e -> {
                onboarded = true;
                profile = new ProfileChanged(e.creatorId(), e.displayName(), null, null, null);
            }
            case ProfileChanged e -> profile = e;
            case BankDetailsChanged e -> {
                // read by BankAccounts, because readers get the values sealed
            }
            case BankDetailsVerified e -> {
                // as above
            }
        }
    }
}
