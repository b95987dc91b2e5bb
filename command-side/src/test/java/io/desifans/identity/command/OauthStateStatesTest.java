package io.desifans.identity.command;

import io.desifans.command.StateTable;
import io.desifans.identity.OauthStateEvent.OauthStateConsumed;
import io.desifans.identity.OauthStateEvent.OauthStateExpired;
import io.desifans.identity.OauthStateEvent.OauthStateIssued;
import io.desifans.identity.command.OauthState.OauthStateCommand;
import io.desifans.identity.command.OauthState.OauthStateCommand.ConsumeOauthState;
import io.desifans.identity.command.OauthState.OauthStateCommand.ExpireOauthState;
import io.desifans.identity.command.OauthState.OauthStateCommand.IssueOauthState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

class OauthStateStatesTest {

    private static final UUID ID = OauthState.idOf("hash");
    private static final Instant END = Instant.parse("2026-11-22T10:00:00.000Z");
    private static final OauthStateIssued ISSUED = new OauthStateIssued(ID, "row", "google", "hash", END);

    @Test
    void every_command_in_every_state_of_a_sign_in_at_a_provider() {
        StateTable.holds("""
                command         | none              | issued              | consumed      | expired
                issue           | +OauthStateIssued | id taken            | id taken      | id taken
                consume in time | 404               | +OauthStateConsumed | 404 NOT_FOUND | 404 NOT_FOUND
                consume late    | 404               | 404 NOT_FOUND       | 404 NOT_FOUND | 404 NOT_FOUND
                expire in time  | 404               | -                   | -             | -
                expire late     | 404               | +OauthStateExpired  | -             | -""", OauthStateStatesTest::signIn, OauthStateStatesTest::command, OauthStateCommand.class);
    }

    private static TestExecutor<?> signIn(String state) {
        return new AggregateTestFixture<>(OauthState.class)
                .given(
                        switch (state) {
                            case "none" -> List.of();
                            case "issued" -> List.of(ISSUED);
                            case "consumed" -> List.of(ISSUED, new OauthStateConsumed(ID, "row"));
                            case "expired" -> List.of(ISSUED, new OauthStateExpired(ID, "row"));
                            default -> throw new IllegalArgumentException(state);
                        });
    }

    private static OauthStateCommand command(String name) {
        return switch (name) {
            case "issue" -> new IssueOauthState(ID, "row", "google", "hash", END);
            case "consume in time" -> new ConsumeOauthState(ID, END.minusMillis(1));
            case "consume late" -> new ConsumeOauthState(ID, END);
            case "expire in time" -> new ExpireOauthState(ID, END.minusMillis(1));
            case "expire late" -> new ExpireOauthState(ID, END);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
