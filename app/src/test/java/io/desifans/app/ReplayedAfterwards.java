package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import tools.jackson.databind.JsonNode;

/** After each class of tests a replay of everything that was stored until then makes the tables as they are. */
final class ReplayedAfterwards implements TestExecutionListener {

    @Override
    public void afterTestClass(TestContext test) {
        String port = test.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
        JsonNode replay = Replays.run(new Api("http://localhost:" + port).signIn(Nodes.ADMIN, Nodes.PASSWORD));
        assertThat(replay.get("state").asString()).as(replay.toString()).isEqualTo("SUCCEEDED");
        assertThat(replay.at("/report/differences").asInt(-1))
                .as(replay.toString())
                .isZero();
    }
}
