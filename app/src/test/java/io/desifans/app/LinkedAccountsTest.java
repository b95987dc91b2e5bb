package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What users do with their accounts at providers, over HTTP. */
class LinkedAccountsTest extends EndToEndTest {

    private static final String PASSWORD = "correct horse battery";

    private final String email = UUID.randomUUID() + "@example.test";
    private Provider provider;
    private Browser browser;

    @BeforeEach
    void start() {
        provider = provider();
        browser = new Browser("http://localhost:" + port);
    }

    @AfterEach
    void behave() {
        provider.misbehave();
    }

    @Test
    void a_user_links_an_account_of_the_same_address_and_unlinks_it_as_either_line_of_clients_asks() {
        signUp(browser, email);
        assertThat(browser.link("google", email)).isEqualTo("/home");
        assertThat(browser.link("other", email)).isEqualTo("/home");
        List<String> providers = accounts("providerId");
        assertThat(providers).containsExactly("credential", "google", "other");

        String rowId = accounts("id").get(1);
        assertRefused(
                browser.post("/api/auth/unlink-account", Map.of("accountId", "unknown")), 400, "ACCOUNT_NOT_FOUND");
        assertRefused(browser.post("/api/auth/unlink-account", Map.of()), 400, "VALIDATION_ERROR");
        browser.json("/api/auth/unlink-account", Map.of("accountId", rowId));
        assertThat(accounts("providerId")).containsExactly("credential", "other");
        Map<String, String> named = Map.of("providerId", "other", "accountId", provider.subject(email));
        browser.json("/api/auth/unlink-account", named);
        assertRefused(browser.post("/api/auth/unlink-account", named), 400, "ACCOUNT_NOT_FOUND");
        assertRefused(
                browser.post("/api/auth/unlink-account", Map.of("providerId", "credential")),
                400,
                "FAILED_TO_UNLINK_LAST_ACCOUNT");
    }

    @Test
    void an_account_of_another_address_or_another_user_is_not_linked() {
        signUp(browser, email);
        assertThat(browser.link("google", "else-" + email)).isEqualTo("/failed?error=email_does_not_match");
        provider.person("sub-" + email, email, false, "Bina");
        assertThat(browser.signedOutThere().link("google", "sub-" + email))
                .isEqualTo("/failed?error=unable_to_link_account");

        provider.person("sub-" + email, "first-" + email, true, "Bina");
        Browser first = new Browser("http://localhost:" + port);
        assertThat(first.signIn("google", "sub-" + email)).isEqualTo("/welcome");
        provider.person("sub-" + email, email, true, "Bina");
        assertThat(browser.signedOutThere().link("google", "sub-" + email))
                .isEqualTo("/failed?error=account_already_linked_to_different_user");
        assertThat(accounts("providerId")).containsExactly("credential");
    }

    @Test
    void an_account_is_not_linked_when_somebody_else_has_signed_in_since() {
        signUp(browser, email);
        String back = browser.providersAnswer("google", "/api/auth/link-social", email, Map.of());
        signUp(browser, "later-" + email);
        assertThat(Browser.location(browser.open(back))).isEqualTo("/failed?error=unable_to_link_account");
        assertThat(accounts("providerId")).containsExactly("credential");
    }

    @Test
    void tokens_are_given_to_their_user_and_replaced_when_they_are_nearly_over() {
        provider.misbehave("ACCESS_TOKEN_NEARLY_OVER");
        browser.signIn("google", email);
        provider.misbehave();
        String rowId = accounts("id").getFirst();
        JsonNode replaced = browser.json("/api/auth/get-access-token", Map.of("providerId", "google"));
        assertThat(replaced.get("scopes")).hasSize(3);
        JsonNode same = browser.json("/api/auth/get-access-token", Map.of("accountId", rowId));
        assertThat(same.get("accessToken")).isEqualTo(replaced.get("accessToken"));
        assertThat(same.get("accessTokenExpiresAt").asString()).endsWith("Z");
        JsonNode refreshed =
                browser.json("/api/auth/refresh-token", Map.of("providerId", "google", "accountId", rowId));
        assertThat(refreshed.get("accessToken")).isNotEqualTo(same.get("accessToken"));
        assertThat(refreshed.get("accountId").asString()).isEqualTo(provider.subject(email));

        JsonNode info = browser.get("/api/auth/account-info?accountId=" + provider.subject(email));
        assertThat(info.at("/user/email").asString()).isEqualTo(email);
        assertThat(info.at("/account/id").asString()).isEqualTo(rowId);
        assertThat(info.at("/data/sub").asString()).isEqualTo(provider.subject(email));

        Api stranger = anonymous().signUp("Eve");
        for (String path : List.of("get-access-token", "refresh-token", "unlink-account"))
            assertThat(stranger.post("/api/auth/" + path, Map.of("accountId", rowId))
                            .expect(400)
                            .json()
                            .get("code")
                            .asString())
                    .isEqualTo("ACCOUNT_NOT_FOUND");
        stranger.get("/api/auth/account-info?accountId=" + rowId).expect(400);
        assertThat(stranger.post("/api/auth/refresh-token", Map.of("providerId", "credential"))
                        .expect(400)
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("TOKEN_REFRESH_NOT_SUPPORTED");
        for (String path : List.of("get-access-token", "refresh-token", "unlink-account", "link-social"))
            anonymous().post("/api/auth/" + path, Map.of()).expect(401);
        anonymous().get("/api/auth/account-info?accountId=" + rowId).expect(401);
    }

    @Test
    void an_id_token_links_and_signs_in_without_a_redirect() {
        browser.signIn("google", email);
        String idToken = browser.json("/api/auth/get-access-token", Map.of("providerId", "google"))
                .get("idToken")
                .asString();
        Map<String, Object> body = Map.of("provider", "google", "idToken", Map.of("token", idToken));
        JsonNode linked = browser.json("/api/auth/link-social", body);
        assertThat(linked.get("status").asBoolean()).isTrue();
        assertThat(linked.get("redirect").asBoolean()).isFalse();
        assertThat(linked.get("url").asString()).isEmpty();

        Browser app = new Browser("http://localhost:" + port);
        JsonNode signedIn = app.json("/api/auth/sign-in/social", body);
        assertThat(signedIn.at("/user/email").asString()).isEqualTo(email);
        assertThat(signedIn.get("url").isNull()).isTrue();
        assertThat(app.get("/api/auth/get-session").at("/user/email").asString())
                .isEqualTo(email);
        Map<String, Object> another =
                Map.of("provider", "google", "idToken", Map.of("token", idToken, "nonce", "another"));
        assertRefused(app.post("/api/auth/sign-in/social", another), 401, "INVALID_TOKEN");
    }

    @Test
    void an_old_session_unlinks_nothing() {
        signUp(browser, email);
        browser.link("google", email);
        JdbcClient.create(database)
                .sql(
                        "update read_model.session set \"createdAt\" = \"createdAt\" - interval '1 day' where \"userId\" = ?")
                .param(browser.get("/api/auth/get-session").at("/user/id").asString())
                .update();
        assertRefused(
                browser.post("/api/auth/unlink-account", Map.of("providerId", "google")), 403, "SESSION_NOT_FRESH");
        browser.json("/api/auth/sign-out", Map.of());
    }

    @Test
    void nobody_touches_accounts_in_anothers_place() {
        signUp(browser, email);
        String userId = browser.get("/api/auth/get-session").at("/user/id").asString();
        Browser admin = new Browser("http://localhost:" + port);
        admin.json("/api/auth/sign-in/email", Map.of("email", "admin@example.test", "password", PASSWORD));
        admin.json("/api/auth/admin/impersonate-user", Map.of("userId", userId));
        for (String path : List.of("link-social", "unlink-account", "get-access-token", "refresh-token"))
            assertRefused(
                    admin.post("/api/auth/" + path, Map.of("provider", "google", "providerId", "credential")),
                    403,
                    "FORBIDDEN_WHILE_IMPERSONATING");
        assertThat(admin.get("/api/auth/account-info?providerId=google")
                        .get("code")
                        .asString())
                .isEqualTo("FORBIDDEN_WHILE_IMPERSONATING");
    }

    @Test
    void nothing_of_a_sign_in_stands_in_clear_and_nothing_of_the_person_is_left_after_an_erasure() throws Exception {
        String subject = "canarysub-" + UUID.randomUUID();
        String address = "canarymail-" + UUID.randomUUID() + "@example.test";
        provider.person(subject, address, true, "Canaryname Das");
        browser.signIn("google", subject);
        JsonNode tokens = browser.json("/api/auth/refresh-token", Map.of("providerId", "google"));
        String userId = browser.get("/api/auth/get-session").at("/user/id").asString();
        for (String token : List.of("accessToken", "refreshToken", "idToken"))
            assertThat(EveryTable.with(database, tokens.get(token).asString()))
                    .as(token)
                    .isEmpty();
        assertThat(EveryTable.with(database, subject)).containsExactly("read_model.account");

        admin().post("/api/v1/admin/users/" + userId + "/erase", Map.of("reason", "asked for"))
                .expect(204);
        for (String canary : List.of(subject, address, "Canaryname"))
            assertThat(EveryTable.with(database, canary)).isEmpty();
        assertThat(new Browser("http://localhost:" + port).signIn("google", subject))
                .isEqualTo("/welcome");
    }

    private void signUp(Browser client, String address) {
        client.json("/api/auth/sign-up/email", Map.of("name", "Bina", "email", address, "password", PASSWORD));
    }

    private List<String> accounts(String field) {
        return browser.get("/api/auth/list-accounts")
                .valueStream()
                .map(account -> account.get(field).asString())
                .toList();
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(JsonMapper.shared().readTree(answer.body()).get("code").asString())
                .isEqualTo(code);
    }
}
