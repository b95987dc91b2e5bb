package io.desifans.content.command;

import static io.desifans.command.Past.ADMIN;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.MINA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.command.Refusal.assertInvalid;

import io.desifans.DerivedId;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.content.CommentEvent.CommentDeleted;
import io.desifans.content.CommentEvent.CommentEdited;
import io.desifans.content.CommentEvent.CommentWritten;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.content.PostType;
import io.desifans.content.command.Comment.CommentCommand.DeleteComment;
import io.desifans.content.command.Comment.CommentCommand.EditComment;
import io.desifans.content.command.Comment.CommentCommand.WriteComment;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommentTest {

    private static final Instant NOW = Instant.parse("2026-02-28T10:00:00Z");
    private static final UUID POST = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final UUID OTHER_POST = UUID.fromString("0199a000-0000-7000-8000-000000000002");
    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-00000000000a");
    private static final UUID PARENT = UUID.fromString("0199a000-0000-7000-8000-00000000000b");

    private static final CommentWritten WRITTEN = new CommentWritten(ID, POST, ASHA, "First!", null);

    private final Past past = Past.ofFourUsers()
            .and(new PostPublished(POST, ASHA, "Hello", PostType.EXCLUSIVE, 4900L, List.of()))
            .and(new PostPublished(OTHER_POST, ASHA, "Hello", PostType.EXCLUSIVE, 4900L, List.of()));

    private AggregateTestFixture<Comment> fixture() {
        return past.fixture(Comment.class);
    }

    @Test
    void whoever_can_see_a_post_comments_on_it() {
        fixture()
                .givenNoPriorActivity()
                .when(new WriteComment(ID, POST, ASHA, "First!\n\tनमस्ते 🙏", null, NOW))
                .expectEvents(new CommentWritten(ID, POST, ASHA, "First!\n\tनमस्ते 🙏", null));
    }

    @Test
    void a_reply_answers_a_comment_on_the_same_post() {
        past.and(new CommentWritten(PARENT, POST, ADMIN, "Well done", null));
        fixture()
                .givenNoPriorActivity()
                .when(new WriteComment(ID, POST, ASHA, "Thank you", PARENT, NOW))
                .expectEvents(new CommentWritten(ID, POST, ASHA, "Thank you", PARENT));
    }

    @Test
    void a_parent_that_is_no_comment_on_the_post_is_refused() {
        past.and(new CommentWritten(PARENT, OTHER_POST, ADMIN, "Well done", null));
        for (UUID parent : List.of(PARENT, ID, POST))
            fixture()
                    .givenNoPriorActivity()
                    .when(new WriteComment(ID, POST, ASHA, "Thank you", parent, NOW))
                    .expectException(Refusal.of(400, "VALIDATION_ERROR", "parentCommentId"));
    }

    @Test
    void a_comment_that_went_with_its_author_is_not_answered() {
        past.and(new CommentWritten(PARENT, POST, ADMIN, "Well done", null), Past.deleted(ADMIN));
        fixture()
                .givenNoPriorActivity()
                .when(new WriteComment(ID, POST, ASHA, "Thank you", PARENT, NOW))
                .expectException(Refusal.of(400, "VALIDATION_ERROR", "parentCommentId"));
    }

    @Test
    void nor_is_a_reply_below_it_at_any_depth() {
        past.and(new CommentWritten(PARENT, POST, MINA, "Well done", null));
        UUID deepest = thread(PARENT, 5);
        replyTo(deepest).expectSuccessfulHandlerExecution();
        past.and(Past.deleted(MINA));
        replyTo(deepest).expectException(Refusal.of(400, "VALIDATION_ERROR", "parentCommentId"));
    }

    @Test
    void replies_go_a_thousand_levels_deep() {
        past.and(new CommentWritten(PARENT, POST, ASHA, "Well done", null));
        UUID deepest = thread(PARENT, CommentFacts.MOST_LEVELS - 2);
        replyTo(deepest).expectSuccessfulHandlerExecution();
        replyTo(thread(deepest, 2)).expectException(Refusal.of(409, "REPLY_TOO_DEEP", "parentCommentId"));
    }

    /** Writes a comment below a comment, another one below that, and so on; answers the last. */
    private UUID thread(UUID top, int levels) {
        UUID last = top;
        for (int level = 0; level < levels; level++) {
            UUID reply = UUID.randomUUID();
            past.and(new CommentWritten(reply, POST, level % 2 == 0 ? ADMIN : ASHA, "And", last));
            last = reply;
        }
        return last;
    }

    private ResultValidator<Comment> replyTo(UUID parent) {
        return fixture().givenNoPriorActivity().when(new WriteComment(ID, POST, ASHA, "Thank you", parent, NOW));
    }

    @Test
    void its_author_edits_a_comment_and_nobody_else() {
        past.and(WRITTEN);
        fixture().given(WRITTEN).when(edit(ASHA)).expectEvents(new CommentEdited(ID, POST, ASHA, "Second!"));
        fixture()
                .given(WRITTEN, new CommentEdited(ID, POST, ASHA, "Second!"))
                .when(edit(ASHA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture().given(WRITTEN).when(edit(ADMIN)).expectException(Refusal.of(403, "NOT_YOUR_COMMENT"));
        var locked = new CommentWritten(ID, POST, RAVI, "First!", null);
        fixture().given(locked).when(edit(RAVI)).expectException(Refusal.of(403, "POST_LOCKED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ASHA, RAVI, ADMIN})
    void its_author_the_posts_creator_or_an_admin_deletes_a_comment_once(String by) {
        var comment = new CommentWritten(ID, POST, RAVI, "First!", null);
        var deleted = new CommentDeleted(ID, POST, RAVI, by);
        past.and(comment);
        fixture().given(comment).when(new DeleteComment(ID, by)).expectEvents(deleted);
        fixture()
                .given(comment, deleted)
                .when(new DeleteComment(ID, by))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture().given(comment).when(new DeleteComment(ID, MINA)).expectException(Refusal.of(403, "NOT_YOUR_COMMENT"));
        fixture()
                .given(comment, deleted)
                .when(new DeleteComment(ID, MINA))
                .expectException(Refusal.of(404, "NOT_FOUND"));
    }

    @Test
    void what_went_with_a_comment_above_it_is_neither_edited_nor_answered() {
        past.and(new CommentWritten(PARENT, POST, ADMIN, "Well done", null));
        var reply = new CommentWritten(ID, POST, ASHA, "Thank you", PARENT);
        past.and(reply);
        fixture().given(reply).when(edit(ASHA)).expectSuccessfulHandlerExecution();
        past.and(new CommentDeleted(PARENT, POST, ADMIN, ADMIN));
        fixture().given(reply).when(edit(ASHA)).expectException(Refusal.of(404, "NOT_FOUND"));
        fixture().given(reply).when(new DeleteComment(ID, ASHA)).expectException(Refusal.of(404, "NOT_FOUND"));
        fixture()
                .givenNoPriorActivity()
                .when(new WriteComment(UUID.randomUUID(), POST, ASHA, "And?", ID, NOW))
                .expectException(Refusal.of(400, "VALIDATION_ERROR", "parentCommentId"));
    }

    private EditComment edit(String userId) {
        return new EditComment(ID, userId, "Second!", NOW);
    }

    @Test
    void a_repeated_request_writes_one_comment() {
        fixture()
                .given(new CommentWritten(ID, POST, ASHA, "First!", null))
                .when(new WriteComment(ID, POST, ASHA, "First!", null, NOW))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void an_id_in_use_is_refused_whosever_it_is() {
        var written = new CommentWritten(ID, POST, ASHA, "First!", null);
        fixture()
                .given(written)
                .when(new WriteComment(ID, POST, ASHA, "Second!", null, NOW))
                .expectException(Refusal.of(409, "ID_TAKEN"));
        fixture()
                .given(written)
                .when(new WriteComment(ID, POST, ADMIN, "First!", null, NOW))
                .expectException(Refusal.of(409, "ID_TAKEN"));
    }

    @Test
    void a_locked_or_missing_post_is_not_commented_on() {
        fixture()
                .givenNoPriorActivity()
                .when(new WriteComment(ID, POST, RAVI, "First!", null, NOW))
                .expectException(Refusal.of(403, "POST_LOCKED"));
        fixture()
                .givenNoPriorActivity()
                .when(new WriteComment(ID, PARENT, ASHA, "First!", null, NOW))
                .expectException(Refusal.of(404, "NOT_FOUND"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\n\t", "\u00a0", "\u200b", "a\u0000", "a\u0007", "a\r", "a\u0085", "\ud83d", "\ude4f a"
            })
    void blank_text_and_characters_that_no_table_holds_are_refused(String content) {
        assertInvalid("content", () -> new WriteComment(ID, POST, ASHA, content, null, NOW));
    }

    @Test
    void length_counts_code_points() {
        new WriteComment(ID, POST, ASHA, "🙏".repeat(1000), null, NOW);
        assertInvalid("content", () -> new WriteComment(ID, POST, ASHA, "🙏".repeat(1001), null, NOW));
        assertInvalid("content", () -> new WriteComment(ID, POST, ASHA, null, null, NOW));
    }

    @Test
    void an_id_that_could_be_derived_is_refused() {
        assertInvalid("commentId", () -> new WriteComment(DerivedId.of("User", RAVI), POST, ASHA, "First!", null, NOW));
        assertInvalid("commentId", () -> new WriteComment(new UUID(0, 0), POST, ASHA, "First!", null, NOW));
    }
}
