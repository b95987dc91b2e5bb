package io.desifans.content.command;

import static io.desifans.command.Past.ADMIN;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.MINA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.content.MediaType.IMAGE;
import static io.desifans.content.MediaType.VIDEO;
import static io.desifans.content.PostType.EXCLUSIVE;
import static io.desifans.content.PostType.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.DerivedId;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.content.MediaType;
import io.desifans.content.PostEvent.MediaAttached;
import io.desifans.content.PostEvent.MediaRemoved;
import io.desifans.content.PostEvent.MediaReordered;
import io.desifans.content.PostEvent.PostChanged;
import io.desifans.content.PostEvent.PostDeleted;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.content.PostEvent.PostTakenDown;
import io.desifans.content.command.PostCommand.AttachMedia;
import io.desifans.content.command.PostCommand.ChangePost;
import io.desifans.content.command.PostCommand.PublishPost;
import io.desifans.content.command.PostCommand.RemoveMedia;
import io.desifans.content.command.PostCommand.ReorderMedia;
import io.desifans.content.command.PostCommand.TakeDownPost;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import io.desifans.creator.MembershipEvent.MembershipWithdrawn;
import io.desifans.web.Change;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

class PostChangesTest {

    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final UUID GOLD = UUID.fromString("0199a000-0000-7000-8000-000000000002");
    private static final UUID FOREIGN = UUID.fromString("0199a000-0000-7000-8000-000000000003");
    private static final UUID SILVER = UUID.fromString("0199a000-0000-7000-8000-000000000004");
    private static final UUID NEW_MEDIA = UUID.fromString("0199a000-0000-7000-8000-00000000000a");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.000Z");
    private static final String URL = "https://cdn.example.test/1.jpg";

    private static final PostPublished SOLD = new PostPublished(ID, ASHA, "Hello", EXCLUSIVE, 4900L, List.of());
    private static final PostPublished TIERED =
            new PostPublished(ID, ASHA, "Hello", SUBSCRIPTION, null, List.of(GOLD, SILVER));
    private static final PostPublished SILENT = new PostPublished(ID, ASHA, null, EXCLUSIVE, 4900L, List.of());

    private final Past past = Past.ofFourUsers()
            .and(new MembershipOffered(GOLD, ASHA, "Gold", "Everything", 49900, true, null))
            .and(new MembershipOffered(SILVER, ASHA, "Silver", "Much", 19900, true, null))
            .and(new MembershipOffered(FOREIGN, MINA, "Gold", "Everything", 49900, true, null));

    @Test
    void a_change_names_what_the_post_is_like_now_and_by_what_it_opened_before() {
        when(change(new Change<>("Bye"), 5900L, null), SOLD)
                .expectEvents(new PostChanged(ID, ASHA, "Bye", 5900L, List.of(), List.of()));
        when(change(null, null, List.of(SILVER)), TIERED)
                .expectEvents(new PostChanged(ID, ASHA, "Hello", null, List.of(SILVER), List.of(GOLD, SILVER)));
        for (ChangePost nothing : List.of(change(null, null, null), change(new Change<>("Hello"), 4900L, null)))
            when(nothing, SOLD).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void price_and_tiers_stay_what_the_type_of_the_post_has() {
        refused(change(null, 100L, null), Refusal.of(409, "NOT_SOLD_BY_ITSELF", "price"), TIERED);
        refused(change(null, null, List.of(GOLD)), Refusal.of(409, "NOT_OPENED_BY_MEMBERSHIPS", "membershipIds"), SOLD);
        refused(
                change(null, null, List.of(GOLD, FOREIGN)),
                Refusal.of(400, "VALIDATION_ERROR", "membershipIds[1]"),
                TIERED);
        past.and(new MembershipWithdrawn(GOLD, ASHA));
        refused(change(null, null, List.of(GOLD)), Refusal.of(400, "VALIDATION_ERROR", "membershipIds[0]"), TIERED);
        for (long price : new long[] {0, -1, Integer.MAX_VALUE + 1L})
            assertThatThrownBy(() -> change(null, price, null)).isInstanceOf(Rejected.class);
        for (List<UUID> tiers : List.of(List.<UUID>of(), List.of(GOLD, GOLD)))
            assertThatThrownBy(() -> change(null, null, tiers)).isInstanceOf(Rejected.class);
    }

    @Test
    void a_post_never_becomes_empty() {
        refused(change(new Change<>(null), null, null), Refusal.of(409, "POST_EMPTY", "caption"), SOLD);
        refused(change(new Change<>(" \n"), null, null), Refusal.of(409, "POST_EMPTY", "caption"), SOLD);
        refused(new RemoveMedia(ID, ASHA, media(0)), Refusal.of(409, "POST_EMPTY", "mediaId"), SILENT, attached(0));
        when(change(new Change<>(null), null, null), SOLD, attached(0))
                .expectEvents(new PostChanged(ID, ASHA, null, 4900L, List.of(), List.of()));
    }

    @Test
    void media_are_added_at_the_end_up_to_ten_images_and_one_video() {
        var image = new Media(IMAGE, URL, null, null, null, null);
        var video = new Media(VIDEO, URL, null, null, null, null);
        when(new AttachMedia(ID, ASHA, NEW_MEDIA, image), SOLD, attached(0))
                .expectEvents(attached(NEW_MEDIA, IMAGE, 1));
        when(new AttachMedia(ID, ASHA, NEW_MEDIA, image), SOLD, attached(NEW_MEDIA, IMAGE, 0))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        List<Object> ten = new ArrayList<>(List.of(SOLD));
        for (int i = 0; i < 10; i++) ten.add(attached(i));
        when(new AttachMedia(ID, ASHA, NEW_MEDIA, video), ten.toArray()).expectEvents(attached(NEW_MEDIA, VIDEO, 10));
        refused(
                new AttachMedia(ID, ASHA, NEW_MEDIA, image),
                Refusal.of(409, "TOO_MANY_MEDIA", "mediaType"),
                ten.toArray());
        refused(
                new AttachMedia(ID, ASHA, NEW_MEDIA, video),
                Refusal.of(409, "TOO_MANY_MEDIA", "mediaType"),
                SOLD,
                attached(media(0), VIDEO, 0));
    }

    @Test
    void media_are_put_in_order_and_removed_and_the_others_close_the_gap() {
        var order = List.of(media(2), media(0), media(1));
        Object[] three = {SOLD, attached(0), attached(1), attached(2)};
        when(new ReorderMedia(ID, ASHA, order), three).expectEvents(new MediaReordered(ID, ASHA, order));
        Object[] reordered = {SOLD, attached(0), attached(1), attached(2), new MediaReordered(ID, ASHA, order)};
        when(new ReorderMedia(ID, ASHA, order), reordered).expectNoEvents();
        when(new RemoveMedia(ID, ASHA, media(0)), reordered)
                .expectEvents(new MediaRemoved(ID, ASHA, media(0), List.of(media(2), media(1))));
        for (List<UUID> other : List.of(List.of(media(0), media(1)), List.of(media(0), media(1), NEW_MEDIA)))
            refused(new ReorderMedia(ID, ASHA, other), Refusal.of(409, "OTHER_MEDIA", "mediaIds"), three);
        assertThatThrownBy(() -> new ReorderMedia(ID, ASHA, List.of(media(0), media(0))))
                .isInstanceOf(Rejected.class);
        refused(new RemoveMedia(ID, ASHA, NEW_MEDIA), Refusal.of(404, "NOT_FOUND"), three);
    }

    @Test
    void a_publication_that_is_repeated_after_changes_is_still_the_same_publication() {
        when(
                        new PublishPost(ID, ASHA, "Hello", EXCLUSIVE, 4900L, List.of(), List.of()),
                        SOLD,
                        new PostChanged(ID, ASHA, "Bye", 1L, List.of(), List.of()),
                        attached(NEW_MEDIA, IMAGE, 0))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void an_admin_takes_a_post_down_once_and_nobody_changes_it_any_more() {
        var takenDown = new PostTakenDown(ID, ASHA, ADMIN);
        when(new TakeDownPost(ID, ADMIN), SOLD).expectEvents(takenDown);
        for (Object end : List.of(takenDown, new PostDeleted(ID, ASHA)))
            when(new TakeDownPost(ID, ADMIN), SOLD, end)
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        for (PostCommand command : List.of(
                change(new Change<>("Bye"), null, null),
                new AttachMedia(ID, ASHA, NEW_MEDIA, new Media(IMAGE, URL, null, null, null, null)),
                new ReorderMedia(ID, ASHA, List.of()),
                new RemoveMedia(ID, ASHA, media(0)))) {
            refused(command, Refusal.of(404, "NOT_FOUND"), SOLD, takenDown);
            past.fixture(Post.class).givenNoPriorActivity().when(command).expectException(Refusal.of(404, "NOT_FOUND"));
        }
    }

    @Test
    void only_its_creator_changes_a_post() {
        refused(new ChangePost(ID, MINA, null, 1L, null, null, NOW), Refusal.of(403, "NOT_YOUR_POST"), SOLD);
        refused(new ChangePost(ID, RAVI, null, 1L, null, null, NOW), Refusal.of(403, "NOT_A_CREATOR"), SOLD);
        refused(new RemoveMedia(ID, MINA, media(0)), Refusal.of(403, "NOT_YOUR_POST"), SOLD, attached(0));
    }

    private ResultValidator<Post> when(PostCommand command, Object... given) {
        AggregateTestFixture<Post> fixture = past.fixture(Post.class);
        return fixture.given(given).when(command);
    }

    private void refused(PostCommand command, org.hamcrest.Matcher<?> refusal, Object... given) {
        when(command, given).expectException(refusal);
    }

    private static ChangePost change(Change<String> caption, Long pricePaise, List<UUID> tiers) {
        return new ChangePost(ID, ASHA, caption, pricePaise, tiers, null, NOW);
    }

    private static UUID media(int place) {
        return DerivedId.of("postMedia", ID.toString(), Integer.toString(place));
    }

    private static MediaAttached attached(int place) {
        return attached(media(place), IMAGE, place);
    }

    private static MediaAttached attached(UUID mediaId, MediaType type, int place) {
        return new MediaAttached(ID, ASHA, mediaId, type, URL, null, null, null, null, place);
    }
}
