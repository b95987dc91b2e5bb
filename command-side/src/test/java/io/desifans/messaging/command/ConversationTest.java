package io.desifans.messaging.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.MINA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.command.Refusal.assertInvalid;

import io.desifans.command.EveryCommand;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.messaging.ConversationEvent;
import io.desifans.messaging.ConversationEvent.ConversationClosed;
import io.desifans.messaging.ConversationEvent.ConversationOpened;
import io.desifans.messaging.ConversationEvent.ConversationRead;
import io.desifans.messaging.ConversationEvent.MessageSent;
import io.desifans.messaging.MessageType;
import io.desifans.messaging.command.ConversationCommand.CloseConversation;
import io.desifans.messaging.command.ConversationCommand.OpenConversation;
import io.desifans.messaging.command.ConversationCommand.ReadConversation;
import io.desifans.messaging.command.ConversationCommand.SendMessage;
import io.desifans.services.CancelledBy;
import io.desifans.services.ServiceOrderEvent.OrderCancelled;
import io.desifans.services.ServiceOrderEvent.OrderFulfilled;
import java.util.UUID;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationTest {

    private static final UUID ORDER = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final UUID MESSAGE = UUID.fromString("0199a000-0000-7000-8000-000000000002");
    private static final UUID ID = ConversationCommand.conversationOf(ORDER);
    private static final ConversationOpened OPENED = new ConversationOpened(ID, ORDER, ASHA, RAVI);
    private static final ConversationClosed CLOSED = new ConversationClosed(ID, ORDER);

    private final Past past = Past.ofFourUsers();

    /** {@code +} is an event, {@code -} is nothing, 404 that there is none, anything else the code of a refusal. */
    @ParameterizedTest
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "command | none | open | unread | closed              | closed unread",
                "open    | +    | -    | -      | -                   | -",
                "close   | -    | +    | +      | -                   | -",
                "send    | 404  | +    | +      | CONVERSATION_CLOSED | CONVERSATION_CLOSED",
                "read    | 404  | -    | +      | -                   | +",
            })
    void every_command_in_every_state(
            String command, String none, String open, String unread, String closed, String closedUnread) {
        ConversationEvent message = sent(RAVI, ASHA, "Hello", false);
        expect(fixture().givenNoPriorActivity(), command, none);
        expect(fixture().given(OPENED), command, open);
        expect(fixture().given(OPENED, message), command, unread);
        expect(fixture().given(OPENED, CLOSED), command, closed);
        expect(fixture().given(OPENED, message, CLOSED), command, closedUnread);
    }

    @Test
    void the_table_has_a_row_for_every_command() {
        EveryCommand.hasARow(getClass(), ConversationTest::command, ConversationCommand.class);
    }

    private static void expect(TestExecutor<Conversation> given, String command, String outcome) {
        ResultValidator<Conversation> result = given.when(command(command));
        switch (outcome) {
            case "+" -> result.expectEvents(event(command));
            case "-" -> result.expectSuccessfulHandlerExecution().expectNoEvents();
            case "404" -> result.expectException(AggregateNotFoundException.class);
            default -> result.expectException(Refusal.of(409, outcome));
        }
    }

    private static Object command(String name) {
        return switch (name) {
            case "open" -> new OpenConversation(ORDER, ASHA, RAVI);
            case "close" -> new CloseConversation(ORDER);
            case "send" -> text(RAVI, "Hello");
            case "read" -> new ReadConversation(ID, ASHA);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static ConversationEvent event(String command) {
        return switch (command) {
            case "open" -> OPENED;
            case "close" -> CLOSED;
            case "send" -> sent(RAVI, ASHA, "Hello", false);
            case "read" -> new ConversationRead(ID, ASHA, true);
            default -> throw new IllegalArgumentException(command);
        };
    }

    @Test
    void it_is_opened_and_closed_once_and_never_closed_where_there_is_none() {
        var open = new OpenConversation(ORDER, ASHA, RAVI);
        var close = new CloseConversation(ORDER);
        fixture().givenNoPriorActivity().when(open).expectEvents(OPENED);
        fixture().given(OPENED).when(open).expectNoEvents();
        fixture().given(OPENED, CLOSED).when(open).expectNoEvents();
        fixture().givenNoPriorActivity().when(close).expectNoEvents();
        fixture().given(OPENED).when(close).expectEvents(CLOSED);
        fixture().given(OPENED, CLOSED).when(close).expectNoEvents();
    }

    @Test
    void each_side_writes_to_the_other_and_is_told_when_both_have_written() {
        fixture().given(OPENED).when(text(RAVI, "Hello")).expectEvents(sent(RAVI, ASHA, "Hello", false));
        fixture()
                .given(OPENED, sent(RAVI, ASHA, "Hello", false))
                .when(text(RAVI, "Are you there?"))
                .expectEvents(sent(RAVI, ASHA, "Are you there?", false));
        fixture()
                .given(OPENED, sent(RAVI, ASHA, "Hello", false))
                .when(text(ASHA, "Hi"))
                .expectEvents(sent(ASHA, RAVI, "Hi", true));
    }

    @Test
    void reading_counts_once_and_only_what_the_other_has_written() {
        var unread = sent(RAVI, ASHA, "Hello", false);
        fixture()
                .given(OPENED, unread)
                .when(new ReadConversation(ID, ASHA))
                .expectEvents(new ConversationRead(ID, ASHA, true));
        fixture().given(OPENED, unread).when(new ReadConversation(ID, RAVI)).expectNoEvents();
        fixture()
                .given(OPENED, unread, new ConversationRead(ID, ASHA, true))
                .when(new ReadConversation(ID, ASHA))
                .expectNoEvents();
        fixture()
                .given(OPENED, unread, CLOSED)
                .when(new ReadConversation(ID, ASHA))
                .expectEvents(new ConversationRead(ID, ASHA, true));
    }

    @Test
    void to_others_it_is_not_there_nor_to_one_when_the_other_is_gone() {
        fixture().given(OPENED).when(text(MINA, "Hello")).expectException(Refusal.of(404, "NOT_FOUND"));
        fixture().given(OPENED).when(new ReadConversation(ID, MINA)).expectException(Refusal.of(404, "NOT_FOUND"));
        past.and(Past.deleted(ASHA));
        fixture().given(OPENED).when(text(RAVI, "Hello")).expectException(Refusal.of(404, "NOT_FOUND"));
        fixture().given(OPENED).when(text(ASHA, "Hello")).expectException(Refusal.of(403, "ACCOUNT_DELETED"));
    }

    @Test
    void after_the_order_it_can_only_be_read() {
        fixture()
                .given(OPENED, CLOSED)
                .when(text(RAVI, "One more thing"))
                .expectException(Refusal.of(409, "CONVERSATION_CLOSED"));
        past.and(new OrderFulfilled(ORDER, RAVI, ASHA, null));
        fixture()
                .given(OPENED)
                .when(text(RAVI, "One more thing"))
                .expectException(Refusal.of(409, "CONVERSATION_CLOSED"));
    }

    @Test
    void one_writes_to_each_other_about_an_order_whose_payment_failed_at_first() {
        past.and(new OrderCancelled(ORDER, RAVI, ASHA, CancelledBy.PAYMENT, null));
        fixture().given(OPENED).when(text(RAVI, "Hello")).expectEvents(sent(RAVI, ASHA, "Hello", false));
        past.and(new OrderCancelled(ORDER, RAVI, ASHA, CancelledBy.REFUND, null));
        fixture()
                .given(OPENED)
                .when(text(RAVI, "One more thing"))
                .expectException(Refusal.of(409, "CONVERSATION_CLOSED"));
    }

    @Test
    void a_message_is_a_text_or_media_with_or_without_one() {
        message(null, "🙏".repeat(1000), null);
        message(MessageType.IMAGE, null, "https://media.example.test/1.jpg");
        message(MessageType.AUDIO, "Listen", "https://media.example.test/1.mp3");
        assertInvalid("content", () -> message(null, null, null));
        assertInvalid("content", () -> message(MessageType.TEXT, " ", null));
        assertInvalid("content", () -> message(null, "x".repeat(1001), null));
        assertInvalid("mediaUrl", () -> message(null, "Look", "https://media.example.test/1.jpg"));
        assertInvalid("mediaUrl", () -> message(MessageType.VIDEO, "Look", null));
        assertInvalid("mediaUrl", () -> message(MessageType.VIDEO, null, "javascript:alert(1)"));
        assertInvalid("content", () -> message(MessageType.IMAGE, "", "https://media.example.test/1.jpg"));
    }

    private static SendMessage text(String senderId, String content) {
        return new SendMessage(ID, MESSAGE, senderId, null, content, null);
    }

    private static SendMessage message(MessageType type, String content, String mediaUrl) {
        return new SendMessage(ID, MESSAGE, RAVI, type, content, mediaUrl);
    }

    private static MessageSent sent(String senderId, String recipientId, String content, boolean both) {
        return new MessageSent(
                ID,
                ORDER,
                MESSAGE,
                senderId,
                recipientId,
                senderId.equals(ASHA),
                MessageType.TEXT,
                content,
                null,
                both);
    }

    private AggregateTestFixture<Conversation> fixture() {
        return past.fixture(Conversation.class);
    }
}
