package io.desifans.notifications.command;

import io.desifans.command.Commands;
import io.desifans.notifications.command.NotificationPreference.PreferenceCommand.SetPreference;
import io.desifans.web.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whether the caller wants notifications. */
@RestController
class PreferenceEndpoint {

    private final Commands commands;

    PreferenceEndpoint(Commands commands) {
        this.commands = commands;
    }

    record PreferenceBody(@Nullable Boolean enabled) {}

    @PutMapping("/api/v1/notification-preference")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void set(@RequestBody PreferenceBody body, Caller caller) {
        commands.send(new SetPreference(caller.id(), body.enabled()), caller);
    }
}
