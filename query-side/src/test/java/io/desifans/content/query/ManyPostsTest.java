package io.desifans.content.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.FOLLOWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.desifans.query.CountedStatements;
import io.desifans.query.QuerySideTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Lists over many rows, which are put there by hand: the database is this test's own. */
@TestPropertySource(properties = "desifans.most-parked-events=1001")
class ManyPostsTest extends QuerySideTest {

    private static final String ROWS = """
            insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
            select md5('u' || i), 'User ' || i, i || '@example.test', true, now(), now() from generate_series(1, 1200) i;

            insert into creator (id, username, "displayName", categories, onboarded)
            select md5('u' || i), 'creator-' || i, 'Name ' || md5(i::text),
                case when i % 5 = 0 then '["Art"]' else '["Music"]' end::jsonb, true
            from generate_series(1, 200) i;

            insert into post (id, "creatorId", caption, "postType", price, "createdAt", "updatedAt")
            select md5('p' || i)::uuid, md5('u' || 1 + i % 200), 'Caption', 'exclusive', 100, at, at
            from generate_series(1, 10000) i, lateral (select date_trunc('milliseconds', now())::timestamp - i * interval '1 hour' as at) a;

            insert into "postMedia" ("postId", "mediaType", url)
            select id, 'image', 'https://m.test/' || id from post;

            insert into "postLike" ("postId", "userId", "createdAt")
            select md5('p' || i)::uuid, md5('u' || 201 + (i * 7 + j) % 1000), date_trunc('milliseconds', now())::timestamp - i * interval '1 hour'
            from generate_series(1, 10000) i, generate_series(1, 10) j;

            insert into "postComment" ("postId", "userId", content, "createdAt")
            select md5('p' || i)::uuid, md5('u' || 201 + (i + j) % 1000), 'Lovely', date_trunc('milliseconds', now())::timestamp - i * interval '1 hour'
            from generate_series(1, 10000) i, generate_series(1, 5) j;

            analyze""";

    @Test
    void no_list_reads_a_large_table_from_end_to_end_or_asks_more_than_one_question() {
        db.execute(ROWS);
        Person reader = user("Reader", "user,admin");
        db.insertInto(FOLLOWER, FOLLOWER.FOLLOWER_ID, FOLLOWER.CREATOR_ID)
                .select(select(val(reader.id()), CREATOR.ID).from(CREATOR).limit(100))
                .execute();
        UUID post = db.fetchSingle("select md5('p7')::uuid").get(0, UUID.class);
        for (String list : List.of(
                "feed?limit=100",
                "discover?limit=3",
                "discover?category=Art&limit=3",
                "posts?creator=creator-7&limit=2",
                "posts/" + post + "/likes?limit=2",
                "posts/" + post + "/comments?limit=2",
                "creators?limit=2")) {
            String cursor = read(list, reader).nextCursor();
            assertThat(cursor).as(list).isNotNull();
            assertThat(read(list + "&cursor=" + cursor, reader).json().path("items"))
                    .as(list)
                    .isNotEmpty();
        }
        for (String path : List.of("posts/" + post, "posts/" + post + "/access", "creators/creator-7"))
            read(path, reader);
        assertThat(read("creators?q=craetor-17", reader).each("/username")).contains("creator-17");
        assertThat(read("creators?q=creator-17&limit=1", reader).each("/username"))
                .containsExactly("creator-17");
    }

    private Answer read(String path, Person reader) {
        CountedStatements.none();
        Answer answer = get("/api/v1/" + path, reader);
        assertThat(answer.status()).as(path + answer.body()).isEqualTo(200);
        assertThat(CountedStatements.number()).as(path).isEqualTo(2);
        assertThat(String.join(
                        "\n", db.fetch("explain " + CountedStatements.last()).getValues(0, String.class)))
                .as(path)
                .doesNotContainPattern("Seq Scan on (post |\"post(Media|Like|Comment)\")");
        return answer;
    }
}
