package io.desifans.process;

import static io.desifans.command.TwoNodes.NODES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentEvent.RenewalAgreed;
import io.desifans.billing.PaymentType;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import io.desifans.billing.command.BalanceCommand;
import io.desifans.command.Commands;
import io.desifans.command.TwoNodes;
import io.desifans.creator.ServiceEvent.ServiceOffered;
import io.desifans.creator.ServiceType;
import io.desifans.eventstore.TransientFailure;
import io.desifans.identity.UserEvent.UserBanned;
import io.desifans.identity.UserEvent.UserUnbanned;
import io.desifans.services.ServiceOrderEvent.OrderPaid;
import io.desifans.services.command.ServiceOrderCommand;
import io.desifans.services.command.ServiceOrderCommand.ActivateOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What two nodes do when times come; the clock of the nodes that the tests start beside them is set. */
class TimersTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final List<TimerRunner> runners = new ArrayList<>();
    private final JdbcClient sql = JdbcClient.create(NODES.part(0, DataSource.class));

    @AfterEach
    void stop() {
        runners.forEach(TimerRunner::stop);
    }

    @Test
    void a_paid_order_that_nobody_activates_ends_and_its_money_is_held() {
        UUID payment = paid("idleAsha", "idleRavi");
        UUID order = ServiceOrderCommand.orderOf(payment);
        awaitUntil(() -> at("order-expiry", order) != null);
        assertThat(Duration.between(now, at("order-expiry", order)).toDays()).isEqualTo(7);

        twoNodesAt(now.plus(Duration.ofDays(6)));
        twoNodesAt(now.plus(Duration.ofDays(8)));
        awaitEvents(order, "OrderPlaced", "OrderPaid", "OrderExpired");
        awaitEvents(payment, "PaymentInitiated", "PaymentCompleted", "GrantRefused");
        assertThat(NODES.stored(payment, "GrantRefused", "reason")).containsExactly("order_expired");
        awaitEvents(BalanceCommand.balanceOf("idleAsha"), "EarningCredited", "EarningHeld");
        awaitUntil(() -> told("idleAsha", "order_expired") == 1 && told("idleRavi", "order_expired") == 1);
        awaitUntil(() -> at("order-expiry", order) == null);
    }

    @Test
    void an_activated_order_does_not_end_by_itself() {
        UUID order = ServiceOrderCommand.orderOf(paid("readyAsha", "readyRavi"));
        awaitUntil(() -> at("order-expiry", order) != null);
        NODES.send(0, new ActivateOrder(order, "readyAsha"), TwoNodes.user("readyAsha"));
        awaitUntil(() -> at("order-expiry", order) == null);
    }

    @Test
    void each_ban_is_lifted_once_over_two_nodes_and_one_that_was_made_longer_stays() {
        Instant over = now.plus(Duration.ofDays(400));
        List<String> users = IntStream.range(0, 12).mapToObj(i -> "timed" + i).toList();
        for (String user : users) ban(user, over);
        ban("longer", over);
        again("longer", new UserBanned("longer", "Spam", over.plus(Duration.ofDays(9)), "admin"));
        awaitUntil(() -> users.stream().allMatch(user -> at("ban-end", user) != null)
                && over.plus(Duration.ofDays(9)).equals(at("ban-end", "longer")));
        twoNodesAt(over);
        awaitUntil(() -> waiting("timed") == 0);
        for (String user : users)
            assertThat(NODES.eventsOf(DerivedId.of("User", user))).endsWith("UserBanned", "UserUnbanned");
        assertThat(NODES.stored(DerivedId.of("User", "timed0"), "UserUnbanned", "cause"))
                .containsExactly("expired");
        assertThat(NODES.eventsOf(DerivedId.of("User", "longer"))).endsWith("UserBanned", "UserBanned");
    }

    @Test
    void what_a_killed_node_had_done_but_not_marked_is_repeated_without_effect_and_what_it_had_only_begun_is_done() {
        Instant over = now.plus(Duration.ofDays(800));
        ban("killedDone", over);
        ban("killedBegun", over);
        awaitUntil(() -> at("ban-end", "killedDone") != null && at("ban-end", "killedBegun") != null);
        again("killedDone", new UserUnbanned("killedDone", "system:timers", "expired"));
        awaitUntil(() -> at("ban-end", "killedDone") == null);
        sql.sql("insert into event_store.timer (task_name, task_instance, execution_time, picked, version)"
                        + " values ('ban-end', 'killedDone', ?, true, 2)")
                .param(over.atOffset(ZoneOffset.UTC))
                .update();
        sql.sql("update event_store.timer set picked = true, picked_by = 'gone', last_heartbeat = ?"
                        + " where task_instance like 'killed%'")
                .param(over.atOffset(ZoneOffset.UTC))
                .update();
        twoNodesAt(over.plusSeconds(30));
        awaitUntil(() -> waiting("killed") == 0);
        for (String user : List.of("killedDone", "killedBegun"))
            assertThat(NODES.eventsOf(DerivedId.of("User", user)))
                    .containsOnlyOnce("UserUnbanned")
                    .endsWith("UserUnbanned");
    }

    @Test
    void a_timer_that_is_being_done_is_set_again_when_that_is_over() {
        UUID order = UUID.randomUUID();
        sql.sql("insert into event_store.timer (task_name, task_instance, execution_time, picked, version)"
                        + " values ('order-expiry', ?, now() + interval '1 day', true, 1)")
                .param(order.toString())
                .update();
        Event paid = new OrderPaid(order, "anyAsha", "anyRavi");
        assertThatThrownBy(() -> NODES.part(0, Timers.class).on(paid, GenericEventMessage.asEventMessage(paid)))
                .matches(TransientFailure::is);
        sql.sql("delete from event_store.timer where task_instance = ?")
                .param(order.toString())
                .update();
    }

    @Test
    void a_fan_is_reminded_once_of_the_end_of_what_is_paid_for_and_not_of_what_is_over() {
        NODES.register("remindedRavi");
        granted("remindedRavi", now.minus(Duration.ofDays(1)));
        UUID ending = granted("remindedRavi", now.plus(Duration.ofDays(3)).plusSeconds(1));
        UUID lasting = granted("remindedRavi", now.plus(Duration.ofDays(30)));
        awaitUntil(
                () -> told("remindedRavi", "subscription_ending") == 1 && at("subscription-reminder", ending) == null);
        assertThat(at("subscription-reminder", lasting)).isEqualTo(now.plus(Duration.ofDays(27)));
    }

    @Test
    void a_subscription_that_nobody_pays_for_again_ends_once_and_one_that_was_paid_for_longer_goes_on() {
        NODES.register("expiringRavi");
        Instant end = now.plus(Duration.ofDays(1200));
        UUID over = granted("expiringRavi", end);
        UUID longer = granted("expiringRavi", end);
        Instant later = end.plus(Duration.ofDays(31));
        NODES.happened(
                "Entitlement",
                longer,
                new GrantAdded(
                        longer, longer, "expiringRavi", "c", longer, UUID.randomUUID(), 1, end, end, later, false));
        awaitUntil(() -> end.equals(at("subscription-end", over)) && later.equals(at("subscription-end", longer)));
        twoNodesAt(end.plusSeconds(1));
        awaitEvents(over, "GrantAdded", "SubscriptionExpired");
        assertThat(NODES.stored(over, "SubscriptionExpired", "status")).containsExactly("expired");
        awaitUntil(() -> told("expiringRavi", "subscription_ended") == 1 && at("subscription-end", over) == null);
        assertThat(NODES.eventsOf(longer)).containsExactly("GrantAdded", "GrantAdded");
    }

    @Test
    void a_payment_that_nobody_makes_is_given_up_after_a_day_and_not_before() {
        UUID payment = UUID.randomUUID();
        NODES.happened(
                "Payment",
                payment,
                new RenewalAgreed(payment, "waitedRavi", UUID.randomUUID()),
                initiated(payment, "waitedAsha", "waitedRavi"));
        awaitUntil(() -> at("payment-pull", payment) != null);
        assertThat(Duration.between(now, at("payment-pull", payment)).toMinutes())
                .isEqualTo(15);
        twoNodesAt(now.plus(Duration.ofHours(23)));
        awaitUntil(() -> Duration.between(now, at("payment-pull", payment)).toHours() == 24);
        assertThat(NODES.eventsOf(payment)).containsExactly("RenewalAgreed", "PaymentInitiated");
        twoNodesAt(now.plus(Duration.ofHours(25)));
        awaitEvents(payment, "RenewalAgreed", "PaymentInitiated", "PaymentCancelled");
        assertThat(NODES.stored(payment, "PaymentCancelled", "cause")).containsExactly("timeout");
        awaitUntil(() -> at("payment-pull", payment) == null);
    }

    private UUID paid(String creatorId, String userId) {
        UUID payment = UUID.randomUUID();
        NODES.happened(
                "Payment",
                payment,
                initiated(payment, creatorId, userId),
                new PaymentCompleted(
                        payment,
                        userId,
                        creatorId,
                        PaymentType.SERVICE,
                        serviceOf(payment),
                        null,
                        20_000,
                        2_000,
                        18_000,
                        null,
                        false));
        return payment;
    }

    private static UUID serviceOf(UUID payment) {
        return DerivedId.of("service", payment.toString());
    }

    /** Of a service that is offered. */
    private static Event initiated(UUID payment, String creatorId, String userId) {
        UUID service = serviceOf(payment);
        NODES.registerCreator(creatorId);
        NODES.register(userId);
        NODES.happened(
                "Service",
                service,
                new ServiceOffered(service, creatorId, "Chat", "d", 20_000, ServiceType.CHAT, 30, true));
        return new PaymentInitiated(
                payment, userId, creatorId, PaymentType.SERVICE, service, "Chat", null, 20_000, 2_000, 18_000, null);
    }

    private static void ban(String userId, Instant until) {
        NODES.register(userId);
        again(userId, new UserBanned(userId, "Spam", until, "admin"));
    }

    private static void again(String userId, Event event) {
        NODES.happened("User", DerivedId.of("User", userId), event);
    }

    private UUID granted(String userId, Instant end) {
        UUID id = UUID.randomUUID();
        Instant begin = end.minus(Duration.ofDays(30));
        NODES.happened("Entitlement", id, new GrantAdded(id, id, userId, "c", id, id, 1, begin, begin, end, true));
        return id;
    }

    /** Their clocks go on from there: a scheduler whose clock stands still waits for ever. */
    private void twoNodesAt(Instant time) {
        for (int node = 0; node < 2; node++) {
            List<Timer> kinds = List.copyOf(NODES.parts(node, Timer.class));
            var runner = new TimerRunner(
                    kinds,
                    NODES.part(node, Commands.class),
                    NODES.part(node, DataSource.class),
                    Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), time)));
            runners.add(runner);
            runner.start();
        }
    }

    private Instant at(String kind, Object id) {
        return sql.sql("select execution_time from event_store.timer where task_name = ? and task_instance = ?")
                .params(kind, id.toString())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    private long waiting(String prefix) {
        return sql.sql("select count(*) from event_store.timer where task_instance like ?")
                .param(prefix + "%")
                .query(Long.class)
                .single();
    }

    private long told(String userId, String type) {
        return sql.sql("select count(*) from event_store.event where name = 'NotificationRaised'"
                        + " and payload ->> 'userId' = ? and payload ->> 'type' = ?")
                .params(userId, type)
                .query(Long.class)
                .single();
    }

    private static void awaitEvents(UUID id, String... names) {
        awaitUntil(() -> NODES.eventsOf(id).equals(List.of(names)));
    }

    private static void awaitUntil(Callable<Boolean> holds) {
        await().atMost(Duration.ofMinutes(1)).until(holds);
    }
}
