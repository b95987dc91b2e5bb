package io.desifans.content.command;

import static io.desifans.command.Past.ADMIN;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.MINA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.command.Refusal.assertInvalid;
import static io.desifans.content.MediaType.IMAGE;
import static io.desifans.content.PostType.EXCLUSIVE;

import io.desifans.DerivedId;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.content.PostDraft;
import io.desifans.content.PostDraft.DraftMedia;
import io.desifans.content.PostEvent.MediaAttached;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.content.PostEvent.PostScheduled;
import io.desifans.content.PostEvent.ScheduleCancelled;
import io.desifans.content.PostEvent.ScheduleKept;
import io.desifans.content.PostEvent.ScheduledPostChanged;
import io.desifans.content.command.PostCommand.AttachMedia;
import io.desifans.content.command.PostCommand.ChangePost;
import io.desifans.content.command.PostCommand.DeletePost;
import io.desifans.content.command.PostCommand.PublishPost;
import io.desifans.content.command.PostCommand.PublishScheduledPost;
import io.desifans.content.command.PostCommand.SchedulePost;
import io.desifans.content.command.PostCommand.TakeDownPost;
import io.desifans.identity.UserEvent.UserBanned;
import io.desifans.web.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

class ScheduledPostTest {

    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final UUID MEDIA = DerivedId.of("postMedia", ID.toString(), "0");
    private static final UUID MORE = UUID.fromString("0199a000-0000-7000-8000-00000000000a");
    private static final String URL = "https://cdn.example.test/1.jpg";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.000Z");
    private static final Instant LATER = NOW.plusSeconds(3600);
    private static final Instant MUCH_LATER = NOW.plusSeconds(7200);
    private static final DraftMedia FIRST = new DraftMedia(MEDIA, IMAGE, URL, null, null, null, null);
    private static final PostDraft DRAFT = draft("Soon", FIRST);
    private static final PostScheduled SCHEDULED = new PostScheduled(ID, ASHA, DRAFT, LATER);
    private static final PostPublished PUBLISHED = new PostPublished(ID, ASHA, "Soon", EXCLUSIVE, 4900L, List.of());
    private static final MediaAttached ATTACHED =
            new MediaAttached(ID, ASHA, MEDIA, IMAGE, URL, null, null, null, null, 0);

    private final Past past = Past.ofFourUsers();

    @Test
    void a_post_waits_for_its_time_and_is_published_once() {
        when(schedule(LATER)).expectEvents(SCHEDULED);
        when(schedule(LATER), SCHEDULED).expectSuccessfulHandlerExecution().expectNoEvents();
        when(publish(LATER.minusMillis(1)), SCHEDULED)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        var kept = new ScheduleKept(ID, ASHA);
        when(publish(LATER), SCHEDULED).expectEvents(kept, PUBLISHED, ATTACHED);
        when(publish(LATER), SCHEDULED, kept, PUBLISHED, ATTACHED)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        when(publish(LATER)).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void until_then_its_creator_changes_all_of_it_and_moves_it() {
        when(change("Sooner", MUCH_LATER), SCHEDULED)
                .expectEvents(new ScheduledPostChanged(ID, ASHA, draft("Sooner", FIRST), MUCH_LATER));
        var moved = new ScheduledPostChanged(ID, ASHA, DRAFT, MUCH_LATER);
        when(publish(LATER), SCHEDULED, moved)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        when(change("Soon", MUCH_LATER), SCHEDULED, moved)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        var second = new DraftMedia(MORE, IMAGE, URL, null, null, null, null);
        when(new AttachMedia(ID, ASHA, MORE, new Media(IMAGE, URL, null, null, null, null)), SCHEDULED)
                .expectEvents(new ScheduledPostChanged(ID, ASHA, draft("Soon", FIRST, second), LATER));
        refused(new ChangePost(ID, MINA, null, 1L, null, null, NOW), Refusal.of(404, "NOT_FOUND"), SCHEDULED);
        refused(new DeletePost(ID, MINA), Refusal.of(404, "NOT_FOUND"), SCHEDULED);
        refused(change("Soon", MUCH_LATER), Refusal.of(409, "ALREADY_PUBLISHED", "publishAt"), PUBLISHED);
    }

    @Test
    void a_cancelled_post_is_never_published() {
        var cancelled = new ScheduleCancelled(ID, ASHA);
        when(new DeletePost(ID, ASHA), SCHEDULED).expectEvents(cancelled);
        when(new DeletePost(ID, ASHA), SCHEDULED, cancelled)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        when(publish(LATER), SCHEDULED, cancelled)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        refused(change("Soon", MUCH_LATER), Refusal.of(404, "NOT_FOUND"), SCHEDULED, cancelled);
        refused(schedule(LATER), Refusal.of(409, "ID_TAKEN"), SCHEDULED, cancelled);
        refused(schedule(MUCH_LATER), Refusal.of(409, "ID_TAKEN"), SCHEDULED);
        refused(new TakeDownPost(ID, ADMIN), Refusal.of(404, "NOT_FOUND"), SCHEDULED);
    }

    @Test
    void whoever_is_gone_or_banned_at_that_time_publishes_nothing() {
        past.and(new UserBanned(ASHA, "spam", null, ADMIN));
        when(publish(LATER), SCHEDULED).expectSuccessfulHandlerExecution().expectNoEvents();
        past.and(Past.deleted(ASHA));
        when(publish(LATER), SCHEDULED).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void only_creators_schedule_and_only_a_time_that_is_to_come_within_a_year() {
        refused(
                new SchedulePost(new PublishPost(ID, RAVI, "Soon", EXCLUSIVE, 4900L, List.of(), List.of()), LATER, NOW),
                Refusal.of(403, "NOT_A_CREATOR"));
        for (Instant wrong : List.of(NOW, NOW.minusMillis(1), NOW.plus(Duration.ofDays(366))))
            assertInvalid("publishAt", () -> schedule(wrong));
    }

    private static PostDraft draft(String caption, DraftMedia... media) {
        return new PostDraft(caption, EXCLUSIVE, 4900L, List.of(), List.of(media));
    }

    private static SchedulePost schedule(Instant publishAt) {
        var media = new Media(IMAGE, URL, null, null, null, null);
        return new SchedulePost(
                new PublishPost(ID, ASHA, "Soon", EXCLUSIVE, 4900L, List.of(), List.of(media)), publishAt, NOW);
    }

    private static ChangePost change(String caption, Instant publishAt) {
        return new ChangePost(ID, ASHA, new Change<>(caption), null, null, publishAt, NOW);
    }

    private static PublishScheduledPost publish(Instant now) {
        return new PublishScheduledPost(ID, now);
    }

    private ResultValidator<Post> when(PostCommand command, Object... given) {
        var fixture = past.fixture(Post.class);
        return given.length == 0
                ? fixture.givenNoPriorActivity().when(command)
                : fixture.given(given).when(command);
    }

    private void refused(PostCommand command, org.hamcrest.Matcher<?> refusal, Object... given) {
        when(command, given).expectException(refusal);
    }
}
