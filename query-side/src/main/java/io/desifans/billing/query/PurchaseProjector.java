package io.desifans.billing.query;

import static io.desifans.db.Tables.POST_PURCHASE;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.PurchaseEvent;
import io.desifans.billing.PurchaseEvent.PostPurchaseGranted;
import io.desifans.billing.PurchaseEvent.PostPurchaseRevoked;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.Set;
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
            case PostPurchaseGranted e ->
                rows.insert(
                                POST_PURCHASE,
                                DerivedId.of("postPurchase", e.transactionId().toString()))
                        .set(POST_PURCHASE.USER_ID, e.userId())
                        .set(POST_PURCHASE.POST_ID, e.postId())
                        .set(POST_PURCHASE.TRANSACTION_ID, e.transactionId())
                        .set(POST_PURCHASE.PURCHASED_AT, at);
            case PostPurchaseRevoked e ->
                rows.delete(
                        POST_PURCHASE,
                        DerivedId.of("postPurchase", e.transactionId().toString()));
        }
    }
}
