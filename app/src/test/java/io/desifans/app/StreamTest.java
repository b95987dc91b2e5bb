package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What happens is shown as it happens, and goes on where it stopped. */
class StreamTest extends EndToEndTest {

    @Test
    void notifications_come_by_themselves_and_go_on_behind_the_last_one_seen() throws Exception {
        Api asha = anonymous().signUp("Asha").onboarded("streamed-asha");
        List<String> ids = new ArrayList<>();
        try (EventStream stream = open("/api/v1/notifications/stream", asha, null)) {
            assertThat(stream.next()).startsWith(":");
            for (int i = 0; i < 3; i++) {
                follow(asha);
                ids.add(stream.id("notification", "\"type\":\"new_follower\""));
            }
        }
        follow(asha);
        drained();
        try (EventStream stream = open("/api/v1/notifications/stream", asha, ids.get(1))) {
            assertThat(stream.id("notification", "new_follower")).isEqualTo(ids.get(2));
            assertThat(stream.id("notification", "new_follower")).isNotIn(ids);
        }
        asha.with("Last-Event-ID", "yesterday")
                .get("/api/v1/notifications/stream")
                .expect(400);
        anonymous().get("/api/v1/notifications/stream").expect(401);
    }

    @Test
    void a_stream_tells_of_a_new_post_and_nothing_of_its_media() throws Exception {
        Api asha = anonymous().signUp("Asha").onboarded("streamed-posts");
        Api fan = anonymous().signUp("Vikram");
        fan.put("/api/v1/creators/" + asha.userId() + "/follow", Map.of()).expect(204);
        drained();
        try (EventStream stream = open("/api/v1/notifications/stream", fan, null)) {
            assertThat(stream.next()).startsWith(":");
            var media = List.of(Map.of("mediaType", "image", "url", Shop.IMAGE));
            asha.post("/api/v1/posts", Map.of("postType", "exclusive", "price", 4900, "media", media))
                    .expect(201);
            stream.id("notification", "\"type\":\"new_post\"");
        }
    }

    @Test
    void a_stream_ends_with_its_session_and_five_are_the_most() throws Exception {
        Api asha = anonymous().signUp("Asha");
        List<EventStream> streams = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            streams.add(open("/api/v1/notifications/stream", asha, null));
            assertThat(streams.getLast().next()).startsWith(":");
        }
        asha.get("/api/v1/notifications/stream").expect(409);
        admin().post("/api/auth/admin/ban-user", Map.of("userId", asha.userId(), "banReason", "Spam"))
                .expect(200);
        for (EventStream stream : streams) assertThat(stream.ends()).isTrue();
    }

    @Test
    void messages_are_shown_to_the_two_parties_and_the_unread_are_exact_under_fifty_writers() throws Exception {
        Shop shop = Shop.open(anonymous(), "chatting-asha");
        Api fan = anonymous().signUp("Vikram");
        Shop.buy(gateway(), fan, "service", shop.service());
        drained();
        String order =
                fan.get("/api/v1/service-orders").json().at("/items/0/id").asString();
        shop.creator()
                .post("/api/v1/service-orders/" + order + "/activate", Map.of())
                .expect(204);
        drained();
        String chat = "/api/v1/conversations/"
                + fan.get("/api/v1/service-orders/" + order)
                        .json()
                        .get("conversationId")
                        .asString();
        anonymous().signUp("Eve").get(chat + "/stream").expect(404);
        try (EventStream stream = open(chat + "/stream", fan, null)) {
            assertThat(stream.next()).startsWith(":");
            shop.creator().post(chat + "/messages", Map.of("content", "First")).expect(201);
            stream.id("message", "\"content\":\"First\"");
        }
        fiftyWritersAndReaders(shop.creator(), fan, chat);
        drained();
        assertThat(fan.get(chat).json().get("unreadCount").asInt()).isEqualTo(writtenSinceRead(chat));
        assertThat(shop.creator().get(chat).json().get("unreadCount").asInt()).isZero();
        fan.post(chat + "/read", Map.of()).expect(204);
        assertThat(fan.get(chat).json().get("unreadCount").asInt()).isZero();
    }

    private void fiftyWritersAndReaders(Api writer, Api reader, String chat) throws Exception {
        List<Callable<Integer>> requests = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String content = "Message " + i;
            requests.add(() -> anonymous()
                    .bearer(writer.token())
                    .post(chat + "/messages", Map.of("content", content))
                    .status());
            requests.add(() -> anonymous()
                    .bearer(reader.token())
                    .post(chat + "/read", Map.of())
                    .status());
        }
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(requests)) statuses.add(done.get());
        }
        assertThat(statuses).containsOnly(201, 204);
    }

    /** How many messages the log has behind the last time they were read. */
    private int writtenSinceRead(String chat) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select count(*) from event_store.event where aggregate_id = ?::uuid and name = 'MessageSent'
                        and sequence > coalesce((select max(sequence) from event_store.event
                            where aggregate_id = ?::uuid and name = 'ConversationRead'), -1)""")) {
            String id = chat.substring(chat.lastIndexOf('/') + 1);
            statement.setString(1, id);
            statement.setString(2, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private void follow(Api creator) {
        anonymous()
                .signUp("Fan " + UUID.randomUUID())
                .put("/api/v1/creators/" + creator.userId() + "/follow", Map.of())
                .expect(204);
    }

    private EventStream open(String path, Api reader, @Nullable String lastEventId) throws Exception {
        return EventStream.open("http://localhost:" + port + path, reader, lastEventId);
    }
}
