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

    /** How it is offered from now on; what was booked before stays as it was booked. */
    record ServiceChanged(
            UUID serviceId,
            @Person String creatorId,
            @Personal(of = "creatorId") @Nullable String name,
            @Personal(of = "creatorId") @Nullable String description,
            long pricePaise,
            int durationMinutes,
            boolean visible)
            implements ServiceEvent {}

    /** Nobody can book it any more, for good. Bookings that are paid for go on. */
    record ServiceWithdrawn(UUID serviceId, @Person String creatorId) implements ServiceEvent {}
}
