package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.eventstore.EventLog;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import tools.jackson.databind.JsonNode;

/**
 * After each class of tests no process is stuck, and a replay of everything that was stored until then makes the tables as
 * they are.
 */
final class ReplayedAfterwards implements TestExecutionListener {

    @Override
    public void afterTestClass(TestContext test) throws SQLException {
        EventLog log = test.getApplicationContext().getBean(EventLog.class);
        Drained.await(
                test.getApplicationContext().getBean(DataSource.class),
                () -> log.lastVisible().seq());
        String port = test.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
        JsonNode replay = Replays.run(new Api("http://localhost:" + port).signIn(Nodes.ADMIN, Nodes.PASSWORD));
        assertThat(replay.get("state").asString()).as(replay.toString()).isEqualTo("SUCCEEDED");
        assertThat(replay.at("/report/differences").asInt(-1))
                .as(replay.toString())
                .isZero();
    }
}
