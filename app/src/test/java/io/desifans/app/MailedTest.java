package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What people do with their mails. */
abstract class MailedTest extends EndToEndTest {

    private static final Pattern TOKEN = Pattern.compile("(?:reset-password/|token=)([^?&]+)");

    /** Of the test's own user. */
    final String email = UUID.randomUUID() + "@example.test";

    static void changeTo(Api user, String next) {
        ask(user, "change-email", Map.of("newEmail", next, "callbackURL", "/done"))
                .expect(200);
    }

    String resetToken(String redirectTo, int mails) {
        ask(anonymous(), "request-password-reset", Map.of("email", email, "redirectTo", redirectTo))
                .expect(200);
        return token(MAIL.awaitTo(email, mails));
    }

    Api.Answer reset(String token, String password) {
        return ask(anonymous(), "reset-password", Map.of("token", token, "newPassword", password));
    }

    static Api.Answer ask(Api user, String path, Object body) {
        return user.post("/api/auth/" + path, body);
    }

    static String token(MailServer.Mail mail) {
        Matcher token = TOKEN.matcher(mail.link());
        assertThat(token.find()).isTrue();
        return URLDecoder.decode(token.group(1), StandardCharsets.UTF_8);
    }

    static JsonNode session(Api user) {
        return user.get("/api/auth/get-session").expect(200).json();
    }

    static JsonNode user(Api user) {
        return session(user).get("user");
    }

    static void code(Api.Answer answer, int status, String code) {
        assertThat(answer.expect(status).json().get("code").asString()).isEqualTo(code);
    }

    /** The headers of an answer. */
    static List<String> names(Api.Answer answer) {
        return answer.response().headers().map().keySet().stream()
                .filter(name -> !name.equals("date"))
                .sorted()
                .toList();
    }
}
