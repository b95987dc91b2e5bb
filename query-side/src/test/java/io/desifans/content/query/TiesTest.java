package io.desifans.content.query;

import static io.desifans.db.Tables.FOLLOWER;
import static io.desifans.db.Tables.NOTIFICATION;
import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.POST_COMMENT;
import static io.desifans.db.Tables.POST_LIKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.content.PinEvent.PostPinned;
import io.desifans.content.PostDraft;
import io.desifans.content.PostEvent.PostScheduled;
import io.desifans.content.PostType;
import io.desifans.notifications.NotificationEvent.NotificationRaised;
import io.desifans.notifications.NotificationType;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Lists whose rows are of one and the same instant: between the pages nothing is lost and nothing comes twice. */
@TestPropertySource(properties = "desifans.most-parked-events=1002")
class TiesTest extends QuerySideTest {

    private static final List<Integer> PAGES = List.of(1, 3);

    @Test
    void posts_of_one_instant_are_found_once_in_every_list() {
        Person asha = creator("Asha", unusedName());
        Person meera = creator("Meera", unusedName());
        Person fan = user("Ravi");
        follow(fan, asha);
        follow(fan, meera);
        List<UUID> ashas =
                Stream.generate(() -> exclusivePost(asha, 100)).limit(6).toList();
        List<UUID> all = new ArrayList<>(ashas);
        for (int i = 0; i < 5; i++) all.add(exclusivePost(meera, 100));
        UUID pinned = ashas.get(2);
        happened.events(new PostPinned(asha.id(), pinned, null));
        db.update(POST)
                .set(POST.CREATED_AT, Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS))
                .where(POST.ID.in(all))
                .execute();
        List<String> pinnedFirst = new ArrayList<>(newest(ashas));
        pinnedFirst.remove(pinned.toString());
        pinnedFirst.addFirst(pinned.toString());

        for (int limit : PAGES) {
            assertThat(walked("posts?creator=" + asha.id() + "&limit=" + limit, "/id", fan))
                    .isEqualTo(pinnedFirst);
            assertThat(walked("feed?limit=" + limit, "/post/id", fan)).isEqualTo(newest(all));
        }
        List<String> discovered = walked("discover?limit=3", "/post/id", fan);
        assertThat(discovered).doesNotHaveDuplicates();
        assertThat(discovered.stream().filter(newest(all)::contains)).containsExactlyElementsOf(newest(all));
    }

    @Test
    void notifications_of_one_instant_are_found_once() {
        Person fan = user("Ravi");
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(UUID.randomUUID());
            happened.events(new NotificationRaised(
                    ids.getLast(),
                    fan.id(),
                    NotificationType.NEW_FOLLOWER,
                    "New follower",
                    "You have one more.",
                    null));
        }
        db.update(NOTIFICATION)
                .set(NOTIFICATION.CREATED_AT, Instant.parse("2026-01-01T00:00:00.000Z"))
                .where(NOTIFICATION.USER_ID.eq(fan.id()))
                .execute();
        for (int limit : PAGES)
            assertThat(walked("notifications?limit=" + limit, "/id", fan)).isEqualTo(newest(ids));
        assertThat(walked("notifications?unread=true&limit=3", "/id", fan)).isEqualTo(newest(ids));
    }

    @Test
    void posts_that_are_to_be_published_at_one_instant_are_found_once() {
        Person asha = creator("Asha", unusedName());
        List<UUID> ids = new ArrayList<>();
        Instant at = Instant.parse("2100-01-01T00:00:00.000Z");
        PostDraft draft = new PostDraft("Soon", PostType.EXCLUSIVE, 100L, List.of(), List.of());
        for (int i = 0; i < 5; i++) {
            ids.add(UUID.randomUUID());
            happened.events(new PostScheduled(ids.getLast(), asha.id(), draft, at));
        }
        assertThat(walked("posts?scheduled=true&limit=2&creator=" + asha.id(), "/id", asha))
                .isEqualTo(newest(ids).reversed());
    }

    @Test
    void what_fans_do_at_one_instant_is_found_once() {
        Person asha = creator("Asha", unusedName());
        UUID post = exclusivePost(asha, 100);
        Set<String> fans = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            Person fan = user("Fan " + i);
            fans.add(fan.id());
            like(post, fan);
            comment(post, fan, "Lovely", null);
            follow(fan, asha);
        }
        Instant at = Instant.parse("2026-01-01T00:00:00.000Z");
        db.update(POST_LIKE)
                .set(POST_LIKE.CREATED_AT, at)
                .where(POST_LIKE.POST_ID.eq(post))
                .execute();
        db.update(POST_COMMENT)
                .set(POST_COMMENT.CREATED_AT, at)
                .where(POST_COMMENT.POST_ID.eq(post))
                .execute();
        db.update(FOLLOWER)
                .set(FOLLOWER.CREATED_AT, at)
                .where(FOLLOWER.CREATOR_ID.eq(asha.id()))
                .execute();
        for (String list : List.of(
                "posts/" + post + "/likes", "posts/" + post + "/comments", "creators/" + asha.id() + "/followers"))
            for (int limit : PAGES)
                assertThat(walked(list + "?limit=" + limit, "/user/id", asha))
                        .as(list)
                        .containsExactlyInAnyOrderElementsOf(fans);
    }

    @Test
    void what_costs_the_same_is_found_once() {
        Person asha = creator("Asha", unusedName());
        List<UUID> tiers =
                Stream.generate(() -> membership(asha, 100, true)).limit(5).toList();
        Sales sales = new Sales(happened);
        List<UUID> services =
                Stream.generate(() -> sales.service(asha, true)).limit(5).toList();
        for (int limit : PAGES) {
            String page = "?creator=" + asha.id() + "&limit=" + limit;
            assertThat(walked("memberships" + page, "/id", asha))
                    .isEqualTo(newest(tiers).reversed());
            assertThat(walked("services" + page, "/id", asha))
                    .isEqualTo(newest(services).reversed());
        }
    }

    /** In the order of the last resort, the greatest id first. */
    private static List<String> newest(Collection<UUID> ids) {
        return ids.stream()
                .map(UUID::toString)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private List<String> walked(String path, String field, Person reader) {
        List<String> found = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Answer page = get("/api/v1/" + path + (cursor == null ? "" : "&cursor=" + cursor), reader);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            found.addAll(page.each(field));
            cursor = page.nextCursor();
        } while (cursor != null && found.size() < 1000);
        return found;
    }
}
