package io.desifans.creator.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.CREATOR_REVIEW;
import static org.jooq.Records.mapping;

import io.desifans.creator.Usernames;
import io.desifans.query.Columns;
import io.desifans.web.Caller;
import io.desifans.web.SignedIn;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** How far a user's own onboarding has come. */
@SignedIn
@RestController
@RequestMapping("/api/v1/onboarding")
class OnboardingQueries {

    private final DSLContext db;

    OnboardingQueries(DSLContext db) {
        this.db = db;
    }

    /**
     * @param onboardingStep the step saved last, 1 to 8; 0 before the first
     * @param onboardingData the answers so far; null before the first and once onboarded
     * @param rejectedFor why an admin has sent the creator back; null if none has
     */
    record Onboarding(
            boolean onboarded,
            int onboardingStep,
            @Nullable JsonNode onboardingData,
            @Nullable String rejectedFor) {

        static final Onboarding NOT_BEGUN = new Onboarding(false, 0, null, null);
    }

    @GetMapping
    Onboarding onboarding(Caller caller) {
        return db.select(
                        CREATOR.ONBOARDED,
                        CREATOR.ONBOARDING_STEP,
                        Columns.json(CREATOR.ONBOARDING_DATA),
                        CREATOR_REVIEW.REASON)
                .from(CREATOR)
                .leftJoin(CREATOR_REVIEW)
                .on(CREATOR_REVIEW.CREATOR_ID.eq(CREATOR.ID))
                .where(CREATOR.ID.eq(caller.id()))
                .fetchOptional(mapping(Onboarding::new))
                .orElse(Onboarding.NOT_BEGUN);
    }

    /** @param reason {@code MALFORMED}, {@code RESERVED} or {@code TAKEN}; null if the username is available */
    record Availability(
            String username, boolean available, @Nullable String reason) {}

    @GetMapping("/username-availability")
    Availability availability(@RequestParam String username, Caller caller) {
        String reason = whyNot(username, caller);
        return new Availability(username, reason == null, reason);
    }

    private @Nullable String whyNot(String asked, Caller caller) {
        if (!Usernames.isWellFormed(asked)) return "MALFORMED";
        String username = asked.toLowerCase(Locale.ROOT);
        if (Usernames.RESERVED.contains(username)) return "RESERVED";
        return db.fetchExists(CREATOR, CREATOR.USERNAME.eq(username), CREATOR.ID.ne(caller.id())) ? "TAKEN" : null;
    }
}
