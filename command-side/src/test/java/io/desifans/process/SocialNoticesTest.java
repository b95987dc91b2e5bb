package io.desifans.process;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.MINA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.notifications.NotificationType.COMMENT;
import static io.desifans.notifications.NotificationType.LIKE;
import static io.desifans.notifications.NotificationType.NEW_FOLLOWER;
import static io.desifans.notifications.NotificationType.NEW_SIGN_IN;
import static io.desifans.notifications.NotificationType.REPLY;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.command.Past;
import io.desifans.content.CommentEvent.CommentWritten;
import io.desifans.content.LikeEvent.PostLiked;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.content.PostType;
import io.desifans.identity.UserEvent.NewDeviceSeen;
import io.desifans.process.Notifications.Notice;
import io.desifans.social.FollowEvent.FollowStarted;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SocialNoticesTest {

    private static final UUID POST = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final UUID COMMENTED = UUID.fromString("0199a000-0000-7000-8000-000000000002");
    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-000000000003");
    private static final String LINK = "/api/v1/posts/" + POST;

    private final Past past = Past.ofFourUsers()
            .and(
                    new PostPublished(POST, ASHA, "Hello", PostType.EXCLUSIVE, 4900L, List.of()),
                    new CommentWritten(COMMENTED, POST, RAVI, "Lovely", null));
    private final SocialNotices notices = new SocialNotices(past.facts());

    @Test
    void a_creator_is_told_of_followers_likes_and_comments() {
        assertThat(notices.of(new FollowStarted(ID, RAVI, ASHA)))
                .containsExactly(new Notice(ASHA, NEW_FOLLOWER, "/api/v1/creators/" + ASHA + "/followers"));
        assertThat(notices.of(new PostLiked(ID, POST, RAVI))).containsExactly(new Notice(ASHA, LIKE, LINK));
        assertThat(notices.of(new CommentWritten(ID, POST, RAVI, "Hi", null)))
                .containsExactly(new Notice(ASHA, COMMENT, LINK));
    }

    @Test
    void a_reply_is_told_to_whom_it_is_for_and_to_the_creator() {
        assertThat(notices.of(new CommentWritten(ID, POST, MINA, "Yes", COMMENTED)))
                .containsExactly(new Notice(RAVI, REPLY, LINK), new Notice(ASHA, COMMENT, LINK));
    }

    @Test
    void a_like_given_again_is_the_same_news() {
        UUID any = UUID.randomUUID();
        assertThat(SocialNotices.cause(new PostLiked(ID, POST, RAVI), any)).isEqualTo(ID);
        assertThat(SocialNotices.cause(new CommentWritten(ID, POST, RAVI, "Hi", null), any))
                .isEqualTo(any);
    }

    @Test
    void a_device_that_was_never_here_is_news() {
        assertThat(notices.of(new NewDeviceSeen(RAVI, "session")))
                .containsExactly(new Notice(RAVI, NEW_SIGN_IN, "/api/auth/list-sessions"));
    }
}
