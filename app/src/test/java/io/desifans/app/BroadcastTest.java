package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.Envelope;
import io.desifans.Event;
import io.desifans.eventstore.EventLog;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.messaging.BroadcastEvent.BroadcastDelivered;
import io.desifans.messaging.BroadcastEvent.BroadcastSent;
import io.desifans.messaging.MessageType;
import io.desifans.social.FollowEvent.FollowStarted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What a creator publishes reaches all followers; {@code -Dbroadcast.followers=100000} for as many as the platform is made for. */
class BroadcastTest extends EndToEndTest {

    private static final int FOLLOWERS = Integer.getInteger("broadcast.followers", 2_500);
    private static final int AT_ONCE = 500;

    @Autowired
    private EventLog log;

    @Test
    void a_broadcast_and_a_new_post_reach_every_follower_once() throws Exception {
        Api asha = anonymous().signUp("Asha").onboarded("broadcast-asha");
        Api fan = anonymous().signUp("Vikram");
        Api silent = anonymous().signUp("Mohan");
        Api stranger = anonymous().signUp("Eve");
        for (Api follower : List.of(fan, silent))
            follower.put("/api/v1/creators/" + asha.userId() + "/follow", Map.of())
                    .expect(204);
        silent.put("/api/v1/notification-preference", Map.of("enabled", false)).expect(204);
        followed(asha.userId());
        drained();

        fan.post("/api/v1/broadcasts", Map.of("content", "Hi")).expect(403);
        asha.post("/api/v1/broadcasts", Map.of("content", "Hi", "followerIds", List.of(stranger.userId())))
                .expect(409);
        asha.post("/api/v1/broadcasts", Map.of("content", "Hi", "followerIds", "all"))
                .expect(400);
        Api.Answer sent =
                asha.post("/api/v1/broadcasts", Map.of("content", "Hello all")).expect(202);
        String broadcast = sent.header("Location");
        assertThat(asha.get(broadcast).expect(200).json().get("delivered").asInt())
                .isBetween(0, FOLLOWERS + 2);
        asha.post("/api/v1/broadcasts", Map.of("content", "Again")).expect(409);
        drained();

        JsonNode done = asha.get(broadcast).expect(200).json();
        assertThat(done.get("delivered").asInt()).isEqualTo(FOLLOWERS + 2);
        assertThat(done.get("completedAt").isNull()).isFalse();
        assertThat(asha.get("/api/v1/broadcasts").expect(200).json().get("items"))
                .containsExactly(done);
        assertThat(number(
                        "select count(distinct f) from \"broadcastMessage\", jsonb_array_elements(\"followerIds\") f"
                                + " where id = ?::uuid",
                        done.get("id").asString()))
                .isEqualTo(FOLLOWERS + 2);
        assertThat(told("broadcast", broadcast)).isEqualTo(FOLLOWERS + 1);
        assertThat(ToldTest.types(fan)).containsExactly("broadcast");
        assertThat(ToldTest.types(silent)).isEmpty();
        ToldTest.linksResolve(fan);
        stranger.get(broadcast).expect(404);
        anonymous().get(broadcast).expect(401);

        String post = asha.post("/api/v1/posts", Map.of("postType", "exclusive", "price", 4900, "caption", "New"))
                .expect(201)
                .json()
                .get("postId")
                .asString();
        drained();
        assertThat(told("new_post", "/api/v1/posts/" + post)).isEqualTo(FOLLOWERS + 1);
        readOneOfMany(fan, stranger);
    }

    @Test
    void a_delivery_that_was_cut_off_goes_on_behind_who_has_it() throws Exception {
        Api asha = anonymous().signUp("Asha").onboarded("resumed-asha");
        List<String> followers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Api fan = anonymous().signUp("Fan " + i);
            fan.put("/api/v1/creators/" + asha.userId() + "/follow", Map.of()).expect(204);
            followers.add(fan.userId());
        }
        followers.sort(null);
        drained();
        UUID id = UUID.randomUUID();
        UUID outbox = DerivedId.of("BroadcastOutbox", asha.userId());
        UUID first = DerivedId.of("BroadcastDelivery", id.toString(), "0");
        log.publish(List.of(
                event(
                        "BroadcastOutbox",
                        outbox,
                        new BroadcastSent(outbox, id, asha.userId(), MessageType.TEXT, "Hello", null, null)),
                event(
                        "BroadcastDelivery",
                        first,
                        new BroadcastDelivered(first, id, asha.userId(), 0, followers.subList(0, 1), false))));
        drained();
        JsonNode done = asha.get("/api/v1/broadcasts/" + id).expect(200).json();
        assertThat(done.get("delivered").asInt()).isEqualTo(3);
        assertThat(done.get("completedAt").isNull()).isFalse();
        assertThat(number("select count(*) from notification where link = ?", "/api/v1/broadcasts/" + id))
                .isEqualTo(3);
    }

    private static void readOneOfMany(Api fan, Api stranger) {
        JsonNode newest = fan.get("/api/v1/notifications").expect(200).json();
        assertThat(newest.get("unreadCount").asInt()).isEqualTo(2);
        String read = "/api/v1/notifications/" + newest.at("/items/0/id").asString() + "/read";
        stranger.post(read, Map.of()).expect(404);
        fan.post(read, Map.of()).expect(204);
        fan.post(read, Map.of()).expect(204);
        assertThat(fan.get("/api/v1/notifications").json().get("unreadCount").asInt())
                .isEqualTo(1);
    }

    /** Users of whom nothing personal is known. */
    private void followed(String creatorId) {
        for (int from = 0; from < FOLLOWERS; from += AT_ONCE) {
            List<GenericDomainEventMessage<Event>> events = new ArrayList<>();
            for (int i = from; i < Math.min(from + AT_ONCE, FOLLOWERS); i++) {
                String userId = "follower%024d".formatted(i);
                UUID follow = DerivedId.of("Follow", userId, creatorId);
                events.add(event(
                        "User",
                        DerivedId.of("User", userId),
                        new UserRegistered(userId, null, null, null, false, "user", "email")));
                events.add(event("Follow", follow, new FollowStarted(follow, userId, creatorId)));
            }
            log.publish(events);
        }
    }

    private static GenericDomainEventMessage<Event> event(String type, UUID aggregate, Event event) {
        return new GenericDomainEventMessage<>(
                type, aggregate.toString(), 0, event, Map.of(Envelope.ACTOR, Envelope.SYSTEM + "test"));
    }

    private int told(String type, String link) throws SQLException {
        return number(
                "select count(distinct \"userId\") from notification where type = '" + type + "' and link = ?", link);
    }

    private int number(String sql, String value) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
