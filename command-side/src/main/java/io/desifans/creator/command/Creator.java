package io.desifans.creator.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.billing.BankDetails;
import io.desifans.command.BankAccounts;
import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.command.CreatorFacts;
import io.desifans.command.CreatorNames;
import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.creator.CreatorEvent;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import io.desifans.creator.CreatorEvent.BankDetailsRevealed;
import io.desifans.creator.CreatorEvent.BankDetailsVerified;
import io.desifans.creator.CreatorEvent.CreatorApproved;
import io.desifans.creator.CreatorEvent.CreatorDeleted;
import io.desifans.creator.CreatorEvent.CreatorRegistered;
import io.desifans.creator.CreatorEvent.CreatorRejected;
import io.desifans.creator.CreatorEvent.OnboardingCompleted;
import io.desifans.creator.CreatorEvent.OnboardingStepSaved;
import io.desifans.creator.CreatorEvent.ProfileChanged;
import io.desifans.creator.CreatorEvent.UsernameChanged;
import io.desifans.creator.OnboardingAnswers;
import io.desifans.web.Change;
import io.desifans.web.Rejected;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A creator: the answers of the onboarding wizard, and what completing it fixes. Its creator id is the user's. */
@Aggregate
class Creator {

    @AggregateIdentifier
    private @Nullable UUID id;

    private OnboardingAnswers answers = OnboardingAnswers.NONE;
    private boolean onboarded;
    private boolean deleted;
    private boolean approved;
    private boolean rejected;
    private @Nullable String username;
    private @Nullable String subdomain;
    private @Nullable ProfileChanged profile;

    @CommandHandlerInterceptor
    void mustNotBeDeleted(CreatorCommand c) {
        if (deleted && !(c instanceof CreatorCommand.DeleteCreator)) throw CreatorFacts.deleted();
    }

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
        String wanted = Objects.requireNonNull(answers.username());
        mustBeFree(c.creatorId(), claims, wanted);
        String place = Subdomain.candidates(wanted)
                .filter(candidate -> isFreeFor(c.creatorId(), claims, ClaimKind.SUBDOMAIN, candidate))
                .findFirst()
                .orElseThrow();
        hold(c.creatorId(), claims, ClaimKind.USERNAME, username, wanted);
        hold(c.creatorId(), claims, ClaimKind.SUBDOMAIN, subdomain, place);
        apply(completed(c.creatorId(), wanted, place));
    }

    @CommandHandler
    void decide(CreatorCommand.ChangeUsername c, Facts facts, Claims claims) {
        UserFacts.acting(facts, c.creatorId());
        if (c.username().equals(username)) return;
        if (onboarded) throw Rejected.conflict("USERNAME_LOCKED", "username", "The username no longer changes.");
        mustBeFree(c.creatorId(), claims, c.username());
        hold(c.creatorId(), claims, ClaimKind.USERNAME, username, c.username());
        apply(new UsernameChanged(c.creatorId(), c.username()));
    }

    @CommandHandler
    void decide(CreatorCommand.DeleteCreator c, Facts facts, Claims claims) {
        UserFacts.acting(facts, c.creatorId());
        if (deleted) return;
        CreatorNames.leave(c.creatorId(), facts, claims);
        apply(new CreatorDeleted(c.creatorId()));
    }

    @CommandHandler
    void decide(CreatorCommand.ApproveCreator c, Facts facts) {
        mustBeHere(c.creatorId(), facts);
        if (!onboarded) throw notOnboarded();
        if (!approved) apply(new CreatorApproved(c.creatorId()));
    }

    /** What the creator has sold stays sold; nothing more is. */
    @CommandHandler
    void decide(CreatorCommand.RejectCreator c, Facts facts) {
        mustBeHere(c.creatorId(), facts);
        if (rejected) return;
        if (!onboarded) throw notOnboarded();
        apply(new CreatorRejected(c.creatorId(), c.reason(), OnboardingRules.merged(answers, named())));
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
        mustBeHere(c.creatorId(), facts);
        if (!accounts.given(c.creatorId()).verified()) apply(new BankDetailsVerified(c.creatorId()));
    }

    /** Each time anew: each time somebody sees them. */
    @CommandHandler
    void decide(CreatorCommand.RevealBankDetails c, Facts facts, BankAccounts accounts) {
        mustBeHere(c.creatorId(), facts);
        accounts.given(c.creatorId());
        apply(new BankDetailsRevealed(c.creatorId()));
    }

    private static void mustBeHere(String creatorId, Facts facts) {
        if (!CreatorFacts.of(facts, creatorId).here()) throw Rejected.notFound("creator");
    }

    private static Rejected notOnboarded() {
        return Rejected.conflict("NOT_ONBOARDED", "The creator has not completed the onboarding.");
    }

    private static void mustBeFree(String creatorId, Claims claims, String name) {
        if (!isFreeFor(creatorId, claims, ClaimKind.USERNAME, name))
            throw Rejected.conflict("USERNAME_TAKEN", "username", "This username is taken.");
    }

    private static void hold(String creatorId, Claims claims, ClaimKind kind, @Nullable String before, String value) {
        if (before != null && !before.equals(value)) claims.release(kind, before, creatorId);
        claims.take(kind, value, creatorId);
    }

    private static boolean isFreeFor(String creatorId, Claims claims, ClaimKind kind, String value) {
        return claims.holderOf(kind, value).map(creatorId::equals).orElse(true);
    }

    /** The name that the page shows by now. */
    private OnboardingAnswers named() {
        String name = profile == null ? null : profile.displayName();
        return new OnboardingAnswers(null, null, null, username, name, null, null, null);
    }

    private OnboardingCompleted completed(String creatorId, String wanted, String place) {
        return new OnboardingCompleted(
                creatorId,
                answers.country(),
                answers.creatorType(),
                answers.contentType(),
                wanted,
                answers.displayName(),
                answers.gender(),
                answers.dateOfBirth(),
                Objects.requireNonNull(answers.categories()),
                place);
    }

    @EventSourcingHandler
    void evolve(CreatorEvent event) {
        id = DerivedId.of("Creator", event.creatorId());
        switch (event) {
            case CreatorRegistered e -> answers = OnboardingAnswers.NONE;
            case OnboardingStepSaved e -> answers = e.answers() == null ? OnboardingAnswers.NONE : e.answers();
            case OnboardingCompleted e -> {
                onboarded = true;
                rejected = false;
                username = e.username();
                subdomain = e.subdomain();
                profile = profile == null
                        ? new ProfileChanged(e.creatorId(), e.displayName(), null, null, null)
                        : profile.under(e.displayName());
            }
            case UsernameChanged e -> {
                username = e.username();
                answers = OnboardingRules.merged(
                        answers, new OnboardingAnswers(null, null, null, username, null, null, null, null));
            }
            case CreatorApproved e -> approved = true;
            case CreatorDeleted e -> deleted = true;
            case CreatorRejected e -> {
                onboarded = false;
                approved = false;
                rejected = true;
                answers = e.answers() == null ? OnboardingAnswers.NONE : e.answers();
            }
            case ProfileChanged e -> profile = e;
            case BankDetailsChanged e -> {
                // read by BankAccounts, because readers get the values sealed
            }
            case BankDetailsVerified e -> {}
            case BankDetailsRevealed e -> {}
        }
    }
}
