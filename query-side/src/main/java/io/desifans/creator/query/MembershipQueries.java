package io.desifans.creator.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.MEMBERSHIP;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import io.desifans.query.CreatorChoice;
import io.desifans.query.VisibleCreators;
import io.desifans.web.Caller;
import io.desifans.web.Cursor;
import io.desifans.web.KeptSelect;
import io.desifans.web.Limit;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import io.desifans.web.Revalidated;
import io.desifans.web.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.Field;
import org.jooq.Param;
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

    private static final Param<UUID> ID = param("id", UUID.class);
    private static final Param<Integer> AFTER_PRICE = param("afterPrice", Integer.class);
    private static final Param<UUID> AFTER_ID = param("afterId", UUID.class);
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final KeptSelect ofId;
    private final KeptSelect ofCreator;
    private final VisibleCreators creators;

    MembershipQueries(DataSource database, VisibleCreators creators) {
        this.ofId = new KeptSelect(
                database,
                select(Membership.COLUMNS)
                        .from(MEMBERSHIP)
                        .join(CREATOR)
                        .on(CREATOR.ID.eq(MEMBERSHIP.CREATOR_ID))
                        .where(MEMBERSHIP.ID.eq(ID))
                        .and(CreatorChoice.visible())
                        .and(CreatorChoice.shown(MEMBERSHIP.VISIBLE)));
        this.ofCreator = new KeptSelect(
                database,
                select(Membership.COLUMNS)
                        .from(MEMBERSHIP)
                        .join(CREATOR)
                        .on(CREATOR.ID.eq(MEMBERSHIP.CREATOR_ID))
                        .where(CreatorChoice.named())
                        .and(CreatorChoice.visible())
                        .and(CreatorChoice.shown(MEMBERSHIP.VISIBLE))
                        .and(row(MEMBERSHIP.MONTHLY_RECURRING_FEE, MEMBERSHIP.ID)
                                .greaterThan(AFTER_PRICE, AFTER_ID))
                        .orderBy(MEMBERSHIP.MONTHLY_RECURRING_FEE, MEMBERSHIP.ID)
                        .limit(KeptSelect.ROWS));
        this.creators = creators;
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

        static final List<Field<?>> COLUMNS = List.of(
                MEMBERSHIP.ID,
                MEMBERSHIP.CREATOR_ID,
                MEMBERSHIP.TITLE,
                MEMBERSHIP.DESCRIPTION,
                MEMBERSHIP.MONTHLY_RECURRING_FEE,
                MEMBERSHIP.VISIBLE,
                MEMBERSHIP.COVER_IMAGE_URL,
                MEMBERSHIP.CREATED_AT,
                MEMBERSHIP.UPDATED_AT);

        static Membership read(Row row) {
            return new Membership(
                    row.uuid(),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.integer(),
                    row.flag(),
                    row.maybeText(),
                    row.instant(),
                    row.instant());
        }
    }

    @Revalidated
    @GetMapping("/{id}")
    Membership membership(@PathVariable UUID id, Caller caller) {
        return ofId.by(caller).with(ID, id).one(Membership::read).orElseThrow(() -> Rejected.notFound("membership"));
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
        List<Membership> found = CreatorChoice.naming("creator", creator, ofCreator.by(caller))
                .with(AFTER_PRICE, after == null ? -1 : (int) after.number(0))
                .with(AFTER_ID, after == null ? BEFORE_ALL : after.uuid(1))
                .upTo(limit)
                .all(Membership::read);
        return creators.page(
                "creator", creator, caller, found, limit, last -> Cursor.encode(last.monthlyRecurringFee(), last.id()));
    }
}
