package io.desifans.benchmarks;

import io.desifans.DerivedId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What another user feels while a creator's message goes to very many followers. */
final class Broadcast {

    private static final int FOLLOWERS = 100_000;
    private static final int AT_ONCE = 10_000;
    private static final int REQUESTS = 200;
    private static final int WARM_UP = 1_000;
    private static final double FLOOR = 2;
    private static final String PREFERENCE = "/api/v1/notification-preference";
    private static final String INSERT = """
            insert into event_store.event
                (epoch, aggregate_id, sequence, aggregate_type, event_id, name, revision, time, payload, metadata)
            select epoch, ?, 0, ?, gen_random_uuid(), ?, '1', now(), ?::jsonb,
                   jsonb_build_object('actor', ?, 'subjects', ?) from event_store.log_epoch""";
    private static final String STILL_BEHIND =
            "select (select min(seq) from event_store.token) < (select max(seq) from event_store.event)";
    private static final List<String> ANSWERS = List.of(
            "{\"country\":\"IN\"}",
            "{\"creatorType\":\"human\"}",
            "{\"contentType\":\"general\"}",
            "{\"username\":\"%s\"}",
            "{\"displayName\":\"Asha\"}",
            "{\"gender\":\"female\"}",
            "{\"dateOfBirth\":\"1998-04-01\"}",
            "{\"categories\":[\"Art\"]}");

    private final AppUnderTest app;
    private final DataSource database;
    private final JdbcClient sql;
    private boolean wanted;

    /** @param database of the application */
    Broadcast(AppUnderTest app, DataSource database) {
        this.app = app;
        this.database = database;
        this.sql = JdbcClient.create(database);
    }

    List<Result> measure(int rounds) throws SQLException, InterruptedException {
        String other = signUp("ravi");
        for (int i = 0; i < WARM_UP; i++) writeAndRead(other);
        List<Double> quiet = new ArrayList<>();
        List<Double> meanwhile = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            String creator = followedByMany("asha" + round);
            List<Double> before = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) before.add(SignIn.millis(() -> writeAndRead(other)));
            quiet.add(Figures.median(before));
            List<Double> times = new ArrayList<>();
            seconds.add(SignIn.millis(() -> times.addAll(whileDelivered(creator, other))) / 1e3);
            meanwhile.add(Figures.median(times));
            ratios.add(meanwhile.getLast() / quiet.getLast());
        }
        return List.of(
                new Result(
                        "broadcast",
                        "another user's write and the read of it while a message goes to so many followers, p50",
                        "ms",
                        FOLLOWERS,
                        new Figures(meanwhile),
                        new Figures(quiet),
                        Figures.median(ratios),
                        FLOOR,
                        FLOOR,
                        "reference: the same before it; judged: the ratio; the application has 512 MiB of heap"),
                new Result(
                        "broadcast",
                        "until all have it",
                        "s",
                        FOLLOWERS,
                        new Figures(seconds),
                        null,
                        null,
                        null,
                        null,
                        ""));
    }

    /** A new one in each round, since nobody may send another for five minutes. */
    private String followedByMany(String username) throws SQLException, InterruptedException {
        String creator = signUp(username);
        for (int step = 0; step < ANSWERS.size(); step++)
            app.request(
                    "PUT",
                    "/api/v1/onboarding/steps/" + (step + 1),
                    ANSWERS.get(step).formatted(username),
                    creator);
        app.request("POST", "/api/v1/onboarding/complete", "{}", creator);
        awaitRest();
        follow(sql.sql("select id from read_model.creator where username = ?")
                .param(username)
                .query(String.class)
                .single());
        awaitRest();
        return creator;
    }

    private List<Double> whileDelivered(String creator, String other) {
        String broadcast = app.request("POST", "/api/v1/broadcasts", "{\"content\":\"Hello all\"}", creator)
                .location();
        if (broadcast == null) throw new IllegalStateException("a broadcast without a place");
        List<Double> times = new ArrayList<>();
        do {
            for (int i = 0; i < 10; i++) times.add(SignIn.millis(() -> writeAndRead(other)));
        } while (app.request("GET", broadcast, "", creator).body().contains("\"completedAt\":null"));
        return times;
    }

    private void writeAndRead(String user) {
        wanted = !wanted;
        app.request("PUT", PREFERENCE, "{\"enabled\":" + wanted + "}", user);
        app.request("GET", PREFERENCE, "", user);
    }

    private String signUp(String name) {
        return app.post(
                "/api/auth/sign-up/email",
                "{\"name\":\"%s\",\"email\":\"%s@example.test\",\"password\":\"correct horse battery\"}"
                        .formatted(name, name));
    }

    /** Until everybody who follows the log has come to its end. */
    private void awaitRest() throws InterruptedException {
        while (sql.sql(STILL_BEHIND).query(Boolean.class).single()) TimeUnit.MILLISECONDS.sleep(20);
    }

    /** Followers of this creator alone, of whom nothing personal is known; as the creator's own doing, of which nobody is told. */
    private void follow(String creatorId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= FOLLOWERS; i++) {
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
            connection.commit();
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
