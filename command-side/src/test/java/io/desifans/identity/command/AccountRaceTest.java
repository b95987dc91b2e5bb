package io.desifans.identity.command;

import static io.desifans.command.TwoNodes.NODES;
import static io.desifans.db.Tables.VERIFICATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.command.Commands;
import io.desifans.db.ReadModelSchema;
import io.desifans.eventstore.LogPosition;
import io.desifans.identity.command.AccountCommand.RegisterWithAccount;
import io.desifans.identity.command.OauthState.OauthStateCommand.ConsumeOauthState;
import io.desifans.identity.command.OauthState.OauthStateCommand.IssueOauthState;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.test.TestDatabase;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

class AccountRaceTest {

    private static final Instant END = Instant.parse("2026-01-01T00:10:00Z");

    @Test
    void of_twenty_users_with_one_account_on_two_nodes_one_gets_it_and_the_others_are_told() throws Exception {
        List<String> outcomes = NODES.race(20, AccountRaceTest::register, AccountRaceTest::userId);
        assertThat(outcomes)
                .containsOnlyOnce("done")
                .filteredOn("409 SOCIAL_ACCOUNT_ALREADY_LINKED"::equals)
                .hasSize(19);
        assertThat(IntStream.range(0, 20)
                        .mapToObj(number -> NODES.eventsOf(DerivedId.of("User", userId(number))))
                        .filter(events -> !events.isEmpty()))
                .containsExactly(List.of("UserRegistered", "AccountLinked", "SessionStarted"));
    }

    @Test
    void I16_of_twenty_returns_with_one_state_on_two_nodes_one_goes_on() throws Exception {
        UUID state = issued("state-race");
        ConsumeOauthState consume = new ConsumeOauthState(state, END.minusSeconds(1));
        List<String> outcomes = NODES.race(20, number -> consume, AccountRaceTest::userId);
        assertThat(outcomes)
                .containsOnlyOnce("done")
                .filteredOn("404 NOT_FOUND"::equals)
                .hasSize(19);
        assertThat(NODES.eventsOf(state)).containsExactly("OauthStateIssued", "OauthStateConsumed");
    }

    @Test
    void a_state_with_which_nobody_comes_back_is_cleared_away() {
        UUID state = issued("state-left");
        DataSource database = TestDatabase.empty();
        ReadModelSchema.migrate(database, "public");
        DSLContext tables = DSL.using(database, SQLDialect.POSTGRES);
        tables.insertInto(VERIFICATION)
                .set(VERIFICATION.ID, "state-left")
                .set(VERIFICATION.IDENTIFIER, "oauth-state:google")
                .set(VERIFICATION.VALUE, "state-left")
                .set(VERIFICATION.EXPIRES_AT, END)
                .execute();
        VerificationExpiry expiry = new VerificationExpiry(
                new IdentityRows(tables, new ReadModelPosition(database, () -> LogPosition.START)),
                NODES.part(0, Commands.class),
                Clock.systemUTC(),
                Duration.ofMillis(20));
        long begin = System.nanoTime();
        while (NODES.eventsOf(state).size() < 2 && System.nanoTime() - begin < 60_000_000_000L)
            LockSupport.parkNanos(10_000_000);
        expiry.close();
        assertThat(NODES.eventsOf(state)).containsExactly("OauthStateIssued", "OauthStateExpired");
    }

    private static UUID issued(String hash) {
        UUID state = OauthState.idOf(hash);
        NODES.send(0, new IssueOauthState(state, hash, "google", hash, END), Caller.ANONYMOUS);
        return state;
    }

    private static RegisterWithAccount register(int number) {
        String userId = userId(number);
        ProviderTokens tokens = new ProviderTokens("access", null, "id", null, null, "openid");
        return new RegisterWithAccount(
                userId,
                new Registration("Asha", userId + "@example.test", null, userId + "-none", null),
                true,
                new ProviderAccount(userId + "-row", "google", "account-race", tokens),
                new NewSession(userId + "-session", userId + "-token", Instant.EPOCH, true, null, null));
    }

    private static String userId(int number) {
        return "accountRace" + number;
    }
}
