package io.desifans.messaging.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.command.Past;
import io.desifans.command.StateTable;
import io.desifans.messaging.BroadcastEvent.BroadcastDelivered;
import io.desifans.messaging.BroadcastEvent.BroadcastSent;
import io.desifans.messaging.MessageType;
import io.desifans.messaging.command.BroadcastCommand.DeliverBroadcast;
import io.desifans.messaging.command.BroadcastCommand.SendBroadcast;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every command does in every state of a creator's broadcasts and of a part of one. */
class BroadcastStatesTest {

    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final UUID NEXT = UUID.fromString("0199a000-0000-7000-8000-000000000002");
    private static final UUID OUTBOX = DerivedId.of("BroadcastOutbox", ASHA);
    private static final Instant NOW = Instant.parse("2026-02-01T10:00:00Z");

    @Test
    void every_command_in_every_state_of_broadcasts() {
        Event sent = new BroadcastSent(OUTBOX, ID, ASHA, MessageType.TEXT, "Hello", null, null);
        StateTable.holds(
                """
                command    | none           | just sent              | sent before
                send       | +BroadcastSent | 409 BROADCAST_TOO_SOON | +BroadcastSent
                send again | +BroadcastSent | -                      | -""",
                state -> {
                    var fixture = Past.ofFourUsers().fixture(BroadcastOutbox.class);
                    return switch (state) {
                        case "none" -> fixture.givenNoPriorActivity();
                        case "just sent" -> fixture.givenCurrentTime(NOW).andGiven(sent);
                        case "sent before" ->
                            fixture.givenCurrentTime(NOW.minusSeconds(300)).andGiven(sent);
                        default -> throw new IllegalArgumentException(state);
                    };
                },
                name -> new SendBroadcast(
                        name.equals("send") ? NEXT : ID, ASHA, MessageType.TEXT, "Hello", null, null, NOW));
    }

    @Test
    void every_command_in_every_state_of_a_delivery() {
        UUID part = BroadcastCommand.deliveryOf(ID, 3);
        StateTable.holds(
                """
                command | none                | delivered
                deliver | +BroadcastDelivered | -""",
                state -> Past.ofFourUsers()
                        .fixture(BroadcastDelivery.class)
                        .given(
                                state.equals("none")
                                        ? List.of()
                                        : List.of(new BroadcastDelivered(part, ID, ASHA, 3, List.of(RAVI), true))),
                name -> new DeliverBroadcast(ID, ASHA, 3, List.of(), true));
    }
}
