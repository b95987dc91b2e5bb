package io.desifans.billing.query;

import static io.desifans.db.Tables.PAYOUT;
import static io.desifans.db.Tables.PAYOUT_ITEM;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.AllocatedItem;
import io.desifans.billing.PayoutEvent;
import io.desifans.billing.PayoutEvent.PayoutAnomalyRecorded;
import io.desifans.billing.PayoutEvent.PayoutAttemptFailed;
import io.desifans.billing.PayoutEvent.PayoutAttemptStarted;
import io.desifans.billing.PayoutEvent.PayoutCompleted;
import io.desifans.billing.PayoutEvent.PayoutFailed;
import io.desifans.billing.PayoutEvent.PayoutProcessing;
import io.desifans.billing.PayoutEvent.PayoutReversed;
import io.desifans.billing.PayoutEvent.PayoutScheduled;
import io.desifans.db.enums.PayoutStatus;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The tables {@code payout} and {@code payoutItem}. */
@Component
public final class PayoutProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(PayoutEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(PAYOUT, PAYOUT_ITEM);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch ((PayoutEvent) event) {
            case PayoutScheduled e -> {
                insert(e, at, rows);
                e.items().forEach(item -> insert(e.payoutId(), item, at, rows));
            }
            case PayoutProcessing e -> move(rows, e, at, PayoutStatus.PROCESSING);
            case PayoutAttemptStarted e -> note(rows, e, at, "attempts", e.attempt());
            case PayoutAttemptFailed e ->
                note(rows, e, at, "retryAt", e.retryAt().toString());
            case PayoutAnomalyRecorded e ->
                note(rows, e, at, "anomaly", e.bankStatus().label());
            case PayoutCompleted e ->
                move(rows, e, at, PayoutStatus.COMPLETED)
                        .set(PAYOUT.PROCESSED_AT, at)
                        .merge(PAYOUT.METADATA, Map.of("bankReference", e.bankReference()));
            case PayoutFailed e -> {
                RowChanges.Values row = move(rows, e, at, PayoutStatus.FAILED);
                if (e.reason() != null) row.merge(PAYOUT.METADATA, Map.of("reason", e.reason()));
            }
            case PayoutReversed e -> move(rows, e, at, PayoutStatus.FAILED).merge(PAYOUT.METADATA, reversal(e));
        }
    }

    private static void insert(PayoutScheduled e, Instant at, RowChanges rows) {
        rows.insert(PAYOUT, e.payoutId())
                .set(PAYOUT.CREATOR_ID, e.creatorId())
                .set(PAYOUT.PERIOD_START, e.periodStart())
                .set(PAYOUT.PERIOD_END, e.periodEnd())
                .set(PAYOUT.TOTAL_AMOUNT, Math.toIntExact(e.grossPaise()))
                .set(PAYOUT.PLATFORM_FEE, Math.toIntExact(e.feePaise()))
                .set(PAYOUT.NET_AMOUNT, Math.toIntExact(e.netPaise()))
                .set(PAYOUT.STATUS, PayoutStatus.PENDING)
                .setJson(PAYOUT.METADATA, metadata(e))
                .set(PAYOUT.CREATED_AT, at)
                .set(PAYOUT.UPDATED_AT, at);
    }

    private static Map<String, Object> metadata(PayoutScheduled e) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("origin", e.origin().label());
        metadata.put("part", e.part());
        metadata.put("parts", e.parts());
        long offset = e.items().stream().mapToLong(AllocatedItem::netPaise).sum() - e.netPaise();
        if (offset != 0) metadata.put("offsetAmount", offset);
        if (e.overriddenThresholdPaise() != null) metadata.put("overriddenThreshold", e.overriddenThresholdPaise());
        return metadata;
    }

    /** Whoever reads the status alone sees money that is not with the creator. */
    private static Map<String, Object> reversal(PayoutReversed e) {
        Map<String, Object> reversal = new LinkedHashMap<>();
        reversal.put("outcome", "reversed");
        reversal.put("reversedAt", e.reversedAt().toString());
        if (e.reason() != null) reversal.put("reason", e.reason());
        return reversal;
    }

    private static void insert(UUID payoutId, AllocatedItem item, Instant at, RowChanges rows) {
        UUID id = DerivedId.of(
                "payoutItem", payoutId.toString(), item.transactionId().toString());
        rows.insert(PAYOUT_ITEM, id)
                .set(PAYOUT_ITEM.PAYOUT_ID, payoutId)
                .set(PAYOUT_ITEM.TRANSACTION_ID, item.transactionId())
                .set(PAYOUT_ITEM.AMOUNT, Math.toIntExact(item.netPaise()))
                .set(PAYOUT_ITEM.CREATED_AT, at);
    }

    private static void note(RowChanges rows, PayoutEvent event, Instant at, String name, Object value) {
        rows.update(PAYOUT, event.payoutId())
                .merge(PAYOUT.METADATA, Map.of(name, value))
                .set(PAYOUT.UPDATED_AT, at);
    }

    private static RowChanges.Values move(RowChanges rows, PayoutEvent event, Instant at, PayoutStatus status) {
        return rows.update(PAYOUT, event.payoutId()).set(PAYOUT.STATUS, status).set(PAYOUT.UPDATED_AT, at);
    }
}
