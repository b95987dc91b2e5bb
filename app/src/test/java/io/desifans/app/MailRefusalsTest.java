package io.desifans.app;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may not be asked of those who send mails. */
class MailRefusalsTest extends MailedTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verify-email?token=x                                  | 401 | INVALID_TOKEN",
                "verify-email                                          | 400 | VALIDATION_ERROR",
                "verify-email?token=x&callbackURL=//evil.test          | 403 | INVALID_CALLBACK_URL",
                "verify-email?token=x&callbackURL=https://evil.test/   | 403 | INVALID_CALLBACK_URL",
                "reset-password/x?callbackURL=https://evil.test/       | 403 | INVALID_CALLBACK_URL",
            })
    void a_link_that_is_none_leads_nowhere(String path, int status, String code) {
        code(anonymous().get("/api/auth/" + path), status, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "send-verification-email | {}                                       | 400 | VALIDATION_ERROR",
                "send-verification-email | {'email':null}                           | 400 | VALIDATION_ERROR",
                "send-verification-email | {'email':7}                              | 400 | VALIDATION_ERROR",
                "send-verification-email | {'email':'аsha@example.test'}            | 400 | INVALID_EMAIL",
                "send-verification-email | {'email':'a@x.test','callbackURL':[]}    | 400 | VALIDATION_ERROR",
                "send-verification-email | {'email':'a@x.test','callbackURL':'//e'} | 403 | INVALID_CALLBACK_URL",
                "request-password-reset  | {}                                       | 400 | VALIDATION_ERROR",
                "request-password-reset  | {'email':'a'}                            | 400 | INVALID_EMAIL",
                "request-password-reset  | {'email':'a@x.test','redirectTo':{}}     | 400 | VALIDATION_ERROR",
                "request-password-reset  | {'email':'a@x.test','redirectTo':'/\\\\e'} | 403 | INVALID_REDIRECT_URL",
                "reset-password          | {'newPassword':'correct horse'}          | 400 | INVALID_TOKEN",
                "reset-password          | {'newPassword':null,'token':'x'}         | 400 | VALIDATION_ERROR",
                "reset-password          | {'newPassword':'correct horse','token':7}| 400 | VALIDATION_ERROR",
                "reset-password          | {'newPassword':'correct horse','token':'\\u0000'} | 400 | VALIDATION_ERROR",
                "change-email            | {'newEmail':'a@x.test'}                  | 401 | UNAUTHORIZED",
            })
    void what_may_not_be_asked_is_refused_in_the_words_that_clients_know(
            String path, String body, int status, String code) {
        code(anonymous().send("POST", "/api/auth/" + path, body.replace('\'', '"')), status, code);
    }

    @Test
    void a_user_asks_for_the_mail_to_their_own_address_only() {
        Api bina = anonymous().signUp("Bina", email);
        code(ask(bina, "send-verification-email", Map.of("email", "un" + email)), 400, "EMAIL_MISMATCH");
    }
}
