package io.desifans.billing.query;

import static io.desifans.db.Tables.PAYMENT_TRANSACTION;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;

import io.desifans.billing.PaymentType;
import io.desifans.db.enums.PaymentTransactionStatus;
import io.desifans.query.Columns;
import io.desifans.query.NewestFirst;
import io.desifans.web.Limit;
import io.desifans.web.OneOf;
import io.desifans.web.Page;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** All payments, for admins. */
@RestController
class AdminPaymentQueries {

    private static final NewestFirst NEWEST = new NewestFirst(PAYMENT_TRANSACTION.CREATED_AT, PAYMENT_TRANSACTION.ID);

    /** Whoever has the address of the gateway's page can pay, so it is the buyer's alone. */
    private static final Field<JSONB> METADATA = field("{0} - 'paymentUrl'", JSONB.class, PAYMENT_TRANSACTION.METADATA);

    private static final Condition NEEDS_A_LOOK = condition(
            "(jsonb_exists_any({0}, array['grantRefused', 'duplicatePayment', 'contradiction', 'refundFailed', 'disputeStatus'])"
                    + " or jsonb_exists({0}, 'amountMismatch') and not jsonb_exists({0} -> 'amountMismatch', 'resolution'))",
            PAYMENT_TRANSACTION.METADATA);

    private final DSLContext db;

    AdminPaymentQueries(DSLContext db) {
        this.db = db;
    }

    /**
     * A row of the table; amounts in paise.
     *
     * @param metadata what has no column: {@code title}, {@code months}, {@code lateSuccess}, {@code failure}, {@code
     *     cancelledBy}, {@code grantRefused}, {@code amountMismatch} (with its {@code resolution}, once it has one), {@code duplicatePayment}, {@code contradiction},
     *     {@code refundStatus}, {@code refundFailed}, {@code disputeStatus}, {@code disputeAmount} (what the gateway says, where it is not the amount), {@code refundedAmount}, {@code refundedPlatformFee}, {@code
     *     refundedCreatorAmount}
     */
    record Transaction(
            UUID id,
            String userId,
            String creatorId,
            @OneOf(PaymentType.class) String type,
            UUID entityId,
            int amount,
            int platformFee,
            int creatorAmount,
            @OneOf(PaymentTransactionStatus.class) String status,
            @Nullable String gatewayTransactionId,
            @Nullable JsonNode metadata,
            Instant createdAt,
            Instant updatedAt) {}

    /**
     * The newest first.
     *
     * @param flagged whether an admin has to look at it: a refused grant, or something odd from the gateway
     */
    @GetMapping("/api/v1/admin/transactions")
    Page<Transaction> all(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable PaymentType type,
            @RequestParam(required = false) @Nullable String creator,
            @RequestParam(required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable Boolean flagged,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit) {
        return Page.of(
                db.select(
                                PAYMENT_TRANSACTION.ID,
                                PAYMENT_TRANSACTION.USER_ID,
                                PAYMENT_TRANSACTION.CREATOR_ID,
                                Columns.label(PAYMENT_TRANSACTION.TYPE),
                                PAYMENT_TRANSACTION.ENTITY_ID,
                                PAYMENT_TRANSACTION.AMOUNT,
                                PAYMENT_TRANSACTION.PLATFORM_FEE,
                                PAYMENT_TRANSACTION.CREATOR_AMOUNT,
                                Columns.label(PAYMENT_TRANSACTION.STATUS),
                                PAYMENT_TRANSACTION.GATEWAY_TRANSACTION_ID,
                                Columns.json(METADATA),
                                PAYMENT_TRANSACTION.CREATED_AT,
                                PAYMENT_TRANSACTION.UPDATED_AT)
                        .from(PAYMENT_TRANSACTION)
                        .where(Columns.labelIs(PAYMENT_TRANSACTION.STATUS, "status", status))
                        .and(Columns.labelIs(PAYMENT_TRANSACTION.TYPE, type))
                        .and(Columns.isUser(PAYMENT_TRANSACTION.CREATOR_ID, "creator", creator))
                        .and(Columns.isUser(PAYMENT_TRANSACTION.USER_ID, "user", user))
                        .and(isFlagged(flagged))
                        .and(NEWEST.after(cursor))
                        .orderBy(NEWEST.order())
                        .limit(limit.plusOne())
                        .fetch(mapping(Transaction::new)),
                limit,
                last -> NewestFirst.cursor(last.createdAt(), last.id()));
    }

    private static Condition isFlagged(@Nullable Boolean flagged) {
        if (flagged == null) return noCondition();
        return flagged ? NEEDS_A_LOOK : NEEDS_A_LOOK.not();
    }
}
