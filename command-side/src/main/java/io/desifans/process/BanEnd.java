package io.desifans.process;

import io.desifans.Event;
import io.desifans.command.Command;
import io.desifans.identity.UserEvent.UserBanned;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.identity.UserEvent.UserUnbanned;
import io.desifans.identity.command.UserCommand.EndBan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lifts a ban when its time is over, if no sign-in did before. */
@Component
final class BanEnd extends Timer {

    BanEnd() {
        super("ban-end");
    }

    @Override
    protected Optional<Setting> after(Event event, Instant at) {
        return Optional.ofNullable(
                switch (event) {
                    case UserBanned e -> new Setting(e.userId(), e.until());
                    case UserUnbanned e -> new Setting(e.userId(), null);
                    case UserDeleted e -> new Setting(e.userId(), null);
                    default -> null;
                });
    }

    @Override
    protected List<Command> due(String id, Instant at) {
        return List.of(new EndBan(id, at));
    }
}
