package io.desifans.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.content.MediaType;
import io.desifans.content.PostEvent.MediaAttached;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that ask again for what they have. */
class RevalidationTest extends QuerySideTest {

    private static final String TAG = "W/\"[\\w-]{43}\"";

    private String username;
    private Person creator;
    private Person fan;
    private UUID post;
    private List<String> ofPost;
    private List<String> ofCreator;

    @BeforeEach
    void a_post_with_a_picture() {
        username = unusedName();
        creator = creator("Asha", username);
        fan = user("Ravi");
        follow(fan, creator);
        UUID tier = membership(creator, 100, true);
        UUID service = new Sales(happened).service(creator, true);
        post = exclusivePost(creator, 100);
        String url = "https://m.test/canary-" + post;
        happened.events(new MediaAttached(
                post, creator.id(), UUID.randomUUID(), MediaType.IMAGE, url, null, null, null, null, 0));
        ofPost = List.of("feed", "posts?creator=" + username, "posts/" + post);
        ofCreator = List.of(
                "creators?q=" + username,
                "creators/" + username,
                "memberships?creator=" + username,
                "memberships/" + tier,
                "services?creator=" + username,
                "services/" + service);
    }

    @Test
    void who_has_the_answer_gets_none_until_it_would_be_another() {
        List<String> all =
                List.of(ofPost, ofCreator).stream().flatMap(List::stream).toList();
        List<String> tags = all.stream().map(path -> tag(path, fan)).toList();
        assertThat(tags).allMatch(tag -> tag.matches(TAG));
        for (int i = 0; i < all.size(); i++) {
            HttpResponse<String> unchanged = asked(all.get(i), fan, "If-None-Match", "\"older\", " + tags.get(i));
            assertThat(unchanged.statusCode()).as(all.get(i)).isEqualTo(304);
            assertThat(unchanged.body()).isEmpty();
            assertThat(unchanged.headers().firstValue("ETag")).hasValue(tags.get(i));
        }
        like(post, fan);
        for (int i = 0; i < all.size(); i++)
            assertThat(asked(all.get(i), fan, "If-None-Match", tags.get(i)).statusCode())
                    .as(all.get(i))
                    .isEqualTo(ofPost.contains(all.get(i)) ? 200 : 304);
    }

    @Test
    void what_opens_for_one_reader_is_another_answer_for_them_alone_and_no_shared_cache_may_keep_it() {
        String path = "posts/" + post;
        String locked = tag(path, ANONYMOUS);
        assertThat(asked(path, fan, "If-None-Match", locked).statusCode()).isEqualTo(304);
        new Sales(happened).postBought(fan, creator, post);
        HttpResponse<String> open = asked(path, fan, "If-None-Match", locked);
        assertThat(open.statusCode()).isEqualTo(200);
        assertThat(open.body()).contains("canary-" + post);
        assertThat(open.headers().allValues("Cache-Control")).containsExactly("no-cache, private");
        assertThat(open.headers().allValues("Vary")).contains("Authorization, Cookie");
        HttpResponse<String> shared = asked(path, ANONYMOUS);
        assertThat(shared.headers().allValues("Cache-Control")).containsExactly("no-cache");
        assertThat(shared.headers().allValues("Vary")).contains("Authorization, Cookie");
        assertThat(shared.headers().allValues("Pragma")).isEmpty();
        assertThat(tag(path, ANONYMOUS)).isEqualTo(locked);
    }

    @Test
    void what_has_happened_is_shown_to_the_next_visitor_however_many_have_asked_before() {
        for (int likes = 1; likes <= 20; likes++) {
            asked("posts/" + post, ANONYMOUS);
            String tag = tag("posts/" + post, ANONYMOUS);
            like(post, user("Fan " + likes));
            HttpResponse<String> now = asked("posts/" + post, ANONYMOUS, "If-None-Match", tag);
            assertThat(now.statusCode()).isEqualTo(200);
            assertThat(now.body()).contains("\"likeCount\":" + likes + ",");
        }
    }

    @Test
    void what_is_refused_or_not_for_all_has_no_tag_and_is_not_kept() {
        for (String path : List.of("posts/" + UUID.randomUUID(), "feed?cursor=AAAA", "notifications")) {
            HttpResponse<String> answer = asked(path, fan, "If-None-Match", "*");
            assertThat(answer.headers().firstValue("ETag")).as(path).isEmpty();
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        }
    }

    private String tag(String path, Person reader) {
        HttpResponse<String> answer = asked(path, reader);
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
        return answer.headers().firstValue("ETag").orElse("none of " + path);
    }

    private HttpResponse<String> asked(String path, Person reader, String... headers) {
        return ask("/api/v1/" + path, reader, headers);
    }
}
