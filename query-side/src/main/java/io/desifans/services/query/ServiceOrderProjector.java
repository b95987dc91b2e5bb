package io.desifans.services.query;

import static io.desifans.db.Tables.SERVICE_ORDER;

import io.desifans.Event;
import io.desifans.db.enums.ServiceOrderStatus;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import io.desifans.services.ServiceOrderEvent;
import io.desifans.services.ServiceOrderEvent.CreatorJoined;
import io.desifans.services.ServiceOrderEvent.CustomerJoined;
import io.desifans.services.ServiceOrderEvent.OrderActivated;
import io.desifans.services.ServiceOrderEvent.OrderCancelled;
import io.desifans.services.ServiceOrderEvent.OrderExpired;
import io.desifans.services.ServiceOrderEvent.OrderFulfilled;
import io.desifans.services.ServiceOrderEvent.OrderPaid;
import io.desifans.services.ServiceOrderEvent.OrderPlaced;
import io.desifans.services.ServiceOrderEvent.OrderUtilized;
import java.time.Instant;
import java.util.Set;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The table {@code serviceOrder}. */
@Component
public final class ServiceOrderProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(ServiceOrderEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(SERVICE_ORDER);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch ((ServiceOrderEvent) event) {
            case OrderPlaced e ->
                rows.insert(SERVICE_ORDER, e.orderId())
                        .set(SERVICE_ORDER.USER_ID, e.userId())
                        .set(SERVICE_ORDER.CREATOR_ID, e.creatorId())
                        .set(SERVICE_ORDER.SERVICE_ID, e.serviceId())
                        .set(SERVICE_ORDER.TRANSACTION_ID, e.transactionId())
                        .set(SERVICE_ORDER.STATUS, ServiceOrderStatus.PENDING)
                        .set(SERVICE_ORDER.CREATED_AT, at)
                        .set(SERVICE_ORDER.UPDATED_AT, at);
            // also undoes a cancellation, when the money came after all
            case OrderPaid e -> change(rows, e, at).set(SERVICE_ORDER.STATUS, ServiceOrderStatus.PENDING);
            case OrderActivated e ->
                change(rows, e, at)
                        .set(SERVICE_ORDER.STATUS, ServiceOrderStatus.ACTIVE)
                        .set(SERVICE_ORDER.ACTIVATED_AT, at);
            case CustomerJoined e -> change(rows, e, at).set(SERVICE_ORDER.CUSTOMER_JOINED_AT, at);
            case CreatorJoined e -> change(rows, e, at).set(SERVICE_ORDER.CREATOR_JOINED_AT, at);
            case OrderUtilized e -> change(rows, e, at).set(SERVICE_ORDER.UTILIZED_AT, at);
            case OrderFulfilled e ->
                change(rows, e, at)
                        .set(SERVICE_ORDER.STATUS, ServiceOrderStatus.FULFILLED)
                        .set(SERVICE_ORDER.FULFILLMENT_NOTES, e.fulfillmentNotes());
            case OrderExpired e -> change(rows, e, at).set(SERVICE_ORDER.STATUS, ServiceOrderStatus.CANCELLED);
            case OrderCancelled e -> change(rows, e, at).set(SERVICE_ORDER.STATUS, ServiceOrderStatus.CANCELLED);
        }
    }

    private static RowChanges.Values change(RowChanges rows, ServiceOrderEvent event, Instant at) {
        return rows.update(SERVICE_ORDER, event.orderId()).set(SERVICE_ORDER.UPDATED_AT, at);
    }
}
