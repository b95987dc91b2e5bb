package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Users who delete themselves, and admins who remove others. */
@ExtendWith(OutputCaptureExtension.class)
class DeletionTest extends EndToEndTest {

    private static final Map<String, Object> REASON = Map.of("reason", "test");
    private static final Map<String, String> PASSWORD = Map.of("password", Nodes.PASSWORD);

    @Test
    void I6_p18_who_deletes_themselves_is_found_nowhere_and_creators_keep_what_they_earned(CapturedOutput output)
            throws Exception {
        gateway();
        Shop shop = Shop.open(anonymous(), "left-asha");
        Api fan = anonymous()
                .from("127.0.0.77")
                .with("User-Agent", "Leaving-Agent/7.3")
                .signUp("Leavingname Surname", "leaving.mail@example.test");
        Shop.buy(gateway(), fan, "exclusive_post", shop.soldPost());
        drained();
        JsonNode balance = balance(shop.creator());
        String ledger = ledger(shop.creator());
        assertThat(balance.get("availablePaise").asLong()).isEqualTo(4410);

        assertCode(fan.post("/api/auth/delete-user", Map.of("password", "wrong horse")), 400, "INVALID_PASSWORD");
        assertCode(fan.post("/api/auth/delete-user", Map.of("token", "a".repeat(32))), 404, "INVALID_TOKEN");
        assertCode(
                fan.post("/api/auth/delete-user", Map.of("callbackURL", "https://evil.test")),
                403,
                "INVALID_CALLBACK_URL");
        Api.Answer deleted = fan.post("/api/auth/delete-user", PASSWORD).expect(200);
        assertThat(deleted.json().get("success").asBoolean()).isTrue();
        assertThat(deleted.json().get("message").asString()).isEqualTo("User deleted");

        drained();
        for (String trace : List.of("leaving", "127.0.0.77"))
            assertThat(EveryTable.with(database, trace)).as(trace).isEmpty();
        assertThat(output.getAll().toLowerCase(java.util.Locale.ROOT)).doesNotContain("leaving");
        assertThat(balance(shop.creator())).isEqualTo(balance);
        assertThat(ledger(shop.creator())).isEqualTo(ledger).contains("PaymentCompleted");
        assertThat(MoneyInvariants.broken(database)).isEmpty();
        assertThat(fan.get("/api/auth/get-session").json().isNull()).isTrue();
        fan.post("/api/auth/delete-user", PASSWORD).expect(401);
        anonymous().signUp("Someone else", "leaving.mail@example.test");
    }

    @Test
    void a_creator_goes_when_all_that_was_earned_is_paid_out() throws Exception {
        gateway();
        Shop shop = Shop.open(anonymous(), "owed-asha");
        Api creator = shop.creator();
        Shop.buy(gateway(), anonymous().signUp("Vikram"), "exclusive_post", shop.soldPost());
        drained();
        Api admin = admin();
        refusedWhileMoneyIsDue(creator, admin);

        creator.put("/api/v1/creators/me/bank-details", Shop.BANK).expect(204);
        String verify = "/api/v1/admin/creators/" + creator.userId() + "/bank-details/verify";
        assertThat(admin.post(verify, REASON).status()).isBetween(200, 204);
        String payout = "/api/v1/admin/payouts/"
                + creator.post("/api/v1/payouts", Map.of())
                        .expect(201)
                        .json()
                        .get("payoutId")
                        .asString();
        refusedWhileMoneyIsDue(creator, admin);
        assertThat(admin.post(payout + "/process", REASON).status()).isBetween(200, 204);
        refusedWhileMoneyIsDue(creator, admin);
        assertThat(admin.post(payout + "/complete", Map.of("bankReference", "UTR1", "reason", "test"))
                        .status())
                .isBetween(200, 204);
        drained();
        creator.post("/api/auth/delete-user", Map.of()).expect(200);
    }

    @Test
    void what_was_paid_for_an_order_that_nobody_activated_goes_back_when_its_buyer_or_its_creator_leaves()
            throws Exception {
        Shop shop = Shop.open(anonymous(), "leaving-asha");
        Api leaves = anonymous().signUp("Ravi");
        UUID first = Shop.buy(gateway(), leaves, "service", shop.service());
        UUID second = Shop.buy(gateway(), anonymous().signUp("Vikram"), "service", shop.service());
        drained();
        leaves.post("/api/auth/delete-user", PASSWORD).expect(200);
        broughtBack();
        assertThat(refunded()).contains(first).doesNotContain(second);
        shop.creator().delete("/api/v1/creators/me").expect(204);
        broughtBack();
        assertThat(refunded()).contains(first, second);
        assertThat(MoneyInvariants.broken(database)).isEmpty();
    }

    /** From the log, since the tables lose the payments of those who left. */
    private List<UUID> refunded() {
        return new JdbcTemplate(database)
                .queryForList(
                        "select aggregate_id from event_store.event where name = 'RefundSucceeded'"
                                + " and (payload ->> 'amountPaise')::bigint = 25000",
                        UUID.class);
    }

    private void broughtBack() throws Exception {
        drained();
        gateway().advance(10);
        drained();
    }

    private static void refusedWhileMoneyIsDue(Api creator, Api admin) {
        String code = "CREATOR_BALANCE_NOT_SETTLED";
        Map<String, String> user = Map.of("userId", creator.userId());
        assertCode(creator.post("/api/auth/delete-user", Map.of()), 409, code);
        assertCode(admin.post("/api/auth/admin/remove-user", user), 409, code);
        assertCode(admin.post("/api/v1/admin/users/" + creator.userId() + "/erase", REASON), 409, code);
    }

    @Test
    void a_session_of_a_day_ago_needs_the_password() {
        Api bina = anonymous().signUp("Bina");
        new JdbcTemplate(database)
                .update(
                        "update read_model.session set \"createdAt\" = \"createdAt\" - interval '1 day' where \"userId\" = ?",
                        bina.userId());
        assertCode(bina.post("/api/auth/delete-user", Map.of()), 400, "SESSION_EXPIRED");
        bina.post("/api/auth/delete-user", PASSWORD).expect(200);
    }

    @Test
    void an_admin_removes_another_and_nobody_else_does() {
        Api bina = anonymous().signUp("Bina");
        Api admin = admin();
        String path = "/api/auth/admin/remove-user";
        assertCode(bina.post(path, Map.of("userId", bina.userId())), 403, "YOU_ARE_NOT_ALLOWED_TO_DELETE_USERS");
        anonymous().post(path, Map.of("userId", bina.userId())).expect(401);
        assertCode(admin.post(path, Map.of("userId", "nobody")), 404, "USER_NOT_FOUND");
        assertCode(admin.post(path, Map.of("userId", admin.userId())), 400, "YOU_CANNOT_REMOVE_YOURSELF");
        assertThat(admin.post(path, Map.of("userId", bina.userId()))
                        .expect(200)
                        .json()
                        .get("success")
                        .asBoolean())
                .isTrue();
        assertThat(bina.get("/api/auth/get-session").json().isNull()).isTrue();
        assertCode(admin.post(path, Map.of("userId", bina.userId())), 404, "USER_NOT_FOUND");
    }

    @Test
    void an_admin_in_a_users_place_does_not_delete_them() {
        Api bina = anonymous().signUp("Bina");
        String token = admin().post("/api/auth/admin/impersonate-user", Map.of("userId", bina.userId()))
                .expect(200)
                .json()
                .at("/session/token")
                .asString();
        assertCode(
                anonymous().bearer(token).post("/api/auth/delete-user", Map.of()),
                403,
                "FORBIDDEN_WHILE_IMPERSONATING");
    }

    private String ledger(Api creator) {
        return admin().get("/api/v1/admin/ledger/entries?creator=" + creator.userId())
                .expect(200)
                .response()
                .body();
    }

    private static JsonNode balance(Api creator) {
        return creator.get("/api/v1/payouts/balance").expect(200).json();
    }

    private static void assertCode(Api.Answer answer, int status, String code) {
        assertThat(answer.expect(status).json().get("code").asString()).isEqualTo(code);
    }
}
