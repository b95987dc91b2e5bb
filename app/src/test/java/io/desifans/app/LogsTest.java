package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.desifans.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a node writes to its log, with failures of every kind among it. */
@Execution(ExecutionMode.CONCURRENT)
class LogsTest {

    @TempDir
    Path data;

    private final DataSource database = TestDatabase.empty();
    private final JdbcClient sql = JdbcClient.create(database);

    @Test
    void json_lines_name_their_request_and_flow_and_hold_nothing_that_a_person_has_written() throws Exception {
        Map<String, String> settings = new HashMap<>(Nodes.settings(database));
        settings.put("SPRING_DATASOURCE_URL", Database.ofReadModel(TestDatabase.url(database)));
        settings.put("SPRING_DATASOURCE_USERNAME", "postgres");
        settings.put("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs");
        String canary = "canary" + UUID.randomUUID().toString().replace("-", "");
        String flow = UUID.randomUUID().toString();
        try (AppProcess app = AppProcess.start(data, Ports.free(), settings, "--empty")) {
            app.awaitReady();
            Api person = new Api(app.uri("").toString()).with("User-Agent", canary);
            person.signUp(canary, canary + "@example.test").onboarded(canary.substring(0, 20));
            person.put("/api/v1/creators/me/bank-details", bankDetails(canary));
            refused(person, canary);
            person.with("X-Correlation-Id", flow).with("X-Request-Id", "request-" + flow);
            parked(person, canary);
            person.get("/api/v1/posts?creator=" + canary);
            broken(person, canary);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> lines(app).stream()
                            .anyMatch(line -> line.at("/message").asString().contains("is parked")));
            assertThat(app.output()).doesNotContain(canary).doesNotContain("127.0.0.1");
            assertThat(line(app, "is parked").at("/correlationId").asString()).isEqualTo(flow);
            JsonNode failed = line(app, "failed, request");
            assertThat(failed.at("/correlationId").asString()).isEqualTo(flow);
            assertThat(failed.at("/requestId").asString()).isEqualTo("request-" + flow);
        }
    }

    private static Map<String, String> bankDetails(String canary) {
        return Map.of(
                "pan",
                "ABCDE1234F",
                "accountNumber",
                "123456789012",
                "ifscCode",
                "HDFC0001234",
                "accountHolderName",
                canary,
                "accountType",
                "savings");
    }

    /** The client's fault, in each way. */
    private static void refused(Api person, String canary) {
        person.post("/api/auth/sign-in/email", Map.of("email", canary + "@example.test", "password", canary));
        person.post("/api/auth/sign-up/email", Map.of("email", canary + "@example.test", "password", canary));
        person.send("POST", "/api/v1/posts", "{\"caption\":\"" + canary);
        person.post("/api/v1/posts", Map.of(canary, canary));
        person.get("/api/v1/" + canary + "?" + canary + "=" + canary);
        person.send("GET", "/api/v1/creators?cursor=" + canary, null);
        person.post("/api/v1/payments/webhook", Map.of("email", canary));
    }

    /** An event that cannot be projected, refused with the words that it holds. */
    private void parked(Api person, String canary) {
        sql.sql("create function read_model.refuse() returns trigger language plpgsql as"
                        + " $$ begin raise 'no %', new.caption; end $$")
                .update();
        sql.sql(
                        "create trigger refuse before insert on read_model.post for each row execute function read_model.refuse()")
                .update();
        person.post(
                        "/api/v1/posts",
                        Map.of(
                                "caption",
                                canary,
                                "postType",
                                "exclusive",
                                "price",
                                100,
                                "media",
                                List.of(Map.of(
                                        "mediaType",
                                        "image",
                                        "url",
                                        "https://" + canary + ".example.test/a.jpg",
                                        "blurThumbnailUrl",
                                        "https://" + canary + ".example.test/b.jpg"))))
                .expect(201);
    }

    /** Our fault, with a text that quotes the request. */
    private void broken(Api person, String canary) {
        sql.sql("alter table read_model.follower rename column \"creatorId\" to gone")
                .update();
        person.with("Wait-For-Position", "0-0").get("/api/v1/creators/" + canary + "/followers");
        person.get("/api/v1/following").expect(500);
    }

    private static JsonNode line(AppProcess app, String text) throws IOException {
        return lines(app).stream()
                .filter(line -> line.at("/message").asString().contains(text))
                .findFirst()
                .orElseThrow();
    }

    /** Every line that the application logs is JSON; what the launcher tells a person is not. */
    private static List<JsonNode> lines(AppProcess app) throws IOException {
        return app.output()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }
}
