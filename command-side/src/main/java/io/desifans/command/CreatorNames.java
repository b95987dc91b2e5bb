package io.desifans.command;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.creator.CreatorEvent.OnboardingCompleted;
import io.desifans.creator.CreatorEvent.OnboardingStepSaved;
import io.desifans.creator.CreatorEvent.UsernameChanged;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The usernames and subdomains that a person has ever asked for as a creator; the claims say which they still hold. */
public record CreatorNames(Set<String> usernames, Set<String> subdomains) {

    /** A creator goes: refused as {@link MoneyDue} says, and their names are free when the command is done. */
    public static void leave(String userId, Facts facts, Claims claims) {
        MoneyDue.requireNone(userId, facts);
        of(userId, facts).release(claims, userId);
    }

    private static CreatorNames of(String userId, Facts facts) {
        return facts.fold(
                DerivedId.of("Creator", userId),
                new CreatorNames(new HashSet<>(), new HashSet<>()),
                CreatorNames::with);
    }

    private void release(Claims claims, String holder) {
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
