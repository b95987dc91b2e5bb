package io.desifans.process;

import io.desifans.Event;
import io.desifans.command.Command;
import io.desifans.content.PostEvent.PostScheduled;
import io.desifans.content.PostEvent.ScheduleCancelled;
import io.desifans.content.PostEvent.ScheduledPostChanged;
import io.desifans.content.command.PostCommand.PublishScheduledPost;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Publishes a scheduled post at its time. */
@Component
final class PostPublication extends Timer {

    PostPublication() {
        super("post-publication");
    }

    @Override
    protected Optional<Setting> after(Event event, Instant at) {
        return Optional.ofNullable(
                switch (event) {
                    case PostScheduled e -> new Setting(e.postId().toString(), e.publishAt());
                    case ScheduledPostChanged e -> new Setting(e.postId().toString(), e.publishAt());
                    case ScheduleCancelled e -> new Setting(e.postId().toString(), null);
                    default -> null;
                });
    }

    @Override
    protected List<Command> due(String id, Instant at) {
        return List.of(new PublishScheduledPost(UUID.fromString(id), at));
    }
}
