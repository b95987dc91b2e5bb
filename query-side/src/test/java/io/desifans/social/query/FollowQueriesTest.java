package io.desifans.social.query;

import static io.desifans.db.Tables.FOLLOWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.query.QuerySideTest;
import io.desifans.social.FollowEvent.FollowStarted;
import io.desifans.social.FollowEvent.FollowStopped;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FollowQueriesTest extends QuerySideTest {

    @Test
    void a_follow_stands_in_its_row_until_it_ends() {
        Person creator = creator("Asha", unusedName());
        Person fan = user("Ravi");
        UUID followId = DerivedId.of("Follow", fan.id(), creator.id());
        UUID rowId = DerivedId.of("follower", fan.id(), creator.id());
        Instant started = happened.events(new FollowStarted(followId, fan.id(), creator.id()));
        assertThat(db.selectFrom(FOLLOWER)
                        .where(FOLLOWER.ID.eq(rowId))
                        .fetchSingle()
                        .intoArray())
                .containsExactly(rowId, fan.id(), creator.id(), started);
        happened.events(new FollowStopped(followId, fan.id(), creator.id()));
        assertThat(db.fetchExists(FOLLOWER, FOLLOWER.ID.eq(rowId))).isFalse();
    }

    @Test
    void who_follows_a_creator_is_told_to_the_creator_and_admins_only() {
        Person creator = creator("Asha", unusedName());
        Person first = user("Ravi");
        Person second = user("Meera");
        follow(first, creator);
        follow(second, creator);
        String followers = "/api/v1/creators/" + creator.id() + "/followers";

        assertThat(get(followers, ANONYMOUS).status()).isEqualTo(401);
        assertThat(get(followers, first).status()).isEqualTo(403);
        assertThat(get(followers, user("Admin", "admin")).each("/user/id")).containsExactly(second.id(), first.id());
        Answer page = get(followers + "?limit=1", creator);
        assertThat(page.each("/user/name")).containsExactly("Meera");
        Answer next = get(followers + "?limit=1&cursor=" + page.nextCursor(), creator);
        assertThat(next.each("/user/name")).containsExactly("Ravi");
        assertThat(next.nextCursor()).isNull();
        assertThat(page.body()).doesNotContain("@example.test");
        assertThat(get("/api/v1/creators/" + unusedName() + "/followers", first).status())
                .isEqualTo(404);
    }

    @Test
    void a_fan_reads_whom_they_follow_the_newest_first() {
        Person asha = creator("Asha", unusedName());
        Person meera = creator("Meera", unusedName());
        Person fan = user("Ravi");
        follow(fan, asha);
        follow(fan, meera);
        assertThat(get("/api/v1/following", ANONYMOUS).status()).isEqualTo(401);
        Answer page = get("/api/v1/following?limit=1", fan);
        assertThat(page.each("/creatorId")).containsExactly(meera.id());
        assertThat(get("/api/v1/following?limit=1&cursor=" + page.nextCursor(), fan)
                        .each("/creatorId"))
                .containsExactly(asha.id());
    }
}
