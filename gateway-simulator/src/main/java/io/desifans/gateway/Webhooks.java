package io.desifans.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration HELD_BACK = Duration.ofMinutes(1);

    private record Envelope(String businessId, String type, Instant timestamp, ObjectNode data) {}

    private final SimulatedClock clock;
    private final Agenda agenda;
    private final @Nullable Courier courier;
    private final Chaos chaos;
    private final Shelf<Delivery> deliveries = new Shelf<>("Delivery");
    private final List<Consumer<Duration>> heldBack = new ArrayList<>();

    /** @param courier absent, nothing is sent */
    Webhooks(SimulatedClock clock, Agenda agenda, @Nullable Courier courier, Chaos chaos) {
        this.clock = clock;
        this.agenda = agenda;
        this.courier = courier;
        this.chaos = chaos;
    }

    /**
     * @param about what {@code data} is, such as {@code Payment}
     * @param data as it is whenever it is asked
     */
    void tell(String type, String businessId, String about, String paymentId, Supplier<?> data) {
        Instant now = clock.instant();
        String told = chaos.does(Mischief.UNKNOWN_TYPE) ? "unheard." + type : type;
        boolean strange = chaos.does(Mischief.UNKNOWN_FIELDS);
        Supplier<String> written = () -> {
            ObjectNode payload = Json.tree(Map.of("payload_type", about)).setAll(Json.tree(data.get()));
            if (strange) payload.set("unheard_of", Json.tree(Map.of("payment_id", 1, "amount", "much")));
            ObjectNode envelope = Json.tree(new Envelope(businessId, told, now, payload));
            if (strange) envelope.put("unheard_of", true);
            return Json.text(envelope);
        };
        Delivery delivery = new Delivery(Ids.next("msg_"), told, paymentId, written, now);
        deliveries.put(delivery.id, delivery);
        if (courier != null && !chaos.does(Mischief.DROP)) send(delivery, courier);
    }

    private void send(Delivery delivery, Courier courier) {
        Duration delay = chaos.does(Mischief.DELAY) ? chaos.delay() : Duration.ZERO;
        boolean twice = chaos.does(Mischief.DUPLICATE);
        Consumer<Duration> planned = later -> {
            plan(delivery, courier, 0, delay.plus(later));
            if (twice) agenda.in(delay.plus(later).plus(A_MOMENT), () -> courier.deliver(delivery));
        };
        if (chaos.does(Mischief.REORDER)) {
            holdBack(planned);
        } else {
            planned.accept(Duration.ZERO);
            release();
        }
    }

    private synchronized void holdBack(Consumer<Duration> planned) {
        heldBack.add(planned);
        agenda.in(HELD_BACK, () -> {
            if (isHeldBack(planned)) release();
        });
    }

    private synchronized boolean isHeldBack(Consumer<Duration> planned) {
        return heldBack.contains(planned);
    }

    /** The last that was held back goes first. */
    private synchronized void release() {
        for (int place = 1; !heldBack.isEmpty(); place++) heldBack.removeLast().accept(A_MOMENT.multipliedBy(place));
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

    private void plan(Delivery delivery, Courier courier, int number, Duration delay) {
        delivery.nextAt(clock.instant().plus(delay));
        agenda.in(delay, () -> {
            if (!delivery.isPending()) return;
            courier.deliver(delivery);
            if (!delivery.isPending()) return;
            if (number + 1 == SCHEDULE.size()) delivery.nextAt(null);
            else plan(delivery, courier, number + 1, SCHEDULE.get(number + 1));
        });
    }
}
