package io.desifans.content.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.query.QuerySideTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommentQueriesTest extends QuerySideTest {

    private Person creator;
    private UUID post;
    private String comments;

    @BeforeEach
    void aPost() {
        creator = creator("Asha", unusedName());
        post = exclusivePost(creator, 9900);
        comments = "/api/v1/posts/" + post + "/comments";
    }

    @Test
    void comments_are_read_one_level_at_a_time_the_oldest_first() {
        Person fan = user("Ravi");
        UUID first = comment(post, fan, "First", null);
        UUID second = comment(post, fan, "Second", null);
        UUID reply = comment(post, creator, "Reply", first);
        UUID deeper = comment(post, fan, "Deeper", reply);
        comment(post, fan, "Another", first);

        Answer top = get(comments + "?limit=1", creator);
        assertThat(top.each("/id")).containsExactly(first.toString());
        assertThat(top.each("/replyCount")).containsExactly("2");
        assertThat(top.each("/user/name")).containsExactly("Ravi");
        Answer next = get(comments + "?limit=1&cursor=" + top.nextCursor(), creator);
        assertThat(next.each("/id")).containsExactly(second.toString());
        assertThat(get(comments + "?parent=" + first, creator).each("/content")).containsExactly("Reply", "Another");
        assertThat(get(comments + "?parent=" + reply, creator).each("/id")).containsExactly(deeper.toString());
        assertThat(get("/api/v1/posts/" + post, creator)
                        .json()
                        .path("commentCount")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void a_parent_must_be_a_comment_of_the_post() {
        UUID elsewhere = comment(exclusivePost(creator, 1), creator, "Elsewhere", null);
        assertThat(get(comments + "?parent=" + elsewhere, creator).status()).isEqualTo(404);
        assertThat(get(comments + "?parent=x", creator).field()).isEqualTo("parent");
    }

    @Test
    void likes_and_comments_of_a_locked_post_are_closed_to_whoever_lacks_access() {
        Person fan = user("Ravi");
        like(post, fan);
        for (String path : new String[] {comments, "/api/v1/posts/" + post + "/likes"}) {
            assertThat(get(path, fan).status()).isEqualTo(403);
            assertThat(get(path, fan).json().path("code").asString()).isEqualTo("POST_LOCKED");
            assertThat(get(path, ANONYMOUS).status()).isEqualTo(403);
        }
    }

    @Test
    void likes_are_read_the_newest_first() {
        Person ravi = user("Ravi");
        Person meera = user("Meera");
        like(post, ravi);
        like(post, meera);
        String likes = "/api/v1/posts/" + post + "/likes?limit=1";
        Answer first = get(likes, creator);
        assertThat(first.each("/user/id")).containsExactly(meera.id());
        assertThat(get(likes + "&cursor=" + first.nextCursor(), creator).each("/user/id"))
                .containsExactly(ravi.id());
    }
}
