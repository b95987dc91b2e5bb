package io.desifans.creator.command;

import io.desifans.command.Commands;
import io.desifans.creator.OnboardingAnswers;
import io.desifans.creator.command.CreatorCommand.CompleteOnboarding;
import io.desifans.creator.command.CreatorCommand.SaveOnboardingStep;
import io.desifans.web.Caller;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Onboarding, step by step. */
@RestController
@RequestMapping("/api/v1/onboarding")
class OnboardingEndpoints {

    private final Commands commands;
    private final Clock clock;

    OnboardingEndpoints(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @PutMapping("/steps/{number}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void saveStep(@PathVariable int number, @RequestBody OnboardingAnswers answer, Caller caller) {
        commands.send(new SaveOnboardingStep(caller.id(), OnboardingStep.of(number), answer), caller);
    }

    @PostMapping("/complete")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void complete(Caller caller) {
        commands.send(
                new CompleteOnboarding(caller.id(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)), caller);
    }
}
