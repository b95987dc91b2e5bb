package io.desifans.billing.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.PAYMENT_TRANSACTION;
import static io.desifans.db.Tables.POST_PURCHASE;
import static io.desifans.db.Tables.USER;
import static org.jooq.Records.mapping;

import io.desifans.billing.PaymentType;
import io.desifans.db.enums.PaymentTransactionStatus;
import io.desifans.query.Columns;
import io.desifans.query.NewestFirst;
import io.desifans.query.PublicCreator;
import io.desifans.query.Side;
import io.desifans.web.Caller;
import io.desifans.web.Limit;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import io.desifans.web.SignedIn;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Payments as who pays and who earns see them, and the posts a fan has bought. */
@SignedIn
@RestController
@RequestMapping("/api/v1")
class PaymentQueries {

    private static final NewestFirst NEWEST = new NewestFirst(PAYMENT_TRANSACTION.CREATED_AT, PAYMENT_TRANSACTION.ID);
    private static final NewestFirst NEWEST_PURCHASE = new NewestFirst(POST_PURCHASE.PURCHASED_AT, POST_PURCHASE.ID);

    private final DSLContext db;

    PaymentQueries(DSLContext db) {
        this.db = db;
    }

    /** The newest first. */
    @GetMapping("/payments/transactions")
    Page<Payment> own(
            @RequestParam(defaultValue = "buyer") Side as,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable PaymentType type,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit,
            Caller caller) {
        return Page.of(
                db.select(Payment.asSeenBy(caller))
                        .from(PAYMENT_TRANSACTION)
                        .join(USER)
                        .on(USER.ID.eq(PAYMENT_TRANSACTION.USER_ID))
                        .join(CREATOR)
                        .on(CREATOR.ID.eq(PAYMENT_TRANSACTION.CREATOR_ID))
                        .where(as == Side.BUYER ? isPaidBy(caller) : isEarnedBy(caller))
                        .and(Columns.labelIs(PAYMENT_TRANSACTION.STATUS, "status", status))
                        .and(Columns.labelIs(PAYMENT_TRANSACTION.TYPE, type))
                        .and(NEWEST.after(cursor))
                        .orderBy(NEWEST.order())
                        .limit(limit.plusOne())
                        .fetch(Record1::value1),
                limit,
                last -> NewestFirst.cursor(last.createdAt(), last.id()));
    }

    @GetMapping("/payments/transactions/{id}")
    Payment payment(@PathVariable UUID id, Caller caller) {
        return db.select(Payment.asSeenBy(caller))
                .from(PAYMENT_TRANSACTION)
                .join(USER)
                .on(USER.ID.eq(PAYMENT_TRANSACTION.USER_ID))
                .join(CREATOR)
                .on(CREATOR.ID.eq(PAYMENT_TRANSACTION.CREATOR_ID))
                .where(PAYMENT_TRANSACTION.ID.eq(id))
                .and(isPaidBy(caller).or(isEarnedBy(caller)))
                .fetchOptional(Record1::value1)
                .orElseThrow(() -> Rejected.notFound("transaction"));
    }

    /** @param amount in paise */
    record Purchase(UUID id, UUID postId, UUID transactionId, int amount, PublicCreator creator, Instant purchasedAt) {}

    /** The newest first. */
    @GetMapping("/purchases")
    Page<Purchase> purchases(@RequestParam(required = false) @Nullable String cursor, Limit limit, Caller caller) {
        return Page.of(
                db.select(
                                POST_PURCHASE.ID,
                                POST_PURCHASE.POST_ID,
                                POST_PURCHASE.TRANSACTION_ID,
                                PAYMENT_TRANSACTION.AMOUNT,
                                PublicCreator.FIELD,
                                POST_PURCHASE.PURCHASED_AT)
                        .from(POST_PURCHASE)
                        .join(PAYMENT_TRANSACTION)
                        .on(PAYMENT_TRANSACTION.ID.eq(POST_PURCHASE.TRANSACTION_ID))
                        .join(CREATOR)
                        .on(CREATOR.ID.eq(PAYMENT_TRANSACTION.CREATOR_ID))
                        .where(POST_PURCHASE.USER_ID.eq(caller.id()))
                        .and(NEWEST_PURCHASE.after(cursor))
                        .orderBy(NEWEST_PURCHASE.order())
                        .limit(limit.plusOne())
                        .fetch(mapping(Purchase::new)),
                limit,
                last -> NewestFirst.cursor(last.purchasedAt(), last.id()));
    }

    private static Condition isPaidBy(Caller caller) {
        return PAYMENT_TRANSACTION.USER_ID.eq(caller.id());
    }

    /** What a fan tried to pay is nobody else's matter until it is paid. */
    private static Condition isEarnedBy(Caller caller) {
        return PAYMENT_TRANSACTION
                .CREATOR_ID
                .eq(caller.id())
                .and(PAYMENT_TRANSACTION.STATUS.eq(PaymentTransactionStatus.COMPLETED));
    }
}
