package io.desifans.creator.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.FOLLOWER;
import static io.desifans.db.Tables.POST;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;

import io.desifans.creator.Categories;
import io.desifans.eventstore.SealedTexts;
import io.desifans.query.Columns;
import io.desifans.query.CreatorChoice;
import io.desifans.web.Caller;
import io.desifans.web.Cursor;
import io.desifans.web.Limit;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import io.desifans.web.SignedIn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Creators as everyone sees them, and one's own creator account. */
@RestController
@RequestMapping("/api/v1/creators")
class CreatorQueries {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private final DSLContext db;
    private final SealedTexts texts;

    CreatorQueries(DSLContext db, SealedTexts texts) {
        this.db = db;
        this.texts = texts;
    }

    /** A creator's page. What was answered only for the platform (birth, gender, country, bank) is not on it. */
    record CreatorPage(
            String id,
            String username,
            String displayName,
            @Nullable String creatorType,
            @Nullable String contentType,
            @Nullable JsonNode categories,
            @Nullable String subdomain,
            @Nullable String profileImageUrl,
            @Nullable String profileCoverUrl,
            @Nullable String bio,
            Instant createdAt,
            int postCount,
            int followerCount,
            boolean following) {}

    @GetMapping("/{idOrUsername}")
    CreatorPage creator(@PathVariable String idOrUsername, Caller caller) {
        return db.select(
                        CREATOR.ID,
                        CREATOR.USERNAME,
                        CREATOR.DISPLAY_NAME,
                        Columns.label(CREATOR.CREATOR_TYPE),
                        Columns.label(CREATOR.CONTENT_TYPE),
                        Columns.json(CREATOR.CATEGORIES),
                        CREATOR.SUBDOMAIN,
                        CREATOR.PROFILE_IMAGE_URL,
                        CREATOR.PROFILE_COVER_URL,
                        CREATOR.BIO,
                        CREATOR.CREATED_AT,
                        field(selectCount().from(POST).where(POST.CREATOR_ID.eq(CREATOR.ID))),
                        field(selectCount().from(FOLLOWER).where(FOLLOWER.CREATOR_ID.eq(CREATOR.ID))),
                        isFollowedBy(caller))
                .from(CREATOR)
                .where(CreatorChoice.named("idOrUsername", idOrUsername))
                .and(CreatorChoice.visibleTo(caller))
                .fetchOptional(mapping(CreatorPage::new))
                .orElseThrow(() -> Rejected.notFound("creator"));
    }

    private static Field<Boolean> isFollowedBy(Caller caller) {
        return field(exists(selectOne()
                .from(FOLLOWER)
                .where(FOLLOWER.CREATOR_ID.eq(CREATOR.ID))
                .and(FOLLOWER.FOLLOWER_ID.eq(caller.userId()))));
    }

    /** One's own creator account, with what only its owner may see. */
    record OwnCreator(
            String id,
            @Nullable String username,
            String displayName,
            @Nullable String country,
            @Nullable String creatorType,
            @Nullable String contentType,
            @Nullable String gender,
            @Nullable LocalDate dateOfBirth,
            @Nullable JsonNode categories,
            boolean onboarded,
            boolean usernameLocked,
            @Nullable String subdomain,
            int onboardingStep,
            @Nullable String profileImageUrl,
            @Nullable String profileCoverUrl,
            @Nullable String bio,
            @Nullable MaskedBankDetails bankDetails,
            Instant createdAt,
            Instant updatedAt) {}

    @SignedIn
    @GetMapping("/me")
    OwnCreator me(Caller caller) {
        return db.select(
                        CREATOR.ID,
                        CREATOR.USERNAME,
                        CREATOR.DISPLAY_NAME,
                        CREATOR.COUNTRY,
                        Columns.label(CREATOR.CREATOR_TYPE),
                        Columns.label(CREATOR.CONTENT_TYPE),
                        CREATOR.GENDER,
                        Columns.day(CREATOR.DATE_OF_BIRTH),
                        Columns.json(CREATOR.CATEGORIES),
                        CREATOR.ONBOARDED,
                        CREATOR.USERNAME_LOCKED,
                        CREATOR.SUBDOMAIN,
                        CREATOR.ONBOARDING_STEP,
                        CREATOR.PROFILE_IMAGE_URL,
                        CREATOR.PROFILE_COVER_URL,
                        CREATOR.BIO,
                        Columns.json(CREATOR.BANK_ACCOUNT_DETAILS)
                                .convertFrom(MaskedBankDetails.class, stored -> MaskedBankDetails.of(stored, texts)),
                        CREATOR.CREATED_AT,
                        CREATOR.UPDATED_AT)
                .from(CREATOR)
                .where(CREATOR.ID.eq(caller.id()))
                .fetchOptional(mapping(OwnCreator::new))
                .orElseThrow(() -> Rejected.notFound("creator"));
    }

    /** A creator in a list. */
    record ListedCreator(
            String id,
            String username,
            String displayName,
            @Nullable JsonNode categories,
            @Nullable String profileImageUrl,
            @Nullable String bio) {}

    @GetMapping
    Page<ListedCreator> search(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit) {
        Cursor after = Cursor.decode(cursor, 1);
        List<ListedCreator> found = db.select(
                        CREATOR.ID,
                        CREATOR.USERNAME,
                        CREATOR.DISPLAY_NAME,
                        Columns.json(CREATOR.CATEGORIES),
                        CREATOR.PROFILE_IMAGE_URL,
                        CREATOR.BIO)
                .from(CREATOR)
                .where(CREATOR.ONBOARDED)
                .and(CREATOR.USERNAME.isNotNull())
                .and(startsWith(q))
                .and(isIn(category))
                .and(after == null ? noCondition() : CREATOR.USERNAME.gt(after.text(0)))
                .orderBy(CREATOR.USERNAME)
                .limit(limit.plusOne())
                .fetch(mapping(ListedCreator::new));
        return Page.of(found, limit, last -> Cursor.encode(last.username()));
    }

    private static Condition startsWith(@Nullable String q) {
        if (q == null) return noCondition();
        if (q.isEmpty() || q.length() > 100 || CONTROL.matcher(q).find())
            throw Rejected.invalid("q", "q must be 1 to 100 characters without control characters.");
        String prefix = q.toLowerCase(Locale.ROOT);
        return CREATOR.USERNAME
                .startsWith(prefix)
                .or(lower(CREATOR.DISPLAY_NAME).startsWith(prefix));
    }

    private static Condition isIn(@Nullable String category) {
        if (category == null) return noCondition();
        if (!Categories.ALL.contains(category))
            throw Rejected.invalid("category", "category must be one of " + String.join(", ", Categories.ALL) + ".");
        return CREATOR.CATEGORIES.contains(JSONB.valueOf("[\"" + category + "\"]"));
    }
}
