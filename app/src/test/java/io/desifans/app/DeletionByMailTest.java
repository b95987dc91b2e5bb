package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Where an account is deleted by a link in a mail only. */
class DeletionByMailTest extends MailedTest {

    @DynamicPropertySource
    static void byMail(DynamicPropertyRegistry registry) {
        registry.add("desifans.delete-user.by-mail", () -> "true");
    }

    @Test
    void a_link_deletes_the_account_of_whoever_is_signed_in_and_nobody_elses() {
        Api bina = anonymous().signUp("Bina", email);
        Api.Answer asked =
                ask(bina, "delete-user", Map.of("callbackURL", "/bye")).expect(200);
        assertThat(asked.json().get("message").asString()).isEqualTo("Verification email sent");
        MailServer.Mail mail = MAIL.awaitTo(email, 1);
        assertThat(mail.link())
                .contains("/api/auth/delete-user/callback?token=")
                .endsWith("&callbackURL=%2Fbye");
        String token = token(mail);
        assertThat(token).matches("[0-9a-z]{32}");
        String link = "/api/auth/delete-user/callback?token=" + token;
        code(anonymous().get(link), 404, "FAILED_TO_GET_USER_INFO");
        code(anonymous().signUp("Eve").get(link), 404, "INVALID_TOKEN");
        code(bina.get(link + "&callbackURL=https://evil.test"), 403, "INVALID_CALLBACK_URL");
        code(bina.get("/api/auth/delete-user/callback?token=x"), 404, "INVALID_TOKEN");
        code(bina.get("/api/auth/delete-user/callback"), 404, "INVALID_TOKEN");

        Api.Answer gone = bina.get(link + "&callbackURL=/bye").expect(302);
        assertThat(gone.header("Location")).isEqualTo("/bye");
        assertThat(session(bina).isNull()).isTrue();
        code(bina.get(link), 404, "FAILED_TO_GET_USER_INFO");
        anonymous().signUp("Another", email);
    }

    @Test
    void the_token_is_taken_by_the_endpoint_too_and_only_the_newest_one() {
        Api bina = anonymous().signUp("Bina", email);
        code(ask(bina, "delete-user", Map.of("password", "wrong horse")), 400, "INVALID_PASSWORD");
        ask(bina, "delete-user", Map.of("password", Nodes.PASSWORD)).expect(200);
        String first = token(MAIL.awaitTo(email, 1));
        ask(bina, "delete-user", Map.of()).expect(200);
        String second = token(MAIL.awaitTo(email, 2));
        code(ask(bina, "delete-user", Map.of("token", first)), 404, "INVALID_TOKEN");
        ask(bina, "delete-user", Map.of("token", second)).expect(200);
        assertThat(session(bina).isNull()).isTrue();
    }
}
