package io.desifans.benchmarks;

import io.desifans.DerivedId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The application's log, into which is written what very many others have done before. */
final class WrittenLog {

    private static final int AT_ONCE = 10_000;
    private static final String INSERT = """
            insert into event_store.event
                (epoch, aggregate_id, sequence, aggregate_type, event_id, name, revision, time, payload, metadata)
            select epoch, ?, 0, ?, gen_random_uuid(), ?, '1', now(), ?::jsonb,
                   jsonb_build_object('actor', ?, 'subjects', ?) from event_store.log_epoch""";
    private static final String STILL_BEHIND =
            "select (select min(seq) from event_store.token) < (select max(seq) from event_store.event)";

    private final DataSource database;
    private final JdbcClient sql;

    /** @param database of the application */
    WrittenLog(DataSource database) {
        this.database = database;
        this.sql = JdbcClient.create(database);
    }

    DataSource database() {
        return database;
    }

    JdbcClient sql() {
        return sql;
    }

    String creator(String username) {
        return sql.sql("select id from read_model.creator where username = ?")
                .param(username)
                .query(String.class)
                .single();
    }

    /** Until everybody who follows the log has come to its end. */
    void awaitRest() throws InterruptedException {
        while (sql.sql(STILL_BEHIND).query(Boolean.class).single()) TimeUnit.MILLISECONDS.sleep(20);
    }

    /**
     * Followers of this creator alone, of whom nothing personal is known; as the creator's own doing, of which nobody is told.
     * All are committed at once, and whoever follows the log is woken as by another node.
     *
     * @param first number of the first new follower, and last that of the last
     */
    void follow(String creatorId, int first, int last) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            for (int i = first; i <= last; i++) {
                String userId = creatorId.substring(0, 8) + "%024d".formatted(i);
                UUID follow = DerivedId.of("Follow", userId, creatorId);
                add(insert, DerivedId.of("User", userId), "User", "UserRegistered", creatorId, userId, """
                        {"userId": "%s", "name": null, "email": null, "image": null,
                         "emailVerified": false, "role": "user", "method": "email"}""".formatted(
                                userId));
                add(insert, follow, "Follow", "FollowStarted", creatorId, userId + "," + creatorId, """
                        {"followId": "%s", "followerId": "%s", "creatorId": "%s"}""".formatted(
                                follow, userId, creatorId));
                if (i % AT_ONCE == 0) insert.executeBatch();
            }
            insert.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
            sql.sql("select pg_notify('event_store_appended', '')").query().listOfRows();
        }
    }

    private static void add(
            PreparedStatement insert,
            UUID aggregate,
            String type,
            String name,
            String actor,
            String subjects,
            String payload)
            throws SQLException {
        insert.setObject(1, aggregate);
        insert.setString(2, type);
        insert.setString(3, name);
        insert.setString(4, payload);
        insert.setString(5, actor);
        insert.setString(6, subjects);
        insert.addBatch();
    }
}
