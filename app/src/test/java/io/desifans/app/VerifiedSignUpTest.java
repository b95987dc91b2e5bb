package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Where nobody signs in before the address is shown to be theirs. */
@DirtiesContext
class VerifiedSignUpTest extends MailedTest {

    private static final String PASSWORD = "correct horse battery";

    @DynamicPropertySource
    static void verifiedOnly(DynamicPropertyRegistry registry) {
        registry.add("desifans.sign-up.verified-only", () -> "true");
        registry.add("desifans.verify-email.signs-in", () -> "true");
    }

    @Test
    void who_signs_up_signs_in_by_the_link_in_the_mail() {
        Api.Answer answer = signUp(email).expect(200);
        assertThat(answer.json().get("token").isNull()).isTrue();
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(MAIL.awaitTo(email, 1).link()).endsWith("&callbackURL=%2Fwelcome");

        code(signIn(), 403, "EMAIL_NOT_VERIFIED");
        MailServer.Mail second = MAIL.awaitTo(email, 2);
        Api.Answer verified = anonymous().get(second.link()).expect(302);
        assertThat(verified.header("Location")).isEqualTo("/");
        assertThat(verified.header("Set-Cookie")).startsWith("better-auth.session_token=");
        assertThat(anonymous().get(second.link()).expect(302).header("Set-Cookie"))
                .as("the link signs in once")
                .isEmpty();
        assertThat(signIn().expect(200).json().at("/user/emailVerified").asBoolean())
                .isTrue();
    }

    @Test
    void who_signs_up_with_a_taken_address_is_told_the_same_and_changes_nothing() {
        Api.Answer first = signUp(email).expect(200);
        MAIL.awaitTo(email, 1);
        Api.Answer second = signUp(email).expect(200);
        assertThat(names(second)).isEqualTo(names(first));
        JsonNode real = first.json();
        JsonNode invented = second.json();
        assertThat(invented.get("token").isNull()).isTrue();
        assertThat(List.copyOf(invented.get("user").propertyNames()))
                .isEqualTo(List.copyOf(real.get("user").propertyNames()));
        for (String field :
                List.of("name", "email", "emailVerified", "image", "role", "banned", "banReason", "banExpires"))
            assertThat(invented.get("user").get(field))
                    .isEqualTo(real.get("user").get(field));
        assertThat(invented.at("/user/id").asString())
                .matches("[A-Za-z0-9]{32}")
                .isNotEqualTo(real.at("/user/id").asString());
        assertThat(MAIL.mailsTo(email)).hasSize(1);
    }

    private Api.Answer signUp(String address) {
        return ask(
                anonymous(),
                "sign-up/email",
                Map.of("name", "Bina", "email", address, "password", PASSWORD, "callbackURL", "/welcome"));
    }

    private Api.Answer signIn() {
        return ask(anonymous(), "sign-in/email", Map.of("email", email, "password", PASSWORD));
    }
}
