package io.desifans.creator.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.FOLLOWER;
import static io.desifans.db.Tables.POST;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;

import io.desifans.creator.ContentType;
import io.desifans.creator.CreatorType;
import io.desifans.eventstore.SealedTexts;
import io.desifans.query.Columns;
import io.desifans.query.CreatorChoice;
import io.desifans.web.Caller;
import io.desifans.web.KeptSelect;
import io.desifans.web.OneOf;
import io.desifans.web.Rejected;
import io.desifans.web.Revalidated;
import io.desifans.web.Row;
import io.desifans.web.SignedIn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
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
    private final KeptSelect named;
    private final SealedTexts texts;

    CreatorQueries(DSLContext db, DataSource database, SealedTexts texts) {
        this.db = db;
        this.named = new KeptSelect(
                database,
                select(CreatorPage.COLUMNS)
                        .from(CREATOR)
                        .where(CreatorChoice.named())
                        .and(CreatorChoice.visible()));
        this.texts = texts;
    }

    /** A creator's page. What was answered only for the platform (birth, gender, country, bank) is not on it. */
    record CreatorPage(
            String id,
            @Nullable String username,
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
            boolean following) {

        static final List<Field<?>> COLUMNS = List.of(
                CREATOR.ID,
                CREATOR.USERNAME,
                CREATOR.DISPLAY_NAME,
                CREATOR.CREATOR_TYPE,
                CREATOR.CONTENT_TYPE,
                CREATOR.CATEGORIES,
                CREATOR.SUBDOMAIN,
                CREATOR.PROFILE_IMAGE_URL,
                CREATOR.PROFILE_COVER_URL,
                CREATOR.BIO,
                CREATOR.CREATED_AT,
                field(selectCount().from(POST).where(POST.CREATOR_ID.eq(CREATOR.ID))),
                field(selectCount().from(FOLLOWER).where(FOLLOWER.CREATOR_ID.eq(CREATOR.ID))),
                field(exists(selectOne()
                        .from(FOLLOWER)
                        .where(FOLLOWER.CREATOR_ID.eq(CREATOR.ID))
                        .and(FOLLOWER.FOLLOWER_ID.eq(KeptSelect.CALLER)))));

        static CreatorPage read(Row row) {
            return new CreatorPage(
                    row.text(),
                    row.maybeText(),
                    row.text(),
                    row.maybeText(),
                    row.maybeText(),
                    row.maybeTree(),
                    row.maybeText(),
                    row.maybeText(),
                    row.maybeText(),
                    row.maybeText(),
                    row.instant(),
                    row.integer(),
                    row.integer(),
                    row.flag());
        }
    }

    @Revalidated
    @GetMapping("/{idOrUsername}")
    CreatorPage creator(@PathVariable String idOrUsername, Caller caller) {
        return CreatorChoice.naming("idOrUsername", idOrUsername, named.by(caller))
                .one(CreatorPage::read)
                .orElseThrow(() -> Rejected.notFound("creator"));
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
