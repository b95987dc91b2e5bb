package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.process.Process;
import io.desifans.test.TestDatabase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

/**
 * Neither a replay of the tables nor processes that read the whole log again ask anybody for anything. In an application of
 * its own, since what others have left waiting may come due at any time.
 */
@DirtiesContext
@ContextConfiguration(initializers = ReadAgainTest.OfItsOwn.class)
class ReadAgainTest extends EndToEndTest {

    private static final DataSource OWN_DATABASE = TestDatabase.empty();
    private static final int OWN_GATEWAY_PORT = Ports.free();
    private static final MailServer OWN_MAILS = new MailServer();

    private static final List<String> WHOEVER_ACTS =
            List.of("processRunner", "timerRunner", "mailDelivery", "pushDelivery");

    /** When the gateway is asked next begins anew, since each time it was asked has put it off. */
    private static final String TIMERS = "select task_name, task_instance,"
            + " case when task_name not like '%-pull' then execution_time end from event_store.timer order by 1, 2";

    @Autowired
    private ApplicationContext application;

    static final class OfItsOwn implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "spring.datasource.url=" + Database.ofReadModel(TestDatabase.url(OWN_DATABASE)),
                            "desifans.gateway.base-url=http://localhost:" + OWN_GATEWAY_PORT,
                            "spring.mail.port=" + OWN_MAILS.port())
                    .applyTo(context);
        }
    }

    @Test
    void what_is_read_again_sends_no_mail_no_push_no_command_and_asks_no_gateway() throws Exception {
        Api admin = admin();
        try (PushService pushes = new PushService()) {
            assertThat(number("select count(*) from \"user\"")).as("of its own").isEqualTo(1);
            Api asha = everythingHappens(pushes);
            while (!pushes.isEmpty()) pushes.next();
            late(asha, pushes);
            Map<String, Object> before = seen();
            assertThat(Replays.run(admin).get("state").asString()).isEqualTo("SUCCEEDED");
            readAgain();
            Nodes.until(() -> seen().get("timers").equals(before.get("timers")));
            assertThat(seen())
                    .allSatisfy((what, now) -> assertThat(now).as(what).isEqualTo(before.get(what)));
            assertThat(pushes.isEmpty()).isTrue();
        }
    }

    /** A mail, pushes, payments, an order that waits, a post published at its time and one to be, a subscription that renews, a broadcast, notices. */
    private Api everythingHappens(PushService pushes) throws Exception {
        Shop shop = Shop.open(anonymous(), "again-asha");
        Api asha = shop.creator();
        subscribe(asha, pushes, "asha");
        String email = UUID.randomUUID() + "@example.test";
        Api fan = anonymous().signUp("Vikram", email);
        follow(fan, asha);
        fan.post("/api/auth/send-verification-email", Map.of("email", email)).expect(200);
        Shop.buy(gateway(), fan, "exclusive_post", shop.soldPost());
        Shop.buy(gateway(), fan, "membership", shop.tier());
        Shop.buy(gateway(), fan, "service", shop.service());
        talkAboutWhatIsPaidAtLast(shop);
        renewAndPause(shop);
        UUID soon = schedule(asha, Instant.now().plusSeconds(2));
        schedule(asha, Instant.now().plusSeconds(86_400));
        Api silent = anonymous().signUp("Mohan");
        follow(silent, asha);
        silent.put("/api/v1/notification-preference", Map.of("enabled", false)).expect(204);
        asha.put("/api/v1/notification-preference", Map.of("enabled", false)).expect(204);
        fan.put("/api/v1/posts/" + shop.soldPost() + "/like", Map.of()).expect(204);
        drained();
        asha.put("/api/v1/notification-preference", Map.of("enabled", true)).expect(204);
        asha.post("/api/v1/broadcasts", Map.of("content", "Hello all")).expect(202);
        Nodes.until(
                () -> number("select count(*) from event_store.event where name = 'PostPublished' and aggregate_id = '"
                                + soon + "'")
                        == 1);
        settled();
        return asha;
    }

    private void renewAndPause(Shop shop) throws Exception {
        Api renewing = anonymous().signUp("Tara");
        Shop.renew(gateway(), renewing, shop.tier());
        drained();
        String id = renewing.get("/api/v1/memberships/" + shop.tier() + "/subscription")
                .expect(200)
                .json()
                .get("id")
                .asString();
        renewing.post("/api/v1/subscriptions/" + id + "/pause", Map.of()).expect(204);
        drained();
        gateway().advance(0);
    }

    private void talkAboutWhatIsPaidAtLast(Shop shop) throws Exception {
        Api fan = anonymous().signUp("Noor");
        JsonNode checkout = Shop.checkout(fan, "service", shop.service());
        gateway().pay(checkout, Gateway.DECLINED);
        drained();
        gateway().pay(checkout, Gateway.CARD);
        drained();
        String order = "/api/v1/service-orders/"
                + fan.get("/api/v1/service-orders").json().at("/items/0/id").asString();
        shop.creator().post(order + "/activate", Map.of()).expect(204);
        drained();
        String conversation = fan.get(order).json().get("conversationId").asString();
        fan.post("/api/v1/conversations/" + conversation + "/messages", Map.of("content", "Hello"))
                .expect(201);
    }

    /** Who came afterwards is not told of what was before. */
    private void late(Api asha, PushService pushes) throws Exception {
        Api late = anonymous().signUp("Eve");
        subscribe(asha, pushes, "another-browser-of-asha");
        drained();
        asha.put("/api/v1/notification-preference", Map.of("enabled", false)).expect(204);
        follow(late, asha);
        drained();
        asha.put("/api/v1/notification-preference", Map.of("enabled", true)).expect(204);
        settled();
    }

    private void readAgain() throws Exception {
        WHOEVER_ACTS.forEach(name -> part(name).stop());
        String[] processes = application.getBeansOfType(Process.class).values().stream()
                .map(Process::name)
                .toArray(String[]::new);
        assertThat(sql().sql("update event_store.token set seq = 0 where name = any (?)")
                        .param(processes)
                        .update())
                .isEqualTo(processes.length);
        WHOEVER_ACTS.reversed().forEach(name -> part(name).start());
        settled();
    }

    private SmartLifecycle part(String name) {
        return application.getBean(name, SmartLifecycle.class);
    }

    /** Until nothing is left to be done, but what waits for its time. */
    private void settled() throws Exception {
        drained();
        Nodes.until(() -> number("select count(*) from event_store.mail where ended_at is null") == 0);
        Nodes.until(() -> number("select count(*) from event_store.push where ended_at is null") == 0);
        drained();
    }

    /** The log, what waits, what was sent, and what others saw of us. */
    private Map<String, Object> seen() {
        Map<String, Object> seen = new HashMap<>();
        for (var rows : Map.of(
                        "events", "select name, count(*) from event_store.event group by 1 order by 1",
                        "timers", TIMERS,
                        "mails", "select event_id, outcome, attempts, ended_at from event_store.mail order by 1",
                        "pushes", "select * from event_store.push order by 1, 2")
                .entrySet())
            seen.put(rows.getKey(), sql().sql(rows.getValue()).query().listOfRows());
        seen.put("received mails", OWN_MAILS.mails().size());
        seen.put("gateway calls", gateway().calls());
        return seen;
    }

    private static void subscribe(Api user, PushService pushes, String browser) {
        user.post(
                        "/api/v1/push-subscriptions",
                        Map.of(
                                "endpoint", pushes.endpoint(browser),
                                "p256dh", pushes.browser().p256dh(),
                                "auth", pushes.browser().secret()))
                .expect(201);
    }

    private static void follow(Api fan, Api creator) {
        fan.put("/api/v1/creators/" + creator.userId() + "/follow", Map.of()).expect(204);
    }

    private static UUID schedule(Api creator, Instant at) {
        UUID post = UUID.randomUUID();
        Map<String, Object> body = new HashMap<>(Map.of("postId", post, "postType", "exclusive", "price", 4900));
        body.put("caption", "Soon");
        body.put("publishAt", at.truncatedTo(ChronoUnit.MILLIS).toString());
        creator.post("/api/v1/posts", body).expect(201);
        return post;
    }

    private long number(String query) {
        return sql().sql(query).query(Long.class).single();
    }

    private JdbcClient sql() {
        return JdbcClient.create(database);
    }
}
