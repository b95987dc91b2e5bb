package io.desifans.content;

import io.desifans.Event;
import io.desifans.Person;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which post a creator shows first (column {@code post.isPinned}); one at most. */
public sealed interface PinEvent extends Event {

    String creatorId();

    /** @param previousPostId the one that is not shown first any more; null if there was none */
    record PostPinned(
            @Person String creatorId, UUID postId, @Nullable UUID previousPostId) implements PinEvent {}

    record PostUnpinned(@Person String creatorId, UUID postId) implements PinEvent {}
}
