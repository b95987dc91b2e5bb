package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person is told reaches their browser, and nobody else can read it on the way. */
class PushTest extends EndToEndTest {

    private static final String SUBSCRIPTIONS = "/api/v1/push-subscriptions";

    @Test
    void the_example_of_rfc_8291_is_read_as_it_says() throws Exception {
        var browser = PushService.Browser.of(
                bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"),
                bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
                bytes("BTBZMqHH6r4Tts7J_aSIgg"));
        assertThat(browser.read(bytes("DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
                        + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
                        + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN")))
                .isEqualTo("When I grow up, I want to be a watermelon");
    }

    @Test
    void a_notification_is_pushed_and_a_browser_that_is_gone_is_forgotten() throws Exception {
        Api asha = anonymous().signUp("Asha").onboarded("pushed-asha");
        Api eve = anonymous().signUp("Eve");
        try (PushService service = new PushService()) {
            Map<String, String> subscription = Map.of(
                    "endpoint", service.endpoint("asha"),
                    "p256dh", service.browser().p256dh(),
                    "auth", service.browser().secret());
            String id = asha.post(SUBSCRIPTIONS, subscription)
                    .expect(201)
                    .json()
                    .get("pushSubscriptionId")
                    .asString();
            asha.post(SUBSCRIPTIONS, subscription).expect(201);
            eve.post(SUBSCRIPTIONS, subscription).expect(409);
            eve.delete(SUBSCRIPTIONS + "/" + id).expect(404);
            refused(eve, subscription);
            assertThat(asha.get(SUBSCRIPTIONS).expect(200).json().at("/items")).hasSize(1);

            service.refuse(503);
            follow(asha);
            PushService.Push push = service.next();
            JsonNode told = JsonMapper.shared().readTree(service.browser().read(push.body()));
            assertThat(told.get("type").asString()).isEqualTo("new_follower");
            assertThat(told.get("link").asString()).isEqualTo("/api/v1/creators/" + asha.userId() + "/followers");
            assertThat(push.encoding()).isEqualTo("aes128gcm");
            signedByUs(push.authorization(), service.endpoint(""));

            service.refuse(307);
            follow(asha);
            settled();
            assertThat(service.isEmpty()).isTrue();

            service.refuse(410);
            follow(asha);
            settled();
            drained();
            assertThat(asha.get(SUBSCRIPTIONS).expect(200).json().at("/items")).isEmpty();
            eve.post(SUBSCRIPTIONS, subscription).expect(201);
            eve.delete(SUBSCRIPTIONS + "/" + id).expect(204);
            assertThat(eve.get(SUBSCRIPTIONS).expect(200).json().at("/items")).isEmpty();
        }
    }

    private static void refused(Api eve, Map<String, String> good) {
        for (var bad : Map.of("endpoint", "ftp://push.example.test", "p256dh", "AAAA", "auth", "not base64!")
                .entrySet()) {
            var subscription = new HashMap<>(good);
            subscription.put(bad.getKey(), bad.getValue());
            assertThat(eve.post(SUBSCRIPTIONS, subscription)
                            .expect(400)
                            .response()
                            .body())
                    .contains("\"" + bad.getKey() + "\"");
        }
        eve.post(SUBSCRIPTIONS, Map.of()).expect(400);
    }

    private void follow(Api creator) throws Exception {
        anonymous()
                .signUp("Vikram")
                .put("/api/v1/creators/" + creator.userId() + "/follow", Map.of())
                .expect(204);
        drained();
    }

    /** Until nothing waits in the outbox any more. */
    private void settled() throws Exception {
        try (Connection connection = database.getConnection()) {
            while (true) {
                try (ResultSet row = connection
                        .createStatement()
                        .executeQuery("select count(*) from event_store.push where ended_at is null")) {
                    row.next();
                    if (row.getInt(1) == 0) return;
                }
                LockSupport.parkNanos(5_000_000);
            }
        }
    }

    private static void signedByUs(String authorization, String origin) throws Exception {
        assertThat(authorization).startsWith("vapid t=").endsWith("k=" + VAPID_PUBLIC_KEY);
        String token = authorization.substring("vapid t=".length(), authorization.indexOf(','));
        String[] parts = token.split("\\.");
        JsonNode claims = JsonMapper.shared().readTree(bytes(parts[1]));
        assertThat(origin).startsWith(claims.get("aud").asString());
        assertThat(claims.get("sub").asString()).isEqualTo("mailto:push@example.test");
        var curve = PushService.Browser.fresh().privateKey().getParams();
        ECPublicKey key = PushService.publicKey(bytes(VAPID_PUBLIC_KEY), curve);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(key);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(bytes(parts[2]))).isTrue();
    }

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }
}
