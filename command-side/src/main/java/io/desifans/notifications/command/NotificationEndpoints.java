package io.desifans.notifications.command;

import io.desifans.command.Commands;
import io.desifans.notifications.command.NotificationCommand.ReadAllNotifications;
import io.desifans.notifications.command.NotificationCommand.ReadNotification;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Notifications, as their recipients read them. */
@RestController
@RequestMapping("/api/v1/notifications")
class NotificationEndpoints {

    private static final int IN_ONE_EVENT = 1000;

    private final Commands commands;
    private final UnreadRows unread;

    NotificationEndpoints(Commands commands, UnreadRows unread) {
        this.commands = commands;
        this.unread = unread;
    }

    @PostMapping("/{notificationId}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@PathVariable UUID notificationId, Caller caller) {
        try {
            commands.send(new ReadNotification(notificationId, caller.id()), caller);
        } catch (Rejected refused) {
            if (refused.status() != 404) throw refused;
            readAnnounced(notificationId, caller, refused);
        }
    }

    /** What many were told at once is one event of them all: whose it is stands in the table. */
    private void readAnnounced(UUID notificationId, Caller caller, Rejected unknown) {
        if (unread.isUnread(notificationId, caller.id()).orElseThrow(() -> unknown))
            commands.send(new ReadAllNotifications(caller.id(), List.of(notificationId)), caller);
    }

    @PostMapping("/read-all")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readAll(Caller caller) {
        List<UUID> ids = unread.of(caller.id());
        for (int from = 0; from < ids.size(); from += IN_ONE_EVENT)
            commands.send(
                    new ReadAllNotifications(caller.id(), ids.subList(from, Math.min(from + IN_ONE_EVENT, ids.size()))),
                    caller);
    }
}
