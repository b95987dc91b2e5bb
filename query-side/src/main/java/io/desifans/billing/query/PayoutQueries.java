package io.desifans.billing.query;

import static io.desifans.db.Tables.PAYMENT_TRANSACTION;
import static io.desifans.db.Tables.PAYOUT;
import static io.desifans.db.Tables.PAYOUT_ITEM;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;

import io.desifans.billing.PaymentType;
import io.desifans.query.Columns;
import io.desifans.query.NewestFirst;
import io.desifans.web.Caller;
import io.desifans.web.Limit;
import io.desifans.web.OneOf;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import io.desifans.web.SignedIn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Payouts: a creator's own, and all of them for admins. */
@SignedIn
@RestController
class PayoutQueries {

    private static final NewestFirst NEWEST = new NewestFirst(PAYOUT.CREATED_AT, PAYOUT.ID);
    private static final NewestFirst NEWEST_ITEM =
            new NewestFirst(PAYMENT_TRANSACTION.CREATED_AT, PAYOUT_ITEM.TRANSACTION_ID);

    private final DSLContext db;

    PayoutQueries(DSLContext db) {
        this.db = db;
    }

    /** The newest first. */
    @GetMapping("/api/v1/payouts")
    Page<Payout> own(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit,
            Caller caller) {
        return page(PAYOUT.CREATOR_ID.eq(caller.id()), status, cursor, limit);
    }

    /** The newest first. */
    @GetMapping("/api/v1/admin/payouts")
    Page<Payout> all(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String creator,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit) {
        return page(Columns.isUser(PAYOUT.CREATOR_ID, "creator", creator), status, cursor, limit);
    }

    private Page<Payout> page(Condition whose, @Nullable String status, @Nullable String cursor, Limit limit) {
        return Page.of(
                db.select(Payout.FIELD)
                        .from(PAYOUT)
                        .where(whose)
                        .and(Columns.labelIs(PAYOUT.STATUS, "status", status))
                        .and(NEWEST.after(cursor))
                        .orderBy(NEWEST.order())
                        .limit(limit.plusOne())
                        .fetch(Record1::value1),
                limit,
                last -> NewestFirst.cursor(last.createdAt(), last.id()));
    }

    /**
     * A payment that is paid out.
     *
     * @param amount what the creator gets of it, in paise
     */
    record PayoutItem(
            UUID id,
            UUID transactionId,
            @OneOf(PaymentType.class) String type,
            UUID entityId,
            int amount,
            Instant begunAt) {}

    /** @param items those of the newest payments first; the payout's other items follow page by page */
    record PayoutWithItems(
            Payout payout,
            int itemCount,
            List<PayoutItem> items,
            @Nullable String nextCursor) {

        static PayoutWithItems of(Payout payout, int itemCount, Page<PayoutItem> page) {
            return new PayoutWithItems(payout, itemCount, page.items(), page.nextCursor());
        }
    }

    @GetMapping("/api/v1/payouts/{id}")
    PayoutWithItems payout(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit,
            Caller caller) {
        Condition seen = caller.isAdmin() ? PAYOUT.ID.eq(id) : PAYOUT.ID.eq(id).and(PAYOUT.CREATOR_ID.eq(caller.id()));
        return db.select(
                        Payout.FIELD,
                        field(selectCount().from(PAYOUT_ITEM).where(PAYOUT_ITEM.PAYOUT_ID.eq(PAYOUT.ID))),
                        items(cursor, limit))
                .from(PAYOUT)
                .where(seen)
                .fetchOptional(mapping(PayoutWithItems::of))
                .orElseThrow(() -> Rejected.notFound("payout"));
    }

    private static Field<Page<PayoutItem>> items(@Nullable String cursor, Limit limit) {
        return multiset(select(
                                PAYOUT_ITEM.ID,
                                PAYOUT_ITEM.TRANSACTION_ID,
                                Columns.label(PAYMENT_TRANSACTION.TYPE),
                                PAYMENT_TRANSACTION.ENTITY_ID,
                                PAYOUT_ITEM.AMOUNT,
                                PAYMENT_TRANSACTION.CREATED_AT)
                        .from(PAYOUT_ITEM)
                        .join(PAYMENT_TRANSACTION)
                        .on(PAYMENT_TRANSACTION.ID.eq(PAYOUT_ITEM.TRANSACTION_ID))
                        .where(PAYOUT_ITEM.PAYOUT_ID.eq(PAYOUT.ID))
                        .and(NEWEST_ITEM.after(cursor))
                        .orderBy(NEWEST_ITEM.order())
                        .limit(limit.plusOne()))
                .convertFrom(rows -> Page.of(
                        rows.map(mapping(PayoutItem::new)),
                        limit,
                        last -> NewestFirst.cursor(last.begunAt(), last.transactionId())));
    }
}
