package io.desifans.identity.command;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.command.Facts;
import io.desifans.creator.CreatorEvent.OnboardingCompleted;
import io.desifans.creator.CreatorEvent.OnboardingStepSaved;
import io.desifans.creator.CreatorEvent.UsernameChanged;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The usernames and subdomains that a person has ever asked for as a creator; the claims say which they still hold. */
record CreatorNames(Set<String> usernames, Set<String> subdomains) {

    static CreatorNames of(String userId, Facts facts) {
        return facts.fold(
                DerivedId.of("Creator", userId),
                new CreatorNames(new HashSet<>(), new HashSet<>()),
                CreatorNames::with);
    }

    void release(Claims claims, String holder) {
        for (String username : usernames) claims.release(ClaimKind.USERNAME, username, holder);
        for (String subdomain : subdomains) claims.release(ClaimKind.SUBDOMAIN, subdomain, holder);
    }

    private CreatorNames with(Event event) {
        switch (event) {
            case OnboardingStepSaved e -> {
                if (e.answers() != null) add(usernames, e.answers().username());
            }
            case OnboardingCompleted e -> {
                add(usernames, e.username());
                add(subdomains, e.subdomain());
            }
            case UsernameChanged e -> add(usernames, e.username());
            default -> {}
        }
        return this;
    }

    private static void add(Set<String> names, @Nullable String name) {
        if (name != null) names.add(name);
    }
}
