package io.desifans.notifications.command;

import io.desifans.command.Commands;
import io.desifans.notifications.command.PushCommand.SubscribeToPush;
import io.desifans.notifications.command.PushCommand.UnsubscribeFromPush;
import io.desifans.web.Caller;
import io.desifans.web.RequestContext;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where the caller's browsers take pushes. */
@RestController
@RequestMapping("/api/v1/push-subscriptions")
class PushEndpoints {

    private final Commands commands;
    private final PushTargets targets;

    PushEndpoints(Commands commands, PushTargets targets) {
        this.commands = commands;
        this.targets = targets;
    }

    record PushBody(
            @Nullable String endpoint,
            @Nullable String p256dh,
            @Nullable String auth) {}

    record Subscribed(UUID pushSubscriptionId) {}

    @PostMapping
    ResponseEntity<Subscribed> subscribe(@RequestBody PushBody body, Caller caller) {
        String agent = RequestContext.find().map(RequestContext::userAgent).orElse(null);
        var command = new SubscribeToPush(caller.id(), body.endpoint(), body.p256dh(), body.auth(), agent);
        targets.refuseUnfit(String.valueOf(command.endpoint()));
        commands.send(command, caller);
        return ResponseEntity.created(URI.create("/api/v1/push-subscriptions"))
                .body(new Subscribed(command.subscriptionId()));
    }

    @DeleteMapping("/{pushSubscriptionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unsubscribe(@PathVariable UUID pushSubscriptionId, Caller caller) {
        commands.send(new UnsubscribeFromPush(pushSubscriptionId, caller.id()), caller);
    }
}
