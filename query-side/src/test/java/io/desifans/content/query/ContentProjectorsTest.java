package io.desifans.content.query;

import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.POST_COMMENT;
import static io.desifans.db.Tables.POST_LIKE;
import static io.desifans.db.Tables.POST_MEDIA;
import static io.desifans.db.Tables.POST_MEMBERSHIP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.table;

import io.desifans.DerivedId;
import io.desifans.content.CommentEvent.CommentDeleted;
import io.desifans.content.CommentEvent.CommentEdited;
import io.desifans.content.CommentEvent.CommentWritten;
import io.desifans.content.LikeEvent.PostLiked;
import io.desifans.content.LikeEvent.PostUnliked;
import io.desifans.content.MediaType;
import io.desifans.content.PinEvent.PostPinned;
import io.desifans.content.PinEvent.PostUnpinned;
import io.desifans.content.PostDraft;
import io.desifans.content.PostDraft.DraftMedia;
import io.desifans.content.PostEvent.*;
import io.desifans.content.PostType;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.query.QuerySideTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.JSONB;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContentProjectorsTest extends QuerySideTest {

    private final UUID post = UUID.randomUUID();
    private final UUID media = UUID.randomUUID();
    private Person creator;
    private Person fan;

    @BeforeEach
    void creatorAndFan() {
        creator = creator("Asha", unusedName());
        fan = user("Ravi");
    }

    @Test
    void a_post_its_tiers_and_its_media_stand_in_their_rows() {
        UUID tier = membership(creator, 100, true);
        Instant published = happened.events(
                new PostPublished(post, creator.id(), "New song", PostType.SUBSCRIPTION, null, List.of(tier)));
        Instant attached = happened.events(new MediaAttached(
                post,
                creator.id(),
                media,
                MediaType.VIDEO,
                "https://m.test/v.mp4",
                "https://m.test/t.jpg",
                "https://m.test/v.m3u8",
                "https://m.test/b.jpg",
                Map.of("width", 1920),
                3));

        assertThat(db.selectFrom(POST).where(POST.ID.eq(post)).fetchSingle().intoArray())
                .containsExactly(
                        post,
                        creator.id(),
                        "New song",
                        io.desifans.db.enums.PostType.SUBSCRIPTION,
                        null,
                        false,
                        published,
                        published);
        assertThat(db.selectFrom(POST_MEMBERSHIP)
                        .where(POST_MEMBERSHIP.POST_ID.eq(post))
                        .fetchSet(POST_MEMBERSHIP.MEMBERSHIP_ID))
                .containsExactly(tier);
        assertThat(db.selectFrom(POST_MEDIA)
                        .where(POST_MEDIA.ID.eq(media))
                        .fetchSingle()
                        .intoArray())
                .containsExactly(
                        media,
                        post,
                        io.desifans.db.enums.MediaType.VIDEO,
                        "https://m.test/v.mp4",
                        "https://m.test/t.jpg",
                        "https://m.test/v.m3u8",
                        "https://m.test/b.jpg",
                        JSONB.valueOf("{\"width\": 1920}"),
                        3,
                        attached);
    }

    @Test
    void a_changed_post_has_other_words_and_tiers_and_its_media_another_order() {
        UUID gold = membership(creator, 100, true);
        UUID silver = membership(creator, 50, true);
        UUID second = UUID.randomUUID();
        String id = creator.id();
        Instant published = happened.events(
                new PostPublished(post, id, "New song", PostType.SUBSCRIPTION, null, List.of(gold)),
                new MediaAttached(post, id, media, MediaType.IMAGE, "https://m.test/1", null, null, null, null, 0),
                new MediaAttached(post, id, second, MediaType.IMAGE, "https://m.test/2", null, null, null, null, 1));
        Instant changed = happened.events(new PostChanged(post, id, "Old song", null, List.of(silver), List.of(gold)));
        assertThat(db.fetchSingle(POST, POST.ID.eq(post)))
                .extracting(row -> row.getCaption(), row -> row.getCreatedAt(), row -> row.getUpdatedAt())
                .containsExactly("Old song", published.minusSeconds(2), changed);
        assertThat(db.fetchValue(POST_MEMBERSHIP.MEMBERSHIP_ID, POST_MEMBERSHIP.POST_ID.eq(post)))
                .isEqualTo(silver);
        happened.events(new MediaReordered(post, id, List.of(second, media)));
        assertThat(mediaInOrder()).containsExactly(second, media);
        happened.events(new MediaRemoved(post, id, second, List.of(media)));
        assertThat(db.fetchSingle(POST_MEDIA, POST_MEDIA.POST_ID.eq(post)).getOrderIndex())
                .isZero();
        happened.events(new PostTakenDown(post, id, "admin"));
        assertThat(db.fetchExists(POST, POST.ID.eq(post))).isFalse();
        assertThat(mediaInOrder()).isEmpty();
    }

    private List<UUID> mediaInOrder() {
        return db.select(POST_MEDIA.ID)
                .from(POST_MEDIA)
                .where(POST_MEDIA.POST_ID.eq(post))
                .orderBy(POST_MEDIA.ORDER_INDEX)
                .fetch(POST_MEDIA.ID);
    }

    @Test
    void a_scheduled_post_is_seen_by_its_creator_and_admins_alone_until_its_time_has_come() {
        Instant at = Instant.parse("2100-01-01T00:00:00.000Z");
        var image = new DraftMedia(media, MediaType.IMAGE, "https://m.test/1", null, null, null, Map.of("width", 7));
        happened.events(new PostScheduled(
                post, creator.id(), new PostDraft("Soon", PostType.EXCLUSIVE, 100L, List.of(), List.of(image)), at));
        happened.events(new PostScheduled(
                UUID.randomUUID(),
                creator.id(),
                new PostDraft("Later", PostType.EXCLUSIVE, 100L, List.of(), List.of()),
                at.plusSeconds(60)));
        String list = "/api/v1/posts?scheduled=true&limit=1&creator=" + creator.id();
        Answer page = get(list, creator);
        assertThat(page.each("/caption")).containsExactly("Soon");
        assertThat(page.each("/publishAt")).containsExactly("2100-01-01T00:00:00.000Z");
        assertThat(page.json().at("/items/0/media/0/url").asString()).isEqualTo("https://m.test/1");
        assertThat(page.json().at("/items/0/media/0/metadata/width").asInt()).isEqualTo(7);
        assertThat(get(list + "&cursor=" + page.nextCursor(), creator).each("/caption"))
                .containsExactly("Later");
        assertThat(get(list, fan).status()).isEqualTo(403);
        assertThat(get(list, ANONYMOUS).status()).isEqualTo(401);
        assertThat(get(list + "&type=exclusive", creator).field()).isEqualTo("type");
        String single = "/api/v1/posts/" + post;
        assertThat(get(single, creator).json()).isEqualTo(page.json().at("/items/0"));
        assertThat(get(single, user("Admin", "user,admin"))
                        .json()
                        .at("/access/reason")
                        .asString())
                .isEqualTo("ADMIN");
        for (Person other : List.of(fan, creator("Other", unusedName()), user("Auditor", "auditor"), ANONYMOUS))
            assertThat(get(single, other).status()).as(other.name()).isEqualTo(404);
        assertThat(db.fetchExists(POST, POST.ID.eq(post))).isFalse();

        happened.events(new ScheduledPostChanged(
                post, creator.id(), new PostDraft("Sooner", PostType.EXCLUSIVE, 200L, List.of(), List.of()), at));
        assertThat(get(list, creator).each("/caption")).containsExactly("Sooner");
        happened.events(
                new ScheduleKept(post, creator.id()),
                new PostPublished(post, creator.id(), "Sooner", PostType.EXCLUSIVE, 200L, List.of()));
        assertThat(get(list, creator).each("/caption")).containsExactly("Later");
        assertThat(get(single, creator).json().path("publishAt").isNull()).isTrue();
        assertThat(db.fetchExists(POST, POST.ID.eq(post))).isTrue();
    }

    @Test
    void one_post_is_pinned_at_a_time() {
        UUID other = UUID.randomUUID();
        happened.events(new PostPublished(post, creator.id(), null, PostType.EXCLUSIVE, 9900L, List.of()));
        happened.events(new PostPublished(other, creator.id(), null, PostType.EXCLUSIVE, 9900L, List.of()));
        happened.events(new PostPinned(creator.id(), post, null));
        assertThat(pinned()).containsExactly(post);
        Instant moved = happened.events(new PostPinned(creator.id(), other, post));
        assertThat(pinned()).containsExactly(other);
        assertThat(db.fetchValue(POST.UPDATED_AT, POST.ID.eq(post))).isEqualTo(moved);
        happened.events(new PostUnpinned(creator.id(), other));
        assertThat(pinned()).isEmpty();
    }

    private List<UUID> pinned() {
        return db.select(POST.ID)
                .from(POST)
                .where(POST.CREATOR_ID.eq(creator.id()))
                .and(POST.IS_PINNED)
                .fetch(POST.ID);
    }

    @Test
    void likes_and_comments_come_and_go_with_their_post() {
        happened.events(new PostPublished(post, creator.id(), null, PostType.EXCLUSIVE, 9900L, List.of()));
        UUID likeId = DerivedId.of("Like", post.toString(), fan.id());
        UUID rowId = DerivedId.of("postLike", post.toString(), fan.id());
        Instant liked = happened.events(new PostLiked(likeId, post, fan.id()));
        assertThat(db.selectFrom(POST_LIKE)
                        .where(POST_LIKE.ID.eq(rowId))
                        .fetchSingle()
                        .intoArray())
                .containsExactly(rowId, post, fan.id(), liked);
        happened.events(new PostUnliked(likeId, post, fan.id()));
        assertThat(db.fetchExists(POST_LIKE, POST_LIKE.POST_ID.eq(post))).isFalse();
        happened.events(new PostLiked(likeId, post, fan.id()));

        UUID top = comment(post, fan, "Lovely", null);
        UUID reply = UUID.randomUUID();
        Instant replied = happened.events(new CommentWritten(reply, post, creator.id(), "Thank you", top));
        assertThat(db.selectFrom(POST_COMMENT)
                        .where(POST_COMMENT.ID.eq(reply))
                        .fetchSingle()
                        .intoArray())
                .containsExactly(reply, post, creator.id(), "Thank you", top, replied, replied);
        Instant edited = happened.events(new CommentEdited(reply, post, creator.id(), "Thank you!"));
        assertThat(db.selectFrom(POST_COMMENT)
                        .where(POST_COMMENT.ID.eq(reply))
                        .fetchSingle()
                        .intoArray())
                .containsExactly(reply, post, creator.id(), "Thank you!", top, replied, edited);
        happened.events(new CommentDeleted(top, post, fan.id(), creator.id()));
        assertThat(db.fetchExists(POST_COMMENT, POST_COMMENT.POST_ID.eq(post))).isFalse();
        comment(post, fan, "Lovely", null);

        happened.events(new PostDeleted(post, creator.id()));
        assertThat(db.fetchExists(POST, POST.ID.eq(post))).isFalse();
        assertThat(db.fetchExists(POST_LIKE, POST_LIKE.POST_ID.eq(post))).isFalse();
        assertThat(db.fetchExists(POST_COMMENT, POST_COMMENT.POST_ID.eq(post))).isFalse();
    }

    @Test
    void a_comment_goes_with_all_replies_below_it_and_a_reply_that_comes_too_late_is_void() {
        happened.events(new PostPublished(post, creator.id(), null, PostType.EXCLUSIVE, 9900L, List.of()));
        UUID top = comment(post, fan, "Lovely", null);
        UUID reply = comment(post, creator, "Thank you", top);
        UUID deeper = comment(post, creator, "And so on", reply);
        UUID other = comment(post, creator, "By myself", null);
        long before = voidComments();
        happened.events(new UserDeleted(fan.id(), "admin", "erasure"));
        UUID late = comment(post, creator, "Too late", deeper);
        comment(post, creator, "Later still", late);
        assertThat(db.select(POST_COMMENT.ID)
                        .from(POST_COMMENT)
                        .where(POST_COMMENT.POST_ID.eq(post))
                        .fetch(POST_COMMENT.ID))
                .containsExactly(other);
        assertThat(voidComments() - before).isEqualTo(2);
        assertThat(db.fetchCount(table("projection.parked_event"))).isZero();
    }

    private long voidComments() {
        return db.fetchSingle("select coalesce(sum(changes), 0) from projection.void_change"
                        + " where table_name = 'postComment' and kind = 'insert'")
                .get(0, Long.class);
    }

    @Test
    void what_an_erased_person_made_stands_without_their_words() {
        happened.events(
                new PostPublished(post, creator.id(), null, PostType.EXCLUSIVE, 9900L, List.of()),
                new MediaAttached(post, creator.id(), media, MediaType.IMAGE, null, null, null, null, null, 0));
        UUID comment = comment(post, fan, null, null);
        assertThat(db.selectFrom(POST).where(POST.ID.eq(post)).fetchSingle(POST.CAPTION))
                .isNull();
        assertThat(db.selectFrom(POST_MEDIA).where(POST_MEDIA.ID.eq(media)).fetchSingle(POST_MEDIA.URL))
                .isEqualTo("[erased]");
        assertThat(db.selectFrom(POST_COMMENT)
                        .where(POST_COMMENT.ID.eq(comment))
                        .fetchSingle(POST_COMMENT.CONTENT))
                .isEqualTo("[erased]");
    }
}
