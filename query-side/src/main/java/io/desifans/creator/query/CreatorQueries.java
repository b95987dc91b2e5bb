package io.desifans.creator.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.FOLLOWER;
import static io.desifans.db.Tables.POST;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;

import io.desifans.creator.ContentType;
import io.desifans.creator.CreatorType;
import io.desifans.eventstore.SealedTexts;
import io.desifans.query.Columns;
import io.desifans.query.CreatorChoice;
import io.desifans.web.Caller;
import io.desifans.web.OneOf;
import io.desifans.web.Rejected;
import io.desifans.web.Revalidated;
import io.desifans.web.SignedIn;
import java.time.Instant;
import java.time.LocalDate;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Creators as everyone sees them, and one's own creator account. */
@RestController
@RequestMapping("/api/v1/creators")
class CreatorQueries {

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
            @OneOf(CreatorType.class) @Nullable String creatorType,
            @OneOf(ContentType.class) @Nullable String contentType,
            @Nullable JsonNode categories,
            @Nullable String subdomain,
            @Nullable String profileImageUrl,
            @Nullable String profileCoverUrl,
            @Nullable String bio,
            Instant createdAt,
            int postCount,
            int followerCount,
            boolean following) {}

    @Revalidated
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
            @OneOf(CreatorType.class) @Nullable String creatorType,
            @OneOf(ContentType.class) @Nullable String contentType,
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
}
