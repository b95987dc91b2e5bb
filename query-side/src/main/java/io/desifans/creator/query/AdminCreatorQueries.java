package io.desifans.creator.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.CREATOR_REVIEW;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.desifans.creator.CreatorReview;
import io.desifans.web.Cursor;
import io.desifans.web.Limit;
import io.desifans.web.OneOf;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All creators, onboarded or not, for admins. */
@RestController
class AdminCreatorQueries {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private final DSLContext db;

    AdminCreatorQueries(DSLContext db) {
        this.db = db;
    }

    /**
     * @param status {@code onboarding}, {@code pending}, {@code approved} or {@code rejected}
     * @param reason why they were rejected
     */
    record ReviewedCreator(
            String id,
            @Nullable String username,
            String displayName,
            boolean onboarded,
            int onboardingStep,
            @OneOf(CreatorReview.class) String status,
            @Nullable String reason,
            Instant createdAt) {}

    /** The newest first. */
    @GetMapping("/api/v1/admin/creators")
    Page<ReviewedCreator> all(
            @RequestParam(required = false) @Nullable CreatorReview status,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit) {
        return Page.of(
                db.select(
                                CREATOR.ID,
                                CREATOR.USERNAME,
                                CREATOR.DISPLAY_NAME,
                                CREATOR.ONBOARDED,
                                CREATOR.ONBOARDING_STEP,
                                CREATOR_REVIEW.STATUS,
                                CREATOR_REVIEW.REASON,
                                CREATOR_REVIEW.REGISTERED_AT)
                        .from(CREATOR_REVIEW)
                        .join(CREATOR)
                        .on(CREATOR.ID.eq(CREATOR_REVIEW.CREATOR_ID))
                        .where(status == null ? noCondition() : CREATOR_REVIEW.STATUS.eq(status.label()))
                        .and(startsWith(q))
                        .and(comesAfter(cursor))
                        .orderBy(CREATOR_REVIEW.REGISTERED_AT.desc(), CREATOR_REVIEW.CREATOR_ID.desc())
                        .limit(limit.plusOne())
                        .fetch(mapping(ReviewedCreator::new)),
                limit,
                last -> Cursor.encode(last.createdAt(), last.id()));
    }

    private static Condition comesAfter(@Nullable String cursor) {
        Cursor last = Cursor.decode(cursor, 2);
        if (last == null) return noCondition();
        return row(CREATOR_REVIEW.REGISTERED_AT, CREATOR_REVIEW.CREATOR_ID).lessThan(last.instant(0), last.text(1));
    }

    private static Condition startsWith(@Nullable String q) {
        if (q == null) return noCondition();
        if (q.isEmpty() || q.length() > 100 || CONTROL.matcher(q).find())
            throw Rejected.invalid("q", "q must be 1 to 100 characters without control characters.");
        String prefix = q.toLowerCase(Locale.ROOT);
        return CREATOR.USERNAME
                .startsWith(prefix)
                .or(lower(CREATOR.DISPLAY_NAME).startsWith(prefix))
                .or(CREATOR.ID.eq(q));
    }
}
