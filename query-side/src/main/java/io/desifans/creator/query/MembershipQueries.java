package io.desifans.creator.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.MEMBERSHIP;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;

import io.desifans.query.CreatorChoice;
import io.desifans.web.Caller;
import io.desifans.web.Cursor;
import io.desifans.web.Limit;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import io.desifans.web.Revalidated;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The tiers of creators. */
@RestController
@RequestMapping("/api/v1/memberships")
class MembershipQueries {

    private final DSLContext db;

    MembershipQueries(DSLContext db) {
        this.db = db;
    }

    /** @param monthlyRecurringFee in paise */
    record Membership(
            UUID id,
            String creatorId,
            String title,
            String description,
            int monthlyRecurringFee,
            boolean visible,
            @Nullable String coverImageUrl,
            Instant createdAt,
            Instant updatedAt) {

        static final SelectField<Membership> FIELD = row(
                        MEMBERSHIP.ID,
                        MEMBERSHIP.CREATOR_ID,
                        MEMBERSHIP.TITLE,
                        MEMBERSHIP.DESCRIPTION,
                        MEMBERSHIP.MONTHLY_RECURRING_FEE,
                        MEMBERSHIP.VISIBLE,
                        MEMBERSHIP.COVER_IMAGE_URL,
                        MEMBERSHIP.CREATED_AT,
                        MEMBERSHIP.UPDATED_AT)
                .mapping(Membership::new);
    }

    @Revalidated
    @GetMapping("/{id}")
    Membership membership(@PathVariable UUID id, Caller caller) {
        return db.select(Membership.FIELD)
                .from(MEMBERSHIP)
                .join(CREATOR)
                .on(CREATOR.ID.eq(MEMBERSHIP.CREATOR_ID))
                .where(MEMBERSHIP.ID.eq(id))
                .and(CreatorChoice.visibleTo(caller))
                .and(visibleTo(caller))
                .fetchOptional(Record1::value1)
                .orElseThrow(() -> Rejected.notFound("membership"));
    }

    /** The cheapest first. */
    @Revalidated
    @GetMapping
    Page<Membership> ofCreator(
            @RequestParam String creator,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit,
            Caller caller) {
        Cursor after = Cursor.decode(cursor, 2);
        return db.select(multiset(select(Membership.FIELD)
                                .from(MEMBERSHIP)
                                .where(MEMBERSHIP.CREATOR_ID.eq(CREATOR.ID))
                                .and(visibleTo(caller))
                                .and(comesAfter(after))
                                .orderBy(MEMBERSHIP.MONTHLY_RECURRING_FEE, MEMBERSHIP.ID)
                                .limit(limit.plusOne()))
                        .convertFrom(rows -> rows.map(Record1::value1)))
                .from(CREATOR)
                .where(CreatorChoice.named("creator", creator))
                .and(CreatorChoice.visibleTo(caller))
                .fetchOptional(mapping(found -> Page.of(found, limit, MembershipQueries::cursorAfter)))
                .orElseThrow(() -> Rejected.notFound("creator"));
    }

    private static Condition visibleTo(Caller caller) {
        return caller.isAdmin()
                ? trueCondition()
                : condition(MEMBERSHIP.VISIBLE).or(CreatorChoice.isCaller(caller));
    }

    private static Condition comesAfter(@Nullable Cursor cursor) {
        if (cursor == null) return noCondition();
        return row(MEMBERSHIP.MONTHLY_RECURRING_FEE, MEMBERSHIP.ID).greaterThan((int) cursor.number(0), cursor.uuid(1));
    }

    private static String cursorAfter(Membership last) {
        return Cursor.encode(last.monthlyRecurringFee(), last.id());
    }
}
