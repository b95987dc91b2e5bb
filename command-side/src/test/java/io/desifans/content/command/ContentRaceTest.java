package io.desifans.content.command;

import static io.desifans.command.TwoNodes.NODES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.TwoNodes;
import io.desifans.content.MediaType;
import io.desifans.content.PostType;
import io.desifans.content.command.Comment.CommentCommand.WriteComment;
import io.desifans.content.command.Like.LikeCommand.LikePost;
import io.desifans.content.command.Like.LikeCommand.UnlikePost;
import io.desifans.content.command.PinnedPost.PinCommand.PinPost;
import io.desifans.content.command.PinnedPost.PinCommand.UnpinPost;
import io.desifans.content.command.PostCommand.DeletePost;
import io.desifans.content.command.PostCommand.PublishPost;
import io.desifans.eventstore.UuidV7;
import io.desifans.identity.command.UserCommand.RevokeSession;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ContentRaceTest {

    private static final Instant NOW = Instant.parse("2026-02-28T10:00:00Z");
    private static final String CREATOR = "publisher";
    private static final UUID POST = UuidV7.next();

    @BeforeAll
    static void publish() {
        NODES.registerCreator(CREATOR);
        NODES.send(0, post(POST), TwoNodes.user(CREATOR));
    }

    @Test
    void a_hundred_likes_of_one_pair_at_once_are_one() throws Exception {
        UUID like = DerivedId.of("Like", POST.toString(), CREATOR);
        assertThat(NODES.race(100, i -> new LikePost(POST, CREATOR, NOW), i -> CREATOR))
                .isEqualTo(Collections.nCopies(100, "done"));
        assertThat(NODES.eventsOf(like)).containsExactly("PostLiked");
        assertThat(NODES.race(100, i -> new UnlikePost(POST, CREATOR), i -> CREATOR))
                .isEqualTo(Collections.nCopies(100, "done"));
        assertThat(NODES.eventsOf(like)).containsExactly("PostLiked", "PostUnliked");
    }

    @Test
    void a_hundred_pins_of_one_post_at_once_are_one() throws Exception {
        UUID pin = DerivedId.of("PinnedPost", CREATOR);
        assertThat(NODES.race(100, i -> new PinPost(POST, CREATOR), i -> CREATOR))
                .isEqualTo(Collections.nCopies(100, "done"));
        assertThat(NODES.eventsOf(pin)).containsExactly("PostPinned");
        assertThat(NODES.race(100, i -> new UnpinPost(POST, CREATOR), i -> CREATOR))
                .isEqualTo(Collections.nCopies(100, "done"));
        assertThat(NODES.eventsOf(pin)).containsExactly("PostPinned", "PostUnpinned");
    }

    @Test
    void a_post_sent_many_times_is_one_also_after_it_was_read_back_from_the_log() throws Exception {
        UUID id = UuidV7.next();
        assertThat(NODES.race(50, i -> post(id), i -> CREATOR)).isEqualTo(Collections.nCopies(50, "done"));
        assertThat(NODES.race(2, i -> post(id), i -> CREATOR)).isEqualTo(Collections.nCopies(2, "done"));
        assertThat(NODES.eventsOf(id)).containsExactly("PostPublished", "MediaAttached", "MediaAttached");
    }

    @Test
    void an_id_of_another_kind_is_not_told_apart_from_one_that_is_not_there_and_not_logged(CapturedOutput output) {
        UUID comment = UuidV7.next();
        UUID unknown = UuidV7.next();
        NODES.send(0, comment(comment, POST), TwoNodes.user(CREATOR));
        for (UUID wrong : List.of(comment, unknown, DerivedId.of("User", CREATOR)))
            for (Command command : List.of(
                    new DeletePost(wrong, CREATOR),
                    new LikePost(wrong, CREATOR, NOW),
                    new UnlikePost(wrong, CREATOR),
                    comment(UuidV7.next(), wrong))) assertNotFound(command);
        for (Command command : List.of(post(comment), comment(POST, POST))) assertNotFound(command);
        assertNotFound(new RevokeSession("nobody", "session", "sign-out"));
        assertThat(NODES.eventsOf(comment)).containsExactly("CommentWritten");
        assertThat(output).doesNotContain("Exception", "aggregate");
    }

    private static void assertNotFound(Command command) {
        assertThatThrownBy(() -> NODES.send(0, command, TwoNodes.user(CREATOR)))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        refused -> assertThat(refused.status())
                                .as(command.toString())
                                .isEqualTo(404));
    }

    private static WriteComment comment(UUID id, UUID post) {
        return new WriteComment(id, post, CREATOR, "First!", null, NOW);
    }

    private static PublishPost post(UUID id) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("width", 1080);
        metadata.put("bytes", 9_000_000_000L);
        metadata.put("alt", null);
        String url = "https://cdn.example.test/1.jpg";
        var image = new Media(MediaType.IMAGE, url, url, null, url, metadata);
        var video = new Media(MediaType.VIDEO, url, null, url, null, Map.of("loop", true));
        return new PublishPost(id, CREATOR, "Hello", PostType.EXCLUSIVE, 4900L, List.of(), List.of(image, video));
    }
}
