package io.desifans.creator;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Personal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a service that a creator offers (table {@code service}). */
public sealed interface ServiceEvent extends Event {

    UUID serviceId();

    String creatorId();

    record ServiceOffered(
            UUID serviceId,
            @Person String creatorId,
            @Personal(of = "creatorId") @Nullable String name,
            @Personal(of = "creatorId") @Nullable String description,
            long pricePaise,
            ServiceType serviceType,
            int durationMinutes,
            boolean visible)
            implements ServiceEvent {}
}
