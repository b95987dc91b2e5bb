package io.desifans.billing.query;

import static io.desifans.db.Tables.PAYMENT_TRANSACTION;
import static org.jooq.impl.DSL.jsonbGetAttributeAsText;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.when;

import io.desifans.billing.CancelCause;
import io.desifans.billing.DisputeOutcome;
import io.desifans.billing.GrantRefusal;
import io.desifans.billing.PaymentType;
import io.desifans.db.enums.PaymentTransactionStatus;
import io.desifans.query.Columns;
import io.desifans.query.PublicCreator;
import io.desifans.query.PublicUser;
import io.desifans.web.Caller;
import io.desifans.web.OneOf;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;

/**
 * A payment as one of its two parties sees it. All amounts in paise.
 *
 * @param title of what is bought, as it was then
 * @param months for a membership
 * @param platformFee told to the creator only, as is {@code creatorAmount}
 * @param paymentUrl where the buyer pays; null for anyone else and as soon as it is decided
 * @param grantRefused why the payment could not be turned into what it was for
 * @param refundStatus of the last refund: pending, succeeded or failed; null if there is none
 * @param refundedAmount what has gone back in all; null if nothing has
 * @param disputeStatus opened, challenged, won, cancelled, lost, accepted or expired; null if there is no dispute
 */
record Payment(
        UUID id,
        PublicUser buyer,
        PublicCreator creator,
        @OneOf(PaymentType.class) String type,
        UUID entityId,
        @Nullable String title,
        @Nullable Integer months,
        int amount,
        @Nullable Integer platformFee,
        @Nullable Integer creatorAmount,
        @OneOf(PaymentTransactionStatus.class) String status,
        @Nullable String paymentUrl,
        @Nullable String failure,
        @OneOf(CancelCause.class) @Nullable String cancelledBy,
        @OneOf(GrantRefusal.class) @Nullable String grantRefused,

        @OneOf(labels = {"pending", "succeeded", "failed"}) @Nullable
        String refundStatus,

        @Nullable Integer refundedAmount,
        @OneOf(DisputeOutcome.class) @Nullable String disputeStatus,
        Instant createdAt,
        Instant updatedAt) {

    /** The payment at hand, joined with its two parties. */
    static SelectField<Payment> asSeenBy(Caller caller) {
        Condition earns = PAYMENT_TRANSACTION.CREATOR_ID.eq(caller.id());
        Condition pays = PAYMENT_TRANSACTION.USER_ID.eq(caller.id());
        Condition open =
                PAYMENT_TRANSACTION.STATUS.in(PaymentTransactionStatus.PENDING, PaymentTransactionStatus.PROCESSING);
        return row(
                        PAYMENT_TRANSACTION.ID,
                        PublicUser.FIELD,
                        PublicCreator.FIELD,
                        Columns.label(PAYMENT_TRANSACTION.TYPE),
                        PAYMENT_TRANSACTION.ENTITY_ID,
                        fact("title"),
                        fact("months").cast(Integer.class),
                        PAYMENT_TRANSACTION.AMOUNT,
                        when(earns, PAYMENT_TRANSACTION.PLATFORM_FEE),
                        when(earns, PAYMENT_TRANSACTION.CREATOR_AMOUNT),
                        Columns.label(PAYMENT_TRANSACTION.STATUS),
                        when(pays.and(open), fact("paymentUrl")),
                        fact("failure"),
                        fact("cancelledBy"),
                        fact("grantRefused"),
                        fact("refundStatus"),
                        fact("refundedAmount").cast(Integer.class),
                        fact("disputeStatus"),
                        PAYMENT_TRANSACTION.CREATED_AT,
                        PAYMENT_TRANSACTION.UPDATED_AT)
                .mapping(Payment::new);
    }

    static Field<String> fact(String name) {
        return jsonbGetAttributeAsText(PAYMENT_TRANSACTION.METADATA, name);
    }
}
