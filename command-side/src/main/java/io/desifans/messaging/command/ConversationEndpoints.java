package io.desifans.messaging.command;

import io.desifans.command.ChosenId;
import io.desifans.command.Commands;
import io.desifans.messaging.MessageType;
import io.desifans.messaging.command.ConversationCommand.ReadConversation;
import io.desifans.messaging.command.ConversationCommand.SendMessage;
import io.desifans.web.Caller;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Conversations, as their two parties write and read them. */
@RestController
@RequestMapping("/api/v1/conversations/{conversationId}")
class ConversationEndpoints {

    private final Commands commands;

    ConversationEndpoints(Commands commands) {
        this.commands = commands;
    }

    record MessageBody(
            @Nullable MessageType messageType,
            @Nullable String content,
            @Nullable String mediaUrl) {}

    record SentMessage(UUID messageId) {}

    /** The id is made here: a row of another conversation might have one that is chosen. */
    @PostMapping("/messages")
    ResponseEntity<SentMessage> send(@PathVariable UUID conversationId, @RequestBody MessageBody body, Caller caller) {
        UUID messageId = ChosenId.orNew(null);
        commands.send(
                new SendMessage(
                        conversationId, messageId, caller.id(), body.messageType(), body.content(), body.mediaUrl()),
                caller);
        return ResponseEntity.created(URI.create("/api/v1/conversations/" + conversationId + "/messages"))
                .body(new SentMessage(messageId));
    }

    @PostMapping("/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@PathVariable UUID conversationId, Caller caller) {
        commands.send(new ReadConversation(conversationId, caller.id()), caller);
    }
}
