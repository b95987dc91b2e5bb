package io.desifans.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Tells the merchant what has happened: signed, and again until the merchant's server says that it has it. */
final class Webhooks {

    /** From one attempt to the next; the first is made at once. */
    static final List<Duration> SCHEDULE = List.of(
            Duration.ZERO,
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10));

    private record Envelope(String businessId, String type, Instant timestamp, ObjectNode data) {}

    private final SimulatedClock clock;
    private final Agenda agenda;
    private final @Nullable Courier courier;
    private final Shelf<Delivery> deliveries = new Shelf<>("Delivery");

    /** @param courier absent, nothing is sent */
    Webhooks(SimulatedClock clock, Agenda agenda, @Nullable Courier courier) {
        this.clock = clock;
        this.agenda = agenda;
        this.courier = courier;
    }

    /** @param about what {@code data} is, such as {@code Payment} */
    void tell(String type, String businessId, String about, String paymentId, Object data) {
        Instant now = clock.instant();
        ObjectNode payload = Json.tree(Map.of("payload_type", about)).setAll(Json.tree(data));
        String body = Json.text(new Envelope(businessId, type, now, payload));
        Delivery delivery = new Delivery(Ids.next("msg_"), type, paymentId, body, now);
        deliveries.put(delivery.id, delivery);
        if (courier != null) plan(delivery, courier, 0);
    }

    List<Delivery.Snapshot> all() {
        return deliveries.all(delivery -> true).stream().map(Delivery::snapshot).toList();
    }

    /** One more attempt, made before this returns; the schedule stays as it is. */
    Delivery.Snapshot resend(String id) {
        Delivery delivery = deliveries.get(id);
        Optional.ofNullable(courier)
                .orElseThrow(() -> Refused.unprocessable("There is no webhook URL to send it to."))
                .deliver(delivery);
        return delivery.snapshot();
    }

    private void plan(Delivery delivery, Courier courier, int number) {
        if (number == SCHEDULE.size()) {
            delivery.nextAt(null);
            return;
        }
        Duration delay = SCHEDULE.get(number);
        delivery.nextAt(clock.instant().plus(delay));
        agenda.in(delay, () -> {
            if (!delivery.isPending()) return;
            courier.deliver(delivery);
            if (delivery.isPending()) plan(delivery, courier, number + 1);
        });
    }
}
