package io.desifans.billing.query;

import static io.desifans.db.Tables.PAYOUT;
import static org.jooq.impl.DSL.row;

import io.desifans.query.Columns;
import java.time.Instant;
import java.util.UUID;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A payout; what is paid is {@code netAmount}. All amounts in paise.
 *
 * @param processedAt when the money was with the creator
 * @param metadata {@code origin}, {@code part} of {@code parts}; then {@code bankReference} or the {@code reason} of a
 *     failure; {@code erasedItemAmount}, the sum of the items whose buyers are erased
 */
record Payout(
        UUID id,
        String creatorId,
        Instant periodStart,
        Instant periodEnd,
        int totalAmount,
        int platformFee,
        int netAmount,
        String status,
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
