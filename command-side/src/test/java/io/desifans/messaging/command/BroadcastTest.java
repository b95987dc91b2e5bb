package io.desifans.messaging.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.MINA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.command.Refusal.assertInvalid;

import io.desifans.DerivedId;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.messaging.BroadcastEvent.BroadcastDelivered;
import io.desifans.messaging.BroadcastEvent.BroadcastSent;
import io.desifans.messaging.MessageType;
import io.desifans.messaging.command.BroadcastCommand.DeliverBroadcast;
import io.desifans.messaging.command.BroadcastCommand.SendBroadcast;
import io.desifans.social.FollowEvent.FollowStarted;
import io.desifans.social.FollowEvent.FollowStopped;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BroadcastTest {

    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final UUID NEXT = UUID.fromString("0199a000-0000-7000-8000-000000000002");
    private static final Instant NOW = Instant.parse("2026-02-01T10:00:00Z");
    private static final UUID OUTBOX = DerivedId.of("BroadcastOutbox", ASHA);
    private static final UUID FOLLOW = DerivedId.of("Follow", RAVI, ASHA);

    private final Past past = Past.ofFourUsers();

    @Test
    void there_is_one_broadcast_in_five_minutes() {
        outbox().givenNoPriorActivity().when(text(ID, NOW, null)).expectEvents(sent(ID, null));
        outbox().givenCurrentTime(NOW)
                .andGiven(sent(ID, null))
                .when(text(NEXT, NOW.plusSeconds(299), null))
                .expectException(Refusal.of(409, "BROADCAST_TOO_SOON"));
        outbox().givenCurrentTime(NOW)
                .andGiven(sent(ID, null))
                .when(text(NEXT, NOW.plusSeconds(300), null))
                .expectEvents(sent(NEXT, null));
    }

    @Test
    void the_same_one_again_is_none() {
        outbox().givenCurrentTime(NOW)
                .andGiven(sent(ID, null))
                .when(text(ID, NOW.plusSeconds(1), null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void whoever_is_named_must_follow() {
        past.and(new FollowStarted(FOLLOW, RAVI, ASHA));
        outbox().givenNoPriorActivity().when(text(ID, NOW, List.of(RAVI))).expectEvents(sent(ID, List.of(RAVI)));
        outbox().givenNoPriorActivity()
                .when(text(ID, NOW, List.of(RAVI, MINA)))
                .expectException(Refusal.of(409, "NOT_A_FOLLOWER"));
        past.and(new FollowStopped(FOLLOW, RAVI, ASHA));
        outbox().givenNoPriorActivity()
                .when(text(ID, NOW, List.of(RAVI)))
                .expectException(Refusal.of(409, "NOT_A_FOLLOWER"));
    }

    @Test
    void only_creators_send_and_only_texts_and_audio() {
        outbox().givenNoPriorActivity()
                .when(new SendBroadcast(ID, RAVI, null, "Hello", null, null, NOW))
                .expectException(Refusal.of(403, "NOT_A_CREATOR"));
        assertInvalid("messageType", () -> broadcast(MessageType.VIDEO, "Hello", "https://a.test/a.mp4"));
        assertInvalid("audioUrl", () -> broadcast(MessageType.AUDIO, "Hello", null));
        assertInvalid("audioUrl", () -> broadcast(null, "Hello", "https://a.test/a.mp3"));
        assertInvalid("content", () -> broadcast(null, null, null));
        assertInvalid("content", () -> broadcast(null, "x".repeat(1001), null));
        assertInvalid("followerIds", () -> text(ID, NOW, List.of()));
        assertInvalid("followerIds", () -> text(ID, NOW, Collections.nCopies(1001, RAVI)));
    }

    @Test
    void a_part_is_delivered_once_whoever_would_be_in_it_the_second_time() {
        var delivered = new BroadcastDelivered(BroadcastCommand.deliveryOf(ID, 3), ID, ASHA, 3, List.of(RAVI), true);
        past.fixture(BroadcastDelivery.class)
                .givenNoPriorActivity()
                .when(new DeliverBroadcast(ID, ASHA, 3, List.of(RAVI), true))
                .expectEvents(delivered);
        past.fixture(BroadcastDelivery.class)
                .given(delivered)
                .when(new DeliverBroadcast(ID, ASHA, 3, List.of(MINA, RAVI), false))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    private AggregateTestFixture<BroadcastOutbox> outbox() {
        return past.fixture(BroadcastOutbox.class);
    }

    private static SendBroadcast text(UUID id, Instant at, @Nullable List<String> audience) {
        return new SendBroadcast(id, ASHA, null, "Hello", null, audience, at);
    }

    private static SendBroadcast broadcast(
            @Nullable MessageType type, @Nullable String content, @Nullable String audioUrl) {
        return new SendBroadcast(ID, ASHA, type, content, audioUrl, null, NOW);
    }

    private static BroadcastSent sent(UUID id, @Nullable List<String> audience) {
        return new BroadcastSent(OUTBOX, id, ASHA, MessageType.TEXT, "Hello", null, audience);
    }
}
