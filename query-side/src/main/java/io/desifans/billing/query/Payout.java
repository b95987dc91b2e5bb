package io.desifans.billing.query;

import static io.desifans.db.Tables.PAYOUT;
import static org.jooq.impl.DSL.row;

import io.desifans.db.enums.PayoutStatus;
import io.desifans.query.Columns;
import io.desifans.web.OneOf;
import java.time.Instant;
import java.util.UUID;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A payout; what is paid is {@code netAmount}. All amounts in paise.
 *
 * @param processedAt when the money was with the creator; it stays if the bank sent it back
 * @param metadata {@code origin}, {@code part} of {@code parts}; then {@code bankReference} or the {@code reason} of a
 *     failure; {@code outcome} {@code reversed} and {@code reversedAt} if the bank sent it back; {@code erasedItemAmount}, the sum of the items whose buyers are erased;
 *     {@code overriddenThreshold}, which an admin had it paid out below; {@code attempts}, how often the bank was asked, {@code retryAt} if it did not answer, and {@code anomaly} if it says what cannot be
 */
record Payout(
        UUID id,
        String creatorId,
        Instant periodStart,
        Instant periodEnd,
        int totalAmount,
        int platformFee,
        int netAmount,
        @OneOf(PayoutStatus.class) String status,
        @Nullable Instant processedAt,
        @Nullable JsonNode metadata,
        Instant createdAt,
        Instant updatedAt) {

    static final SelectField<Payout> FIELD = row(
                    PAYOUT.ID,
                    PAYOUT.CREATOR_ID,
                    PAYOUT.PERIOD_START,
                    PAYOUT.PERIOD_END,
                    PAYOUT.TOTAL_AMOUNT,
                    PAYOUT.PLATFORM_FEE,
                    PAYOUT.NET_AMOUNT,
                    Columns.label(PAYOUT.STATUS),
                    PAYOUT.PROCESSED_AT,
                    Columns.json(PAYOUT.METADATA),
                    PAYOUT.CREATED_AT,
                    PAYOUT.UPDATED_AT)
            .mapping(Payout::new);
}
