package io.desifans.creator.query;

import static io.desifans.db.Tables.SERVICE;
import static io.desifans.db.Tables.WITHDRAWN_SERVICE;
import static io.desifans.projection.Erased.orErased;

import io.desifans.Event;
import io.desifans.creator.ServiceEvent;
import io.desifans.creator.ServiceEvent.ServiceChanged;
import io.desifans.creator.ServiceEvent.ServiceOffered;
import io.desifans.creator.ServiceEvent.ServiceWithdrawn;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.Set;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The table {@code service}, and which of its rows are withdrawn. */
@Component
public final class ServiceProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(ServiceEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(SERVICE, WITHDRAWN_SERVICE);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch ((ServiceEvent) event) {
            case ServiceOffered e ->
                rows.insert(SERVICE, e.serviceId())
                        .set(SERVICE.CREATOR_ID, e.creatorId())
                        .set(SERVICE.NAME, orErased(e.name()))
                        .set(SERVICE.DESCRIPTION, orErased(e.description()))
                        .set(SERVICE.PRICE, Math.toIntExact(e.pricePaise()))
                        .set(SERVICE.SERVICE_TYPE, e.serviceType())
                        .set(SERVICE.DURATION_MINUTES, e.durationMinutes())
                        .set(SERVICE.VISIBLE, e.visible())
                        .set(SERVICE.CREATED_AT, at)
                        .set(SERVICE.UPDATED_AT, at);
            case ServiceChanged e ->
                rows.update(SERVICE, e.serviceId())
                        .set(SERVICE.NAME, orErased(e.name()))
                        .set(SERVICE.DESCRIPTION, orErased(e.description()))
                        .set(SERVICE.PRICE, Math.toIntExact(e.pricePaise()))
                        .set(SERVICE.DURATION_MINUTES, e.durationMinutes())
                        .set(SERVICE.VISIBLE, e.visible())
                        .set(SERVICE.UPDATED_AT, at);
            case ServiceWithdrawn e -> {
                rows.update(SERVICE, e.serviceId()).set(SERVICE.VISIBLE, false).set(SERVICE.UPDATED_AT, at);
                rows.insert(WITHDRAWN_SERVICE, e.serviceId()).set(WITHDRAWN_SERVICE.WITHDRAWN_AT, at);
            }
        }
    }
}
