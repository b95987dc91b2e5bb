package io.desifans.process;

import static io.desifans.command.TwoNodes.NODES;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.TwoNodes;
import io.desifans.creator.ServiceType;
import io.desifans.eventstore.UuidV7;
import io.desifans.messaging.ConversationEvent.ConversationOpened;
import io.desifans.messaging.command.ConversationCommand.ReadConversation;
import io.desifans.messaging.command.ConversationCommand.SendMessage;
import io.desifans.notifications.NotificationEvent.NotificationRaised;
import io.desifans.notifications.NotificationType;
import io.desifans.notifications.command.NotificationCommand.ReadNotification;
import io.desifans.services.ServiceOrderEvent.OrderActivated;
import io.desifans.services.ServiceOrderEvent.OrderPaid;
import io.desifans.services.ServiceOrderEvent.OrderPlaced;
import io.desifans.services.command.ServiceOrderCommand.JoinOrder;
import java.util.Collections;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** A hundred times the same at once, over two nodes: each is answered, and what is stored is as if it had been said once. */
class HundredAtOnceTest {

    private static final int TIMES = 100;

    @Test
    void a_call_is_joined_once_by_each_side_and_used_once() throws Exception {
        NODES.register("joiner");
        NODES.registerCreator("joined");
        UUID order = UuidV7.next();
        NODES.happened(
                "ServiceOrder",
                order,
                new OrderPlaced(order, "joiner", "joined", order, order, ServiceType.VIDEO_CALL, 30));
        NODES.happened("ServiceOrder", order, new OrderPaid(order, "joiner", "joined"));
        NODES.happened("ServiceOrder", order, new OrderActivated(order, "joiner", "joined"));
        IntFunction<String> side = i -> i % 2 == 0 ? "joiner" : "joined";
        allDone(i -> new JoinOrder(order, side.apply(i)), side);
        assertThat(NODES.eventsOf(order))
                .containsExactlyInAnyOrder(
                        "OrderPlaced",
                        "OrderPaid",
                        "OrderActivated",
                        "CustomerJoined",
                        "CreatorJoined",
                        "OrderUtilized");
    }

    @Test
    void a_notification_is_read_once() throws Exception {
        NODES.register("toldOften");
        UUID id = UuidV7.next();
        NODES.happened(
                "Notification",
                id,
                new NotificationRaised(id, "toldOften", NotificationType.MESSAGE, "New", "New.", "/x"));
        allDone(i -> new ReadNotification(id, "toldOften"), i -> "toldOften");
        assertThat(NODES.eventsOf(id)).containsExactly("NotificationRaised", "NotificationRead");
    }

    @Test
    void a_conversation_is_read_once() throws Exception {
        NODES.register("reader");
        NODES.registerCreator("writer");
        UUID id = DerivedId.of("conversation", "often");
        NODES.happened("Conversation", id, new ConversationOpened(id, UuidV7.next(), "writer", "reader"));
        UUID message = UuidV7.next();
        NODES.send(0, new SendMessage(id, message, "writer", null, "Hello", null), TwoNodes.user("writer"));
        allDone(i -> new ReadConversation(id, "reader"), i -> "reader");
        assertThat(NODES.eventsOf(id)).containsExactly("ConversationOpened", "MessageSent", "ConversationRead");
    }

    private static void allDone(IntFunction<Command> command, IntFunction<String> userId) throws Exception {
        assertThat(NODES.race(TIMES, command, userId)).isEqualTo(Collections.nCopies(TIMES, "done"));
    }
}
