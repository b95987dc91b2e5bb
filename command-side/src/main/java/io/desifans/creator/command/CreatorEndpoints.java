package io.desifans.creator.command;

import io.desifans.command.ChosenId;
import io.desifans.command.Commands;
import io.desifans.creator.OnboardingAnswers;
import io.desifans.creator.command.Creator.CreatorCommand.CompleteOnboarding;
import io.desifans.creator.command.Creator.CreatorCommand.SaveOnboardingStep;
import io.desifans.creator.command.Membership.MembershipCommand.OfferMembership;
import io.desifans.web.Amount;
import io.desifans.web.Caller;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Onboarding and memberships, as a user changes them. */
@RestController
@RequestMapping("/api/v1")
class CreatorEndpoints {

    private final Commands commands;
    private final Clock clock;

    CreatorEndpoints(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @PutMapping("/onboarding/steps/{number}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void saveStep(@PathVariable int number, @RequestBody OnboardingAnswers answer, Caller caller) {
        commands.send(new SaveOnboardingStep(caller.id(), OnboardingStep.of(number), answer), caller);
    }

    @PostMapping("/onboarding/complete")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void complete(Caller caller) {
        commands.send(
                new CompleteOnboarding(caller.id(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)), caller);
    }

    record OfferedMembership(UUID membershipId) {}

    @PostMapping("/memberships")
    ResponseEntity<OfferedMembership> offer(@RequestBody MembershipBody body, Caller caller) {
        OfferMembership command = body.command(caller.id());
        commands.send(command, caller);
        return ResponseEntity.created(URI.create("/api/v1/memberships/" + command.membershipId()))
                .body(new OfferedMembership(command.membershipId()));
    }

    record MembershipBody(
            @Nullable UUID membershipId,
            String title,
            String description,
            Amount monthlyRecurringFee,
            @Nullable Boolean visible,
            @Nullable String coverImageUrl) {

        OfferMembership command(String creatorId) {
            return new OfferMembership(
                    ChosenId.orNew(membershipId),
                    creatorId,
                    title,
                    description,
                    monthlyRecurringFee.paise(),
                    visible == null || visible,
                    coverImageUrl);
        }
    }
}
