package io.desifans.identity.command;

import static io.desifans.command.Past.ADMIN;

import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.identity.OauthStateEvent.OauthStateConsumed;
import io.desifans.identity.OauthStateEvent.OauthStateExpired;
import io.desifans.identity.OauthStateEvent.OauthStateIssued;
import io.desifans.identity.UserEvent.AccountLinked;
import io.desifans.identity.UserEvent.AccountTokensUpdated;
import io.desifans.identity.UserEvent.AccountUnlinked;
import io.desifans.identity.UserEvent.CredentialSet;
import io.desifans.identity.UserEvent.EmailVerified;
import io.desifans.identity.UserEvent.SessionStarted;
import io.desifans.identity.UserEvent.UserBanned;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.identity.command.AccountCommand.LinkAccount;
import io.desifans.identity.command.AccountCommand.RegisterWithAccount;
import io.desifans.identity.command.AccountCommand.SignInWithAccount;
import io.desifans.identity.command.AccountCommand.UnlinkAccount;
import io.desifans.identity.command.AccountCommand.UpdateAccountTokens;
import io.desifans.identity.command.OauthState.OauthStateCommand.ConsumeOauthState;
import io.desifans.identity.command.OauthState.OauthStateCommand.ExpireOauthState;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.Registration;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkedAccountsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.000Z");
    private static final NewSession SESSION = new NewSession("session", "token hash", NOW, true, "127.0.0.1", "test");
    private static final SessionStarted STARTED = new SessionStarted(
            "bina", "session", "token hash", NOW.plus(Duration.ofDays(7)), true, "127.0.0.1", "test", "google");
    private static final String EMAIL = "someone@example.test";
    private static final UserRegistered REGISTERED = Past.registered("bina", "user");
    private static final EmailVerified VERIFIED = new EmailVerified("bina", EMAIL, "bina");
    private static final CredentialSet PASSWORD = new CredentialSet("bina", "password-row", "hash");
    private static final AccountLinked LINKED = linked("row", "sub-1");
    private static final AccountTokensUpdated MAILS_ALLOWED =
            new AccountTokensUpdated("bina", "row", null, null, null, null, null, "openid,email");

    private static TestExecutor<User> bina(Object... since) {
        return Past.ofFourUsers().fixture(User.class).given(REGISTERED).andGiven(since);
    }

    @Test
    void a_first_sign_in_makes_the_user_with_the_account_and_a_session() {
        Registration registration = new Registration("Bina", EMAIL, null, "row", null);
        Past.ofFourUsers()
                .fixture(User.class)
                .givenNoPriorActivity()
                .when(new RegisterWithAccount("bina", registration, true, account("row", "sub-1"), SESSION))
                .expectEvents(new UserRegistered("bina", "Bina", EMAIL, null, true, "user", "google"), LINKED, STARTED);
    }

    @Test
    void a_known_account_signs_in_and_what_was_allowed_stays_allowed() {
        bina(LINKED, MAILS_ALLOWED)
                .when(new SignInWithAccount("bina", account("other-row", "sub-1"), "else@example.test", false, SESSION))
                .expectEvents(updated("openid,email"), STARTED);
    }

    @ParameterizedTest
    @CsvSource({"true, true, else@example.test", "false, true, " + EMAIL, "true, false, " + EMAIL})
    void an_unknown_account_needs_an_address_that_both_know_to_be_the_users_own(
            boolean verifiedHere, boolean verifiedThere, String email) {
        var given = verifiedHere ? bina(PASSWORD, VERIFIED) : bina(PASSWORD);
        refused(
                given.when(new SignInWithAccount("bina", account("row", "sub-1"), email, verifiedThere, SESSION)),
                401,
                "ACCOUNT_NOT_LINKED");
    }

    @Test
    void an_unknown_account_of_a_shared_address_is_linked() {
        bina(PASSWORD, VERIFIED)
                .when(new SignInWithAccount("bina", account("row", "sub-1"), EMAIL, true, SESSION))
                .expectEvents(LINKED, STARTED);
    }

    @Test
    void who_is_banned_neither_signs_in_by_an_account_nor_links_one() {
        UserBanned ban = new UserBanned("bina", "Spam", null, ADMIN);
        refused(
                bina(LINKED, ban).when(new SignInWithAccount("bina", account("row", "sub-1"), EMAIL, true, SESSION)),
                403,
                "BANNED_USER");
        refused(bina(ban).when(new LinkAccount("bina", account("row", "sub-1"), NOW)), 403, "BANNED_USER");
    }

    @Test
    void another_account_is_linked_beside_and_one_that_is_there_gets_the_tokens() {
        bina(LINKED)
                .when(new LinkAccount("bina", account("row-2", "sub-2"), NOW))
                .expectEvents(linked("row-2", "sub-2"));
        bina(LINKED)
                .when(new LinkAccount("bina", account("row-2", "sub-1"), NOW))
                .expectEvents(updated("openid"));
    }

    @Test
    void the_last_way_to_sign_in_stays() {
        AccountUnlinked unlinked = new AccountUnlinked("bina", "row");
        bina(PASSWORD, LINKED).when(new UnlinkAccount("bina", "row")).expectEvents(unlinked);
        bina(PASSWORD, LINKED)
                .when(new UnlinkAccount("bina", "password-row"))
                .expectEvents(new AccountUnlinked("bina", "password-row"));
        refused(
                bina(PASSWORD, LINKED, unlinked).when(new UnlinkAccount("bina", "password-row")),
                400,
                "FAILED_TO_UNLINK_LAST_ACCOUNT");
        refused(bina(LINKED).when(new UnlinkAccount("bina", "row")), 400, "FAILED_TO_UNLINK_LAST_ACCOUNT");
        refused(bina(LINKED).when(new UnlinkAccount("bina", "unknown")), 400, "ACCOUNT_NOT_FOUND");
        refused(bina(LINKED, Past.deleted("bina")).when(new UnlinkAccount("bina", "row")), 404, "NOT_FOUND");
    }

    @Test
    void tokens_are_updated_where_there_is_an_account() {
        bina(LINKED).when(new UpdateAccountTokens("bina", "row", tokens())).expectEvents(updated("openid"));
        refused(bina().when(new UpdateAccountTokens("bina", "row", tokens())), 400, "ACCOUNT_NOT_FOUND");
    }

    @Test
    void a_state_is_good_for_one_return_in_time() {
        UUID state = OauthState.idOf("hash");
        Instant end = NOW.plusSeconds(600);
        OauthStateIssued issued = new OauthStateIssued(state, "verification", "google", "hash", end);
        OauthStateConsumed consumed = new OauthStateConsumed(state, "verification");
        OauthStateExpired expired = new OauthStateExpired(state, "verification");
        var states = new AggregateTestFixture<>(OauthState.class);
        states.given(issued)
                .when(new ConsumeOauthState(state, end.minusMillis(1)))
                .expectEvents(consumed);
        states.given(issued)
                .when(new ConsumeOauthState(state, end))
                .expectNoEvents()
                .expectException(Refusal.of(404, "NOT_FOUND"));
        states.given(issued, consumed)
                .when(new ConsumeOauthState(state, NOW))
                .expectNoEvents()
                .expectException(Refusal.of(404, "NOT_FOUND"));
        states.given(issued).when(new ExpireOauthState(state, end)).expectEvents(expired);
        states.given(issued).when(new ExpireOauthState(state, NOW)).expectNoEvents();
        states.given(issued, consumed).when(new ExpireOauthState(state, end)).expectNoEvents();
    }

    private static void refused(ResultValidator<User> result, int status, String code) {
        result.expectNoEvents().expectException(Refusal.of(status, code));
    }

    private static ProviderTokens tokens() {
        return new ProviderTokens("access", "refresh", "id", NOW, null, "openid");
    }

    private static ProviderAccount account(String row, String subject) {
        return new ProviderAccount(row, "google", subject, tokens());
    }

    private static AccountLinked linked(String row, String subject) {
        return new AccountLinked("bina", row, "google", subject, "access", "refresh", "id", NOW, null, "openid");
    }

    private static AccountTokensUpdated updated(String scope) {
        return new AccountTokensUpdated("bina", "row", "access", "refresh", "id", NOW, null, scope);
    }
}
