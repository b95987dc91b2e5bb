package io.desifans.content.command;

import static io.desifans.command.Past.ADMIN;
import static io.desifans.command.Past.ASHA;
import static io.desifans.content.PostType.EXCLUSIVE;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.command.Past;
import io.desifans.command.StateTable;
import io.desifans.content.CommentEvent.CommentDeleted;
import io.desifans.content.CommentEvent.CommentEdited;
import io.desifans.content.CommentEvent.CommentWritten;
import io.desifans.content.LikeEvent.PostLiked;
import io.desifans.content.LikeEvent.PostUnliked;
import io.desifans.content.MediaType;
import io.desifans.content.PinEvent.PostPinned;
import io.desifans.content.PinEvent.PostUnpinned;
import io.desifans.content.PostDraft;
import io.desifans.content.PostEvent.MediaAttached;
import io.desifans.content.PostEvent.PostDeleted;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.content.PostEvent.PostScheduled;
import io.desifans.content.PostEvent.PostTakenDown;
import io.desifans.content.PostEvent.ScheduleCancelled;
import io.desifans.content.PostEvent.ScheduleKept;
import io.desifans.content.command.Comment.CommentCommand;
import io.desifans.content.command.Like.LikeCommand;
import io.desifans.content.command.PinnedPost.PinCommand;
import io.desifans.content.command.PostCommand.AttachMedia;
import io.desifans.content.command.PostCommand.ChangePost;
import io.desifans.content.command.PostCommand.DeletePost;
import io.desifans.content.command.PostCommand.PublishPost;
import io.desifans.content.command.PostCommand.PublishScheduledPost;
import io.desifans.content.command.PostCommand.RemoveMedia;
import io.desifans.content.command.PostCommand.ReorderMedia;
import io.desifans.content.command.PostCommand.SchedulePost;
import io.desifans.content.command.PostCommand.TakeDownPost;
import io.desifans.web.Change;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** What every command does in every state of a post, a comment, a like and a pin. */
class ContentStatesTest {

    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final UUID POST = UUID.fromString("0199a000-0000-7000-8000-000000000002");
    private static final UUID OTHER = UUID.fromString("0199a000-0000-7000-8000-000000000003");
    private static final UUID GONE = UUID.fromString("0199a000-0000-7000-8000-000000000004");
    private static final UUID FIRST = UUID.fromString("0199a000-0000-7000-8000-00000000000a");
    private static final UUID SECOND = UUID.fromString("0199a000-0000-7000-8000-00000000000b");
    private static final UUID THIRD = UUID.fromString("0199a000-0000-7000-8000-00000000000c");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.000Z");
    private static final Instant THEN = NOW.plusSeconds(60);

    private static final PostPublished PUBLISHED = new PostPublished(ID, ASHA, "Hello", EXCLUSIVE, 4900L, List.of());
    private static final PostScheduled SCHEDULED =
            new PostScheduled(ID, ASHA, new PostDraft("Hello", EXCLUSIVE, 4900L, List.of(), List.of()), THEN);
    private static final CommentWritten WRITTEN = new CommentWritten(ID, POST, ASHA, "First!", null);
    private static final PostLiked LIKED = new PostLiked(DerivedId.of("Like", POST.toString(), ASHA), POST, ASHA);

    @Test
    void every_command_in_every_state_of_a_post() {
        StateTable.holds("""
                command           | none           | scheduled                   | cancelled     | published             | deleted       | taken down
                publish           | +PostPublished | 409 ID_TAKEN                | 409 ID_TAKEN  | -                     | 409 ID_TAKEN  | 409 ID_TAKEN
                publish another   | +PostPublished | 409 ID_TAKEN                | 409 ID_TAKEN  | 409 ID_TAKEN          | 409 ID_TAKEN  | 409 ID_TAKEN
                schedule          | +PostScheduled | -                           | 409 ID_TAKEN  | 409 ID_TAKEN          | 409 ID_TAKEN  | 409 ID_TAKEN
                schedule another  | +PostScheduled | 409 ID_TAKEN                | 409 ID_TAKEN  | 409 ID_TAKEN          | 409 ID_TAKEN  | 409 ID_TAKEN
                publish in time   | -              | +ScheduleKept+PostPublished | -             | -                     | -             | -
                publish too early | -              | -                           | -             | -                     | -             | -
                change            | 404 NOT_FOUND  | +ScheduledPostChanged       | 404 NOT_FOUND | +PostChanged          | 404 NOT_FOUND | 404 NOT_FOUND
                change nothing    | 404 NOT_FOUND  | -                           | 404 NOT_FOUND | -                     | 404 NOT_FOUND | 404 NOT_FOUND
                move              | 404 NOT_FOUND  | +ScheduledPostChanged       | 404 NOT_FOUND | 409 ALREADY_PUBLISHED | 404 NOT_FOUND | 404 NOT_FOUND
                attach            | 404 NOT_FOUND  | +ScheduledPostChanged       | 404 NOT_FOUND | +MediaAttached        | 404 NOT_FOUND | 404 NOT_FOUND
                reorder           | 404 NOT_FOUND  | 409 OTHER_MEDIA             | 404 NOT_FOUND | +MediaReordered       | 404 NOT_FOUND | 404 NOT_FOUND
                remove            | 404 NOT_FOUND  | 404 NOT_FOUND               | 404 NOT_FOUND | +MediaRemoved         | 404 NOT_FOUND | 404 NOT_FOUND
                delete            | 404 NOT_FOUND  | +ScheduleCancelled          | -             | +PostDeleted          | -             | -
                take down         | 404 NOT_FOUND  | 404 NOT_FOUND               | 404 NOT_FOUND | +PostTakenDown        | -             | -""", ContentStatesTest::post, ContentStatesTest::ofPost, PostCommand.class);
    }

    private static TestExecutor<?> post(String state) {
        return given(
                Post.class,
                switch (state) {
                    case "none" -> List.of();
                    case "scheduled" -> List.of(SCHEDULED);
                    case "cancelled" -> List.of(SCHEDULED, new ScheduleCancelled(ID, ASHA));
                    case "published" -> List.of(PUBLISHED, media(FIRST, 0), media(SECOND, 1));
                    case "deleted" -> List.of(PUBLISHED, media(FIRST, 0), media(SECOND, 1), new PostDeleted(ID, ASHA));
                    case "taken down" ->
                        List.of(SCHEDULED, new ScheduleKept(ID, ASHA), PUBLISHED, new PostTakenDown(ID, ASHA, ADMIN));
                    default -> throw new IllegalArgumentException(state);
                });
    }

    private static MediaAttached media(UUID id, int place) {
        return new MediaAttached(ID, ASHA, id, MediaType.IMAGE, url(id), null, null, null, null, place);
    }

    private static String url(UUID id) {
        return "https://cdn.example.test/" + id;
    }

    private static PublishPost publication(String caption) {
        return new PublishPost(ID, ASHA, caption, EXCLUSIVE, 4900L, List.of(), List.of());
    }

    private static PostCommand ofPost(String name) {
        return switch (name) {
            case "publish" -> publication("Hello");
            case "publish another" -> publication("Another");
            case "schedule" -> new SchedulePost(publication("Hello"), THEN, NOW);
            case "schedule another" -> new SchedulePost(publication("Another"), THEN, NOW);
            case "publish in time" -> new PublishScheduledPost(ID, THEN);
            case "publish too early" -> new PublishScheduledPost(ID, NOW);
            case "change" -> change(new Change<>("Bye"), null);
            case "change nothing" -> change(new Change<>("Hello"), null);
            case "move" -> change(null, THEN.plusSeconds(60));
            case "attach" ->
                new AttachMedia(ID, ASHA, THIRD, new Media(MediaType.IMAGE, url(THIRD), null, null, null, null));
            case "reorder" -> new ReorderMedia(ID, ASHA, List.of(SECOND, FIRST));
            case "remove" -> new RemoveMedia(ID, ASHA, FIRST);
            case "delete" -> new DeletePost(ID, ASHA);
            case "take down" -> new TakeDownPost(ID, ADMIN);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static ChangePost change(Change<String> caption, Instant publishAt) {
        return new ChangePost(ID, ASHA, caption, null, null, publishAt, NOW);
    }

    @Test
    void every_command_in_every_state_of_a_comment() {
        StateTable.holds(
                """
                command       | none            | written         | edited          | deleted
                write         | +CommentWritten | -               | -               | 409 ID_TAKEN
                write another | +CommentWritten | 409 ID_TAKEN    | 409 ID_TAKEN    | 409 ID_TAKEN
                edit          | 404             | +CommentEdited  | -               | 404 NOT_FOUND
                delete        | 404             | +CommentDeleted | +CommentDeleted | -""",
                state -> given(
                        Comment.class,
                        switch (state) {
                            case "none" -> List.of();
                            case "written" -> List.of(WRITTEN);
                            case "edited" -> List.of(WRITTEN, new CommentEdited(ID, POST, ASHA, "Second!"));
                            case "deleted" -> List.of(WRITTEN, new CommentDeleted(ID, POST, ASHA, ASHA));
                            default -> throw new IllegalArgumentException(state);
                        }),
                name -> switch (name) {
                    case "write" -> new CommentCommand.WriteComment(ID, POST, ASHA, "First!", null, NOW);
                    case "write another" -> new CommentCommand.WriteComment(ID, POST, ASHA, "Another", null, NOW);
                    case "edit" -> new CommentCommand.EditComment(ID, ASHA, "Second!", NOW);
                    case "delete" -> new CommentCommand.DeleteComment(ID, ASHA);
                    default -> throw new IllegalArgumentException(name);
                },
                CommentCommand.class);
    }

    @Test
    void every_command_in_every_state_of_a_like() {
        StateTable.holds(
                """
                command           | never         | on            | off
                like              | +PostLiked    | -             | +PostLiked
                unlike            | -             | +PostUnliked  | -
                like what is gone | 404 NOT_FOUND | 404 NOT_FOUND | 404 NOT_FOUND""",
                state -> given(
                        Like.class,
                        switch (state) {
                            case "never" -> List.of();
                            case "on" -> List.of(LIKED);
                            case "off" -> List.of(LIKED, new PostUnliked(LIKED.likeId(), POST, ASHA));
                            default -> throw new IllegalArgumentException(state);
                        }),
                name -> switch (name) {
                    case "like" -> new LikeCommand.LikePost(POST, ASHA, NOW);
                    case "unlike" -> new LikeCommand.UnlikePost(POST, ASHA);
                    case "like what is gone" -> new LikeCommand.LikePost(GONE, ASHA, NOW);
                    default -> throw new IllegalArgumentException(name);
                },
                LikeCommand.class);
    }

    @Test
    void every_command_in_every_state_of_a_pin() {
        StateTable.holds(
                """
                command | never       | on            | on another  | off
                pin     | +PostPinned | -             | +PostPinned | +PostPinned
                unpin   | -           | +PostUnpinned | -           | -""",
                state -> given(
                        PinnedPost.class,
                        switch (state) {
                            case "never" -> List.of();
                            case "on" -> List.of(new PostPinned(ASHA, POST, null));
                            case "on another" -> List.of(new PostPinned(ASHA, OTHER, null));
                            case "off" -> List.of(new PostPinned(ASHA, POST, null), new PostUnpinned(ASHA, POST));
                            default -> throw new IllegalArgumentException(state);
                        }),
                name -> switch (name) {
                    case "pin" -> new PinCommand.PinPost(POST, ASHA);
                    case "unpin" -> new PinCommand.UnpinPost(POST, ASHA);
                    default -> throw new IllegalArgumentException(name);
                },
                PinCommand.class);
    }

    /** Beside posts and comments that are there. */
    private static TestExecutor<?> given(Class<?> aggregate, List<Event> events) {
        Past past = Past.ofFourUsers()
                .and(new PostPublished(POST, ASHA, "Hello", EXCLUSIVE, 4900L, List.of()))
                .and(new PostPublished(OTHER, ASHA, "Hello", EXCLUSIVE, 4900L, List.of()))
                .and(new PostPublished(GONE, ASHA, "Hello", EXCLUSIVE, 4900L, List.of()))
                .and(new PostDeleted(GONE, ASHA));
        for (Event event : events) if (event instanceof CommentWritten) past.and(event);
        return past.fixture(aggregate).given(events);
    }
}
