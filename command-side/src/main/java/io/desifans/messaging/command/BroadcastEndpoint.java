package io.desifans.messaging.command;

import io.desifans.command.ChosenId;
import io.desifans.command.Commands;
import io.desifans.messaging.MessageType;
import io.desifans.messaging.command.BroadcastCommand.SendBroadcast;
import io.desifans.web.Caller;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Broadcasts, as a creator sends them. */
@RestController
class BroadcastEndpoint {

    private final Commands commands;
    private final Clock clock;

    BroadcastEndpoint(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /** @param followerIds whom it is for; all followers if absent */
    record BroadcastBody(
            @Nullable MessageType messageType,
            @Nullable String content,
            @Nullable String audioUrl,
            @Nullable List<String> followerIds) {}

    record SentBroadcast(UUID broadcastId) {}

    /** It is delivered afterwards. */
    @PostMapping("/api/v1/broadcasts")
    ResponseEntity<SentBroadcast> send(@RequestBody BroadcastBody body, Caller caller) {
        UUID id = ChosenId.orNew(null);
        commands.send(
                new SendBroadcast(
                        id,
                        caller.id(),
                        body.messageType(),
                        body.content(),
                        body.audioUrl(),
                        body.followerIds(),
                        clock.instant()),
                caller);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/broadcasts/" + id))
                .body(new SentBroadcast(id));
    }
}
