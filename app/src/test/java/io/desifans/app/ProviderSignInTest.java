package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Users sign in at a provider, over HTTP, in a browser. */
class ProviderSignInTest extends EndToEndTest {

    private static final String COOKIE = "better-auth.oauth_state";

    private final String email = UUID.randomUUID() + "@example.test";
    private Provider provider;

    @BeforeEach
    void start() {
        provider = provider();
    }

    @AfterEach
    void behave() {
        provider.misbehave();
    }

    @Test
    void a_first_sign_in_makes_a_user_and_the_next_one_finds_them() {
        provider.person("sub-" + email, email, true, "Bina Das");
        Browser phone = browser();
        assertThat(phone.signIn("google", email)).isEqualTo("/welcome");
        JsonNode user = phone.get("/api/auth/get-session").get("user");
        assertThat(user.get("email").asString()).isEqualTo(email);
        assertThat(user.get("name").asString()).isEqualTo("Bina Das");
        assertThat(user.get("emailVerified").asBoolean()).isTrue();
        assertThat(phone.cookies()).doesNotContainKey(COOKIE);

        JsonNode account = phone.get("/api/auth/list-accounts").get(0);
        assertThat(account.get("providerId").asString()).isEqualTo("google");
        assertThat(account.get("accountId").asString()).isEqualTo("sub-" + email);
        assertThat(account.get("scopes").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("openid", "email", "profile");

        Browser laptop = browser();
        assertThat(laptop.signIn("google", email)).isEqualTo("/home");
        assertThat(userId(laptop)).isEqualTo(user.get("id").asString());
    }

    @Test
    void a_key_that_is_not_known_yet_is_fetched() {
        assertThat(browser().signIn("google", email)).isEqualTo("/welcome");
        provider.rotateKeys();
        assertThat(browser().signIn("google", email)).isEqualTo("/home");
    }

    @Test
    void what_the_id_token_does_not_tell_is_asked_for() {
        provider.misbehave("EMAIL_IN_USER_INFO_ONLY");
        assertThat(browser().signIn("google", email)).isEqualTo("/welcome");
        provider.misbehave("EMAIL_IN_USER_INFO_ONLY", "WRONG_SUBJECT_IN_USER_INFO");
        assertThat(browser().signIn("google", email)).isEqualTo("/failed?error=unable_to_get_user_info");
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_NONCE, unable_to_get_user_info",
        "NO_NONCE, unable_to_get_user_info",
        "WRONG_AUDIENCE, unable_to_get_user_info",
        "WRONG_ISSUER, unable_to_get_user_info",
        "EXPIRED, unable_to_get_user_info",
        "OLD, unable_to_get_user_info",
        "FROM_THE_FUTURE, unable_to_get_user_info",
        "NOT_SIGNED, unable_to_get_user_info",
        "SIGNED_WITH_THE_CLIENT_SECRET, unable_to_get_user_info",
        "SIGNED_WITH_A_STRANGE_KEY, unable_to_get_user_info",
        "REFUSES_CODES, invalid_code",
    })
    void I16_a_provider_that_misbehaves_signs_nobody_in(String misbehaviour, String error) {
        provider.misbehave(misbehaviour);
        Browser browser = browser();
        assertThat(browser.signIn("google", email)).isEqualTo("/failed?error=" + error);
        assertSignedOut(browser);
        assertThat(usersWith(email)).isZero();
    }

    @Test
    void I16_a_return_is_taken_once_and_in_the_browser_that_left() {
        Browser browser = browser();
        String back = browser.providersAnswer("google", "/api/auth/sign-in/social", email, Map.of());
        String cookie = browser.cookies().get(COOKIE);

        Browser without = browser();
        assertThat(Browser.location(without.open(back))).endsWith("/api/auth/error?error=state_mismatch");
        Browser foreign = browser();
        foreign.providersAnswer("google", "/api/auth/sign-in/social", email, Map.of());
        assertThat(Browser.location(foreign.open(back))).endsWith("/api/auth/error?error=state_mismatch");
        Browser tampered = browser();
        tampered.cookies().put(COOKIE, cookie.substring(0, cookie.length() - 2) + "AA");
        assertThat(Browser.location(tampered.open(back))).endsWith("/api/auth/error?error=state_mismatch");
        assertThat(Browser.location(browser.open(back.replace("/google?", "/other?"))))
                .endsWith("/api/auth/error?error=state_mismatch");
        for (Browser none : List.of(without, foreign, tampered)) assertSignedOut(none);
        assertThat(usersWith(email)).isZero();

        assertThat(Browser.location(browser.open(back))).isEqualTo("/welcome");
        Browser again = browser();
        again.cookies().put(COOKIE, cookie);
        assertThat(Browser.location(again.open(back))).isEqualTo("/failed?error=state_not_found");
        assertSignedOut(again);
    }

    @Test
    void a_return_that_brings_no_code_ends_where_the_client_wants_to_hear_of_errors() {
        Browser browser = browser();
        assertThat(back(browser, "&error=access_denied")).isEqualTo("/failed?error=access_denied");
        assertThat(back(browser, "&error=%3Cb%3E%0d%0aX:y")).isEqualTo("/failed?error=%3Cb%3E%0D%0AX%3Ay");
        assertThat(back(browser, "")).isEqualTo("/failed?error=no_code");
        assertThat(back(browser, "&code=invented")).isEqualTo("/failed?error=invalid_code");
        assertThat(Browser.location(browser.open("/api/auth/callback/google?code=x")))
                .endsWith("/api/auth/error?error=state_not_found");
        assertThat(Browser.location(browser.open("/api/auth/callback/nobody?code=x&state=y")))
                .endsWith("/api/auth/error?error=oauth_provider_not_found");
        assertSignedOut(browser);
    }

    @Test
    void a_form_from_the_provider_is_asked_for_again_as_a_page() {
        HttpResponse<String> answer = browser().form("/api/auth/callback/google", "state=a%26b&code=c&user=%7B%7D");
        assertThat(Browser.location(answer)).endsWith("/api/auth/callback/google?code=c&state=a%26b");
    }

    @Test
    void whoever_signs_up_with_anothers_address_does_not_get_the_account_of_that_other() {
        Api squatter = anonymous().signUp("Eve", email);
        Browser browser = browser();
        assertThat(browser.signIn("google", email)).isEqualTo("/failed?error=account_not_linked");
        assertSignedOut(browser);
        assertThat(squatter.get("/api/auth/list-accounts").expect(200).json()).hasSize(1);
    }

    @Test
    void an_address_that_both_know_to_be_the_users_own_links_a_second_account() {
        Browser browser = browser();
        browser.signIn("google", email);
        String userId = userId(browser);
        provider.person(provider.subject(email), email, false, "Bina");
        assertThat(browser().signIn("other", email)).isEqualTo("/failed?error=account_not_linked");
        provider.person(provider.subject(email), email, true, "Bina");
        Browser other = browser();
        assertThat(other.signIn("other", email)).isEqualTo("/home");
        assertThat(userId(other)).isEqualTo(userId);
        assertThat(other.get("/api/auth/list-accounts")).hasSize(2);
    }

    @Test
    void where_a_sign_up_is_to_be_asked_for_nobody_becomes_a_user_unawares() {
        assertThat(browser().signIn("other", email)).isEqualTo("/failed?error=signup_disabled");
        assertThat(browser().signIn("other", email, Map.of("requestSignUp", true)))
                .isEqualTo("/welcome");
    }

    @Test
    void an_account_without_an_address_is_told_so() {
        provider.person("sub-" + email, "no address", true, "Bina");
        assertThat(browser().signIn("google", "sub-" + email)).isEqualTo("/failed?error=email_not_found");
    }

    @Test
    void who_is_banned_is_told_so() {
        Browser browser = browser();
        browser.signIn("google", email);
        admin().post("/api/auth/admin/ban-user", Map.of("userId", userId(browser)))
                .expect(200);
        Browser later = browser();
        assertThat(later.signIn("google", email)).isEqualTo("/failed?error=banned");
        assertSignedOut(later);
    }

    @Test
    void of_twenty_first_sign_ins_at_once_one_makes_the_user() throws Exception {
        Browser first = browser();
        first.signIn("google", "other-" + email);
        String idToken = idToken(first);
        admin().post("/api/v1/admin/users/" + userId(first) + "/erase", Map.of("reason", "a race"))
                .expect(204);
        List<String> users = Nodes.atOnce(
                20,
                i -> () -> anonymous()
                        .post(
                                "/api/auth/sign-in/social",
                                Map.of("provider", "google", "idToken", Map.of("token", idToken)))
                        .expect(200)
                        .json()
                        .at("/user/id")
                        .asString());
        assertThat(users).hasSize(20).containsOnly(users.getFirst());
        assertThat(usersWith("other-" + email)).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                          | 400 | VALIDATION_ERROR",
                "{\"provider\":7}                                            | 400 | VALIDATION_ERROR",
                "{\"provider\":\"nobody\"}                                   | 404 | PROVIDER_NOT_FOUND",
                "{\"provider\":\"google\",\"callbackURL\":7}                 | 400 | VALIDATION_ERROR",
                "{\"provider\":\"google\",\"callbackURL\":\"//evil.test\"}   | 403 | INVALID_CALLBACK_URL",
                "{\"provider\":\"google\",\"newUserCallbackURL\":\"https://evil.test\"} | 403 | INVALID_NEW_USER_CALLBACK_URL",
                "{\"provider\":\"google\",\"errorCallbackURL\":\"https://evil.test\"}   | 403 | INVALID_ERROR_CALLBACK_URL",
                "{\"provider\":\"google\",\"scopes\":\"all\"}                | 400 | VALIDATION_ERROR",
                "{\"provider\":\"google\",\"scopes\":[\"a b\"]}              | 400 | VALIDATION_ERROR",
                "{\"provider\":\"google\",\"disableRedirect\":\"perhaps\"}   | 400 | VALIDATION_ERROR",
                "{\"provider\":\"google\",\"additionalData\":[]}             | 400 | VALIDATION_ERROR",
                "{\"provider\":\"google\",\"idToken\":\"text\"}              | 400 | VALIDATION_ERROR",
                "{\"provider\":\"google\",\"idToken\":{}}                    | 400 | VALIDATION_ERROR",
                "{\"provider\":\"google\",\"idToken\":{\"token\":\"x y\"}}   | 400 | VALIDATION_ERROR",
                "{\"provider\":\"google\",\"idToken\":{\"token\":\"x.y.z\"}} | 401 | INVALID_TOKEN",
            })
    void what_cannot_be_begun_is_refused(String body, int status, String code) {
        Api.Answer answer = anonymous().send("POST", "/api/auth/sign-in/social", body);
        assertThat(answer.expect(status).json().get("code").asString()).isEqualTo(code);
        answer = anonymous().signUp("Bina").send("POST", "/api/auth/link-social", body);
        assertThat(answer.expect(status).json().get("code").asString()).isEqualTo(code);
    }

    @Test
    void addresses_that_no_cookie_holds_are_refused() {
        String body = "{\"provider\":\"google\",\"callbackURL\":\"/" + "a".repeat(5000) + "\"}";
        anonymous().send("POST", "/api/auth/sign-in/social", body).expect(400);
    }

    private String back(Browser browser, String instead) {
        String back = browser.providersAnswer("google", "/api/auth/sign-in/social", email, Map.of());
        String state = back.substring(back.indexOf("state="));
        return Browser.location(browser.open("/api/auth/callback/google?" + state + instead));
    }

    private static String idToken(Browser browser) {
        return browser.json("/api/auth/get-access-token", Map.of("providerId", "google"))
                .get("idToken")
                .asString();
    }

    private Browser browser() {
        return new Browser("http://localhost:" + port);
    }

    private static String userId(Browser browser) {
        return browser.get("/api/auth/get-session").at("/user/id").asString();
    }

    private static void assertSignedOut(Browser browser) {
        assertThat(browser.cookies()).doesNotContainKey("better-auth.session_token");
        assertThat(browser.get("/api/auth/get-session").isNull()).isTrue();
    }

    private long usersWith(String address) {
        return JdbcClient.create(database)
                .sql("select count(*) from read_model.\"user\" where email = ?")
                .param(address)
                .query(Long.class)
                .single();
    }
}
