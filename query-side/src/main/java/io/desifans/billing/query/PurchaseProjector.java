package io.desifans.billing.query;

import static io.desifans.db.Tables.POST_PURCHASE;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.PurchaseEvent;
import io.desifans.billing.PurchaseEvent.PostPurchaseGranted;
import io.desifans.billing.PurchaseEvent.PostPurchaseRestored;
import io.desifans.billing.PurchaseEvent.PostPurchaseRevoked;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The table {@code postPurchase}. */
@Component
public final class PurchaseProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(PurchaseEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(POST_PURCHASE);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch ((PurchaseEvent) event) {
            case PostPurchaseGranted e -> insert(e.userId(), e.postId(), e.transactionId(), at, rows);
            case PostPurchaseRestored e -> insert(e.userId(), e.postId(), e.transactionId(), at, rows);
            case PostPurchaseRevoked e ->
                rows.delete(
                        POST_PURCHASE,
                        DerivedId.of("postPurchase", e.transactionId().toString()));
        }
    }

    private static void insert(String userId, UUID postId, UUID transactionId, Instant at, RowChanges rows) {
        rows.insert(POST_PURCHASE, DerivedId.of("postPurchase", transactionId.toString()))
                .set(POST_PURCHASE.USER_ID, userId)
                .set(POST_PURCHASE.POST_ID, postId)
                .set(POST_PURCHASE.TRANSACTION_ID, transactionId)
                .set(POST_PURCHASE.PURCHASED_AT, at);
    }
}
