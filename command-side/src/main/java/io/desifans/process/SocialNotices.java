package io.desifans.process;

import io.desifans.Event;
import io.desifans.command.Facts;
import io.desifans.content.CommentEvent.CommentWritten;
import io.desifans.content.LikeEvent.PostLiked;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.identity.UserEvent.NewDeviceSeen;
import io.desifans.identity.UserEvent.PasswordChanged;
import io.desifans.identity.UserEvent.UserUnbanned;
import io.desifans.notifications.NotificationType;
import io.desifans.process.Notifications.Notice;
import io.desifans.social.FollowEvent.FollowStarted;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is told of what others do with a creator and their posts, and of what is done with an account. */
@Component
final class SocialNotices {

    private static final String ACCOUNT = "/api/auth/get-session";
    private static final String SESSIONS = "/api/auth/list-sessions";

    private final Facts facts;

    SocialNotices(Facts facts) {
        this.facts = facts;
    }

    static boolean mayConcern(Event event) {
        return event instanceof FollowStarted
                || event instanceof PostLiked
                || event instanceof CommentWritten
                || event instanceof UserUnbanned
                || event instanceof NewDeviceSeen
                || event instanceof PasswordChanged;
    }

    List<Notice> of(Event event) {
        return switch (event) {
            case FollowStarted e ->
                List.of(new Notice(
                        e.creatorId(),
                        NotificationType.NEW_FOLLOWER,
                        "/api/v1/creators/" + e.creatorId() + "/followers"));
            case PostLiked e -> toAuthor(e.postId(), NotificationType.LIKE);
            case CommentWritten e -> ofComment(e);
            case UserUnbanned e -> List.of(new Notice(e.userId(), NotificationType.BAN_LIFTED, ACCOUNT));
            case PasswordChanged e -> List.of(new Notice(e.userId(), NotificationType.PASSWORD_CHANGED, SESSIONS));
            case NewDeviceSeen e -> List.of(new Notice(e.userId(), NotificationType.NEW_SIGN_IN, SESSIONS));
            default -> List.of();
        };
    }

    /**
     * What can be taken back and done again is told of once.
     *
     * @param eventId of the event
     */
    static UUID cause(Event event, UUID eventId) {
        return switch (event) {
            case FollowStarted e -> e.followId();
            case PostLiked e -> e.likeId();
            default -> eventId;
        };
    }

    /** Whoever is replied to is told so and not that there is a comment, even below their own post. */
    private List<Notice> ofComment(CommentWritten comment) {
        List<Notice> notices = new ArrayList<>();
        String author = comment.parentCommentId() == null ? null : author(comment.parentCommentId());
        if (author != null) notices.add(new Notice(author, NotificationType.REPLY, post(comment.postId())));
        for (Notice notice : toAuthor(comment.postId(), NotificationType.COMMENT))
            if (!notice.userId().equals(author)) notices.add(notice);
        return notices;
    }

    private List<Notice> toAuthor(UUID postId, NotificationType type) {
        String creatorId =
                facts.fold(postId, "", (before, event) -> event instanceof PostPublished e ? e.creatorId() : before);
        return creatorId.isEmpty() ? List.of() : List.of(new Notice(creatorId, type, post(postId)));
    }

    private static String post(UUID postId) {
        return "/api/v1/posts/" + postId;
    }

    private @Nullable String author(UUID commentId) {
        String author =
                facts.fold(commentId, "", (before, event) -> event instanceof CommentWritten e ? e.userId() : before);
        return author.isEmpty() ? null : author;
    }
}
