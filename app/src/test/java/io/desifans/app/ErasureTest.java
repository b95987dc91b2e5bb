package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** After an erasure nothing of the person stands in clear anywhere, and the log still replays. */
@ExtendWith(OutputCaptureExtension.class)
class ErasureTest extends EndToEndTest {

    @Test
    void I6_an_erased_creator_is_found_nowhere_and_the_log_still_replays(CapturedOutput output) throws Exception {
        Api creator = anonymous()
                .with("User-Agent", "Canary-Agent/7.3")
                .signUp("Canaryname Surname", "canary.mail@example.test")
                .onboarded("canaryhandle");
        UUID membership = UUID.randomUUID();
        creator.post(
                        "/api/v1/memberships",
                        Map.of(
                                "membershipId",
                                membership,
                                "title",
                                "Canarytier",
                                "description",
                                "Canarydescription",
                                "monthlyRecurringFee",
                                100))
                .expect(201);
        UUID post = UUID.randomUUID();
        creator.post(
                        "/api/v1/posts",
                        Map.of(
                                "postId",
                                post,
                                "caption",
                                "Canarycaption",
                                "postType",
                                "subscription",
                                "membershipIds",
                                List.of(membership)))
                .expect(201);
        creator.post("/api/v1/posts/" + post + "/comments", Map.of("content", "Canarycomment"))
                .expect(201);
        assertThat(whereIs("canary")).as("the search finds what is there").isNotEmpty();

        Api admin = admin();
        String erase = "/api/v1/admin/users/" + creator.userId() + "/erase";
        admin.post(erase, Map.of()).expect(400);
        creator.post(erase, Map.of("reason", "no")).expect(403);
        admin.post(erase, Map.of("reason", "Canaryname asked for it")).expect(204);

        assertThat(whereIs("canary")).isEmpty();
        assertThat(output.getAll().toLowerCase(java.util.Locale.ROOT)).doesNotContain("canary");
        creator.get("/api/v1/creators/me").expect(401);
        anonymous()
                .with("Wait-For-Position", admin.position())
                .get("/api/v1/creators/canaryhandle")
                .expect(404);
        admin.post(erase, Map.of("reason", "again")).expect(404);
        anonymous().signUp("Someone else", "canary.mail@example.test").onboarded("canaryhandle");
        assertThat(Replays.run(admin).at("/report/differences").asInt(-1)).isZero();
    }

    /** Every table of the database that has this text somewhere in a row. */
    private List<String> whereIs(String text) throws SQLException {
        List<String> places = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet rows = statement.executeQuery(
                        "select count(*) from " + table + " r where r::text ilike '%" + text + "%'")) {
                    rows.next();
                    if (rows.getInt(1) > 0) places.add(table);
                }
            }
        }
        return places;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("""
                select format('%I.%I', table_schema, table_name) from information_schema.tables
                where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
                """)) {
            while (rows.next()) tables.add(rows.getString(1));
        }
        return tables;
    }
}
