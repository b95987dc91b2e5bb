package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What comes by mail: addresses are verified and changed, lost passwords replaced. */
class MailTest extends MailedTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String OTHER = "a staple that is better";

    @Test
    void an_address_is_verified_by_the_link_in_a_mail_as_often_as_it_is_followed() {
        Api bina = anonymous().signUp("Bina", email);
        assertThat(user(bina).get("emailVerified").asBoolean()).isFalse();
        ask(bina, "send-verification-email", Map.of("email", email, "callbackURL", "/welcome?a=b"))
                .expect(200);
        MailServer.Mail mail = MAIL.awaitTo(email, 1);
        assertThat(mail.link()).startsWith("/api/auth/verify-email?token=").endsWith("&callbackURL=%2Fwelcome%3Fa%3Db");
        for (int i = 0; i < 2; i++) {
            Api.Answer answer = anonymous().get(mail.link()).expect(302);
            assertThat(answer.header("Location")).isEqualTo("/welcome?a=b");
            assertThat(answer.header("Set-Cookie")).isEmpty();
        }
        assertThat(user(bina).get("emailVerified").asBoolean()).isTrue();
        JsonNode again = anonymous()
                .get("/api/auth/verify-email?token=" + token(mail))
                .expect(200)
                .json();
        assertThat(again.get("status").asBoolean()).isTrue();
        assertThat(again.get("user").isNull()).isTrue();
        code(ask(bina, "send-verification-email", Map.of("email", email)), 400, "EMAIL_ALREADY_VERIFIED");
    }

    @Test
    void nobody_learns_from_a_request_whether_an_address_is_known() {
        anonymous().signUp("Bina", email);
        for (String path : List.of("send-verification-email", "request-password-reset", "forget-password")) {
            Api.Answer known = ask(anonymous(), path, Map.of("email", email)).expect(200);
            Api.Answer unknown =
                    ask(anonymous(), path, Map.of("email", "un" + email)).expect(200);
            assertThat(unknown.response().body()).isEqualTo(known.response().body());
            assertThat(names(unknown)).isEqualTo(names(known));
        }
        MAIL.awaitTo(email, 3);
        assertThat(MAIL.mailsTo("un" + email)).isEmpty();
    }

    @Test
    void I7_one_reset_token_in_twenty_hands_is_used_once_and_ends_every_session() throws Exception {
        Api phone = anonymous().signUp("Bina", email);
        Api laptop = anonymous().signIn(email, PASSWORD);
        String token = resetToken("/reset", 1);
        CyclicBarrier start = new CyclicBarrier(20);
        List<Api.Answer> answers = Nodes.atOnce(20, i -> () -> {
            start.await();
            return reset(token, OTHER + i);
        });
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allSatisfy(answer -> code(answer, 400, "INVALID_TOKEN"));
        int winner = answers.indexOf(answers.stream()
                .filter(answer -> answer.status() == 200)
                .findFirst()
                .orElseThrow());
        assertThat(session(phone).isNull()).isTrue();
        assertThat(session(laptop).isNull()).isTrue();
        anonymous().signIn(email, OTHER + winner);
        ask(anonymous(), "sign-in/email", Map.of("email", email, "password", PASSWORD))
                .expect(401);
    }

    @Test
    void the_link_of_a_reset_hands_the_token_to_the_page_and_a_newer_one_makes_it_void() {
        anonymous().signUp("Bina", email);
        String first = resetToken("/new-password", 1);
        assertThat(first).matches("[A-Za-z0-9]{24}");
        assertThat(anonymous()
                        .get(MAIL.mailsTo(email).getLast().link())
                        .expect(302)
                        .header("Location"))
                .isEqualTo("/new-password?token=" + first);
        String second = resetToken("/new-password", 2);
        assertThat(anonymous()
                        .get(MAIL.mailsTo(email).getFirst().link())
                        .expect(302)
                        .header("Location"))
                .isEqualTo("/new-password?error=INVALID_TOKEN");
        code(reset(first, OTHER), 400, "INVALID_TOKEN");
        code(reset(second, "short"), 400, "PASSWORD_TOO_SHORT");
        ask(anonymous(), "reset-password?token=" + second, Map.of("newPassword", OTHER))
                .expect(200);
        anonymous().signIn(email, OTHER);
    }

    @Test
    void a_verified_address_is_changed_by_two_mails_and_the_session_goes_on() {
        Api bina = verified();
        String next = "new." + email;
        changeTo(bina, next);
        MailServer.Mail toOld = MAIL.awaitTo(email, 2);
        assertThat(toOld.text()).contains(next);
        assertThat(MAIL.mailsTo(next)).isEmpty();
        assertThat(anonymous().get(toOld.link()).expect(302).header("Location")).isEqualTo("/done");
        MailServer.Mail toNew = MAIL.awaitTo(next, 1);
        assertThat(user(bina).get("email").asString()).isEqualTo(email);
        assertThat(anonymous().get(toOld.link()).expect(302).header("Location")).isEqualTo("/done?error=INVALID_TOKEN");

        JsonNode changed = bina.get("/api/auth/verify-email?token=" + token(toNew))
                .expect(200)
                .json();
        assertThat(changed.at("/user/email").asString()).isEqualTo(next);
        assertThat(user(bina).get("email").asString()).isEqualTo(next);
        assertThat(user(bina).get("emailVerified").asBoolean()).isTrue();
        code(anonymous().get("/api/auth/verify-email?token=" + token(toNew)), 401, "USER_NOT_FOUND");
        anonymous().signIn(next, PASSWORD);
        anonymous().signUp("Somebody", email);
    }

    @Test
    void an_address_that_was_never_verified_is_changed_by_one_mail() {
        Api bina = anonymous().signUp("Bina", email);
        changeTo(bina, "new." + email);
        anonymous().get(MAIL.awaitTo("new." + email, 1).link()).expect(302);
        assertThat(user(bina).get("email").asString()).isEqualTo("new." + email);
    }

    @Test
    void I3_of_two_users_who_change_to_one_address_one_gets_it() throws Exception {
        String wanted = "wanted." + email;
        List<Api> users =
                List.of(anonymous().signUp("A", "a." + email), anonymous().signUp("B", "b." + email));
        for (int i = 0; i < users.size(); i++) {
            changeTo(users.get(i), wanted);
            MAIL.awaitTo(wanted, i + 1);
        }
        List<MailServer.Mail> mails = MAIL.mailsTo(wanted);
        List<Api.Answer> answers =
                Nodes.atOnce(2, i -> () -> anonymous().get("/api/auth/verify-email?token=" + token(mails.get(i))));
        assertThat(answers).extracting(Api.Answer::status).containsExactlyInAnyOrder(200, 422);
        assertThat(users.stream()
                        .filter(user -> user(user).get("email").asString().equals(wanted)))
                .hasSize(1);
        changeTo(users.getFirst(), "admin@example.test");
    }

    @Test
    void a_link_is_followed_by_its_user_and_by_nobody_else_who_is_signed_in() {
        Api bina = anonymous().signUp("Bina", email);
        changeTo(bina, "new." + email);
        String token = token(MAIL.awaitTo("new." + email, 1));
        Api eve = anonymous().signUp("Eve");
        code(eve.get("/api/auth/verify-email?token=" + token), 401, "INVALID_USER");
        anonymous().get("/api/auth/verify-email?token=" + token).expect(200);
    }

    private Api verified() {
        Api bina = anonymous().signUp("Bina", email);
        ask(bina, "send-verification-email", Map.of("email", email)).expect(200);
        anonymous().get(MAIL.awaitTo(email, 1).link()).expect(302);
        return bina;
    }
}
