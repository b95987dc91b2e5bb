package io.desifans.creator.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.CREATOR_REVIEW;
import static io.desifans.projection.Erased.orErased;

import io.desifans.Event;
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
import io.desifans.creator.CreatorReview;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The table {@code creator}, and what admins think of its rows. */
@Component
public final class CreatorProjector implements Projector {

    private static final int LAST_STEP = 8;
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(CreatorEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(CREATOR, CREATOR_REVIEW);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch ((CreatorEvent) event) {
            case CreatorRegistered e -> register(e, at, rows);
            case OnboardingStepSaved e ->
                rows.update(CREATOR, e.creatorId())
                        .set(CREATOR.ONBOARDING_STEP, e.step())
                        .setJson(CREATOR.ONBOARDING_DATA, e.answers())
                        .set(CREATOR.UPDATED_AT, at);
            case OnboardingCompleted e -> complete(e, at, rows);
            case UsernameChanged e ->
                rows.update(CREATOR, e.creatorId())
                        .set(CREATOR.USERNAME, e.username())
                        .merge(CREATOR.ONBOARDING_DATA, Collections.singletonMap("username", e.username()))
                        .set(CREATOR.UPDATED_AT, at);
            case CreatorDeleted e -> rows.delete(CREATOR, e.creatorId());
            case CreatorApproved e -> review(rows, e, CreatorReview.APPROVED, null);
            case CreatorRejected e -> {
                rows.update(CREATOR, e.creatorId())
                        .set(CREATOR.ONBOARDED, false)
                        .set(CREATOR.USERNAME_LOCKED, false)
                        .setJson(CREATOR.ONBOARDING_DATA, e.answers())
                        .set(CREATOR.UPDATED_AT, at);
                review(rows, e, CreatorReview.REJECTED, e.reason());
            }
            case ProfileChanged e ->
                rows.update(CREATOR, e.creatorId())
                        .set(CREATOR.DISPLAY_NAME, orErased(e.displayName()))
                        .set(CREATOR.BIO, e.bio())
                        .set(CREATOR.PROFILE_IMAGE_URL, e.profileImageUrl())
                        .set(CREATOR.PROFILE_COVER_URL, e.profileCoverUrl())
                        .set(CREATOR.UPDATED_AT, at);
            case BankDetailsChanged e ->
                rows.update(CREATOR, e.creatorId())
                        .setJson(CREATOR.BANK_ACCOUNT_DETAILS, unverified(e))
                        .set(CREATOR.UPDATED_AT, at);
            case BankDetailsVerified e ->
                rows.update(CREATOR, e.creatorId())
                        .merge(CREATOR.BANK_ACCOUNT_DETAILS, Map.of("verified", true))
                        .set(CREATOR.UPDATED_AT, at);
            case BankDetailsRevealed e -> {
                // for auditors, who read the log
            }
        }
    }

    private static void register(CreatorRegistered e, Instant at, RowChanges rows) {
        rows.insert(CREATOR, e.creatorId())
                .set(CREATOR.DISPLAY_NAME, orErased(e.displayName()))
                .set(CREATOR.ONBOARDED, false)
                .set(CREATOR.USERNAME_LOCKED, false)
                .set(CREATOR.ONBOARDING_STEP, 0)
                .set(CREATOR.CREATED_AT, at)
                .set(CREATOR.UPDATED_AT, at);
        rows.insert(CREATOR_REVIEW, e.creatorId())
                .set(CREATOR_REVIEW.STATUS, CreatorReview.ONBOARDING.label())
                .set(CREATOR_REVIEW.REGISTERED_AT, at);
    }

    private static void complete(OnboardingCompleted e, Instant at, RowChanges rows) {
        rows.update(CREATOR, e.creatorId())
                .set(CREATOR.COUNTRY, e.country())
                .set(CREATOR.CREATOR_TYPE, e.creatorType())
                .set(CREATOR.CONTENT_TYPE, e.contentType())
                .set(CREATOR.USERNAME, e.username())
                .set(CREATOR.DISPLAY_NAME, orErased(e.displayName()))
                .set(CREATOR.GENDER, e.gender())
                .set(CREATOR.DATE_OF_BIRTH, startOf(e.dateOfBirth()))
                .setJson(CREATOR.CATEGORIES, e.categories())
                .set(CREATOR.SUBDOMAIN, e.subdomain())
                .set(CREATOR.ONBOARDED, true)
                .set(CREATOR.USERNAME_LOCKED, true)
                .set(CREATOR.ONBOARDING_STEP, LAST_STEP)
                .setJson(CREATOR.ONBOARDING_DATA, null)
                .set(CREATOR.UPDATED_AT, at);
        review(rows, e, CreatorReview.PENDING, null);
    }

    private static void review(RowChanges rows, CreatorEvent event, CreatorReview status, @Nullable String reason) {
        rows.update(CREATOR_REVIEW, event.creatorId())
                .set(CREATOR_REVIEW.STATUS, status.label())
                .set(CREATOR_REVIEW.REASON, reason);
    }

    /** The sealed values as they are stored, so that a replay gives the same bytes. */
    private static ObjectNode unverified(BankDetailsChanged e) {
        ObjectNode details = JSON.createObjectNode();
        keepSealed(details, "pan", e.pan());
        keepSealed(details, "accountNumber", e.accountNumber());
        keepSealed(details, "ifscCode", e.ifscCode());
        keepSealed(details, "bankName", e.bankName());
        keepSealed(details, "accountHolderName", e.accountHolderName());
        keepSealed(details, "branchName", e.branchName());
        keepSealed(details, "accountType", e.accountType());
        return details.put("verified", false);
    }

    private static void keepSealed(ObjectNode details, String name, @Nullable String sealed) {
        if (sealed != null) details.set(name, JSON.readTree(sealed));
    }

    private static @Nullable Instant startOf(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
