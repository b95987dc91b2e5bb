package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a ban ends, and what its end gives back. */
class BanTest extends EndToEndTest {

    private static final String BAN = "/api/auth/admin/ban-user";
    private static final String PASSWORD = "correct horse battery";
    private static final String UNBAN = "/api/auth/admin/unban-user";

    @Test
    void a_banned_user_is_out_at_once_and_is_told_so_when_they_know_their_password() {
        Api bina = anonymous().signUp("Bina");
        String email =
                bina.get("/api/auth/get-session").json().at("/user/email").asString();
        JsonNode user = ban(bina, "Spam", 3600).expect(200).json().get("user");
        assertThat(user.get("banned").asBoolean()).isTrue();
        assertThat(user.get("banReason").asString()).isEqualTo("Spam");
        assertThat(user.get("banExpires").isNull()).isFalse();

        assertThat(bina.get("/api/auth/get-session").expect(200).json().isNull())
                .isTrue();
        bina.get("/api/v1/notifications").expect(401);
        JsonNode refused = signIn(email, PASSWORD).expect(403).json();
        assertThat(refused.get("code").asString()).isEqualTo("BANNED_USER");
        assertThat(signIn(email, "wrong horse").expect(401).json().get("code").asString())
                .isEqualTo("INVALID_EMAIL_OR_PASSWORD");

        user = admin().post(UNBAN, Map.of("userId", bina.userId()))
                .expect(200)
                .json()
                .get("user");
        assertThat(user.get("banned").asBoolean()).isFalse();
        assertThat(user.get("banReason").isNull()).isTrue();
        signIn(email, PASSWORD).expect(200);
    }

    @Test
    void I8_no_session_of_fifty_sign_ins_outlives_the_ban_that_falls_among_them() throws Exception {
        Api bina = anonymous().signUp("Bina");
        Api admin = admin();
        String email =
                bina.get("/api/auth/get-session").json().at("/user/email").asString();
        List<Callable<Api.Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) calls.add(() -> signIn(email, PASSWORD));
        calls.add(25, () -> admin.post(BAN, Map.of("userId", bina.userId())));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Api.Answer> call : threads.invokeAll(calls))
                assertThat(call.get().status()).isIn(200, 403);
        }
        assertThat(admin.post("/api/auth/admin/list-user-sessions", Map.of("userId", bina.userId()))
                        .expect(200)
                        .json()
                        .get("sessions"))
                .isEmpty();
        signIn(email, PASSWORD).expect(403);
    }

    @Test
    void what_a_banned_creator_sells_cannot_be_bought_until_the_ban_is_lifted() {
        Gateway gateway = gateway();
        Shop shop = Shop.open(anonymous(), "banned-asha");
        Api fan = anonymous().signUp("Vikram");
        ban(shop.creator(), "Fraud", null).expect(200);
        for (Map.Entry<String, UUID> item : Map.of(
                        "exclusive_post", shop.soldPost(), "membership", shop.tier(), "service", shop.service())
                .entrySet()) {
            JsonNode problem = fan.post(
                            "/api/v1/payments/checkout", Map.of("type", item.getKey(), "entityId", item.getValue()))
                    .expect(404)
                    .json();
            assertThat(problem.toString()).contains("entityId");
        }
        assertThat(fan.get("/api/v1/payments/transactions").json().get("items")).isEmpty();
        admin().post(UNBAN, Map.of("userId", shop.creator().userId())).expect(200);
        Shop.buy(gateway, fan, "exclusive_post", shop.soldPost());
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1.5", "1e300", "3155760001", "'\"60\"'", "true"})
    void a_ban_lasts_whole_seconds(String banExpiresIn) {
        Api bina = anonymous().signUp("Bina");
        String body = "{\"userId\":\"%s\",\"banExpiresIn\":%s}".formatted(bina.userId(), banExpiresIn);
        JsonNode problem = admin().send("POST", BAN, body).expect(400).json();
        assertThat(problem.get("message").asString()).startsWith("banExpiresIn");
        bina.get("/api/v1/notifications").expect(200);
    }

    @Test
    void only_admins_ban_and_nobody_bans_themselves_or_nobody() {
        Api bina = anonymous().signUp("Bina");
        assertCode(bina.post(BAN, Map.of("userId", bina.userId())), 403, "YOU_ARE_NOT_ALLOWED_TO_BAN_USERS");
        assertCode(anonymous().post(BAN, Map.of("userId", bina.userId())), 401, "UNAUTHORIZED");
        Api admin = admin();
        assertCode(admin.post(BAN, Map.of("userId", admin.userId())), 400, "YOU_CANNOT_BAN_YOURSELF");
        assertCode(admin.post(BAN, Map.of("userId", "nobody")), 404, "USER_NOT_FOUND");
        assertCode(admin.post(UNBAN, Map.of("userId", "nobody")), 404, "USER_NOT_FOUND");
        assertCode(admin.post(BAN, Map.of()), 400, "VALIDATION_ERROR");
    }

    private Api.Answer ban(Api user, String reason, @Nullable Integer seconds) {
        Map<String, Object> body = new HashMap<>(Map.of("userId", user.userId(), "banReason", reason));
        if (seconds != null) body.put("banExpiresIn", seconds);
        return admin().post(BAN, body);
    }

    private Api.Answer signIn(String email, String password) {
        return anonymous().post("/api/auth/sign-in/email", Map.of("email", email, "password", password));
    }

    private static void assertCode(Api.Answer answer, int status, String code) {
        assertThat(answer.expect(status).json().get("code").asString()).isEqualTo(code);
    }
}
