package io.desifans.benchmarks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Creators with posts, a service and followers, and a fan of them all, who come in over HTTP as anybody does.
 *
 * @param creators tokens of their sessions
 * @param tiers ids of the membership that each of them offers
 * @param fan token of a session
 * @param service where the first creator's service is read
 * @param post where a post of the first creator is found
 */
record Shop(List<String> creators, List<String> tiers, String fan, String service, String post) {

    /** Username of the first creator. */
    static final String FIRST = "seller0";

    private static final int CREATORS = 10;
    private static final int POSTS_OF_EACH = 200;
    static final int FOLLOWERS_OF_EACH = 500;
    private static final int LIKED_ONE_IN = 4;
    private static final List<String> ANSWERS = List.of(
            "{\"country\":\"IN\"}",
            "{\"creatorType\":\"human\"}",
            "{\"contentType\":\"general\"}",
            "{\"username\":\"%s\"}",
            "{\"displayName\":\"Asha\"}",
            "{\"gender\":\"female\"}",
            "{\"dateOfBirth\":\"1998-04-01\"}",
            "{\"categories\":[\"Art\"]}");

    /** @return the token of the session */
    static String signUp(AppUnderTest app, String name) {
        return app.post(
                "/api/auth/sign-up/email",
                "{\"name\":\"%s\",\"email\":\"%s@example.test\",\"password\":\"correct horse battery\"}"
                        .formatted(name, name));
    }

    /** @return the token of the session of a creator who has answered all that is asked */
    static String creator(AppUnderTest app, String username) {
        String creator = signUp(app, username);
        for (int step = 0; step < ANSWERS.size(); step++)
            app.request(
                    "PUT",
                    "/api/v1/onboarding/steps/" + (step + 1),
                    ANSWERS.get(step).formatted(username),
                    creator);
        app.request("POST", "/api/v1/onboarding/complete", "{}", creator);
        return creator;
    }

    /** With two thousand posts, to which the creators come in turn. */
    static Shop open(AppUnderTest app, WrittenLog log) throws InterruptedException, SQLException {
        String fan = signUp(app, "fan");
        List<String> names =
                IntStream.range(0, CREATORS).mapToObj(i -> "seller" + i).toList();
        List<String> tokens = new ArrayList<>();
        List<String> tiers = new ArrayList<>();
        for (String name : names) {
            tokens.add(creator(app, name));
            String tier = place(app.request(
                    "POST",
                    "/api/v1/memberships",
                    "{\"title\":\"Friends\",\"description\":\"All pictures\",\"monthlyRecurringFee\":19900}",
                    tokens.getLast()));
            tiers.add(tier.substring(tier.lastIndexOf('/') + 1));
        }
        String service = place(app.request(
                "POST",
                "/api/v1/services",
                "{\"name\":\"A call\",\"description\":\"Twenty minutes\",\"price\":49900,"
                        + "\"serviceType\":\"video_call\",\"durationMinutes\":20}",
                tokens.getFirst()));
        // Followers come later than the posts, or each would be told of each.
        List<String> posts = published(app, tokens, tiers);
        log.awaitRest();
        for (String name : names) {
            log.follow(log.creator(name), 1, FOLLOWERS_OF_EACH);
            app.request("PUT", "/api/v1/creators/" + log.creator(name) + "/follow", "", fan);
        }
        log.awaitRest();
        return new Shop(tokens, tiers, fan, service, posts.getFirst());
    }

    /** Of the first creator first. */
    private static List<String> published(AppUnderTest app, List<String> creators, List<String> tiers)
            throws InterruptedException {
        List<Future<List<String>>> all = new ArrayList<>();
        List<String> posts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < creators.size(); i++) {
                String token = creators.get(i);
                String tier = tiers.get(i);
                all.add(threads.submit(() -> IntStream.range(0, POSTS_OF_EACH)
                        .mapToObj(n -> published(app, n, tier, token))
                        .toList()));
            }
            for (Future<List<String>> some : all) posts.addAll(some.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return posts;
    }

    private static String published(AppUnderTest app, int n, String tier, String token) {
        String post = place(app.request("POST", "/api/v1/posts", post(n, tier), token));
        if (n % LIKED_ONE_IN == 0) app.request("PUT", post + "/like", "", token);
        return post;
    }

    /** Every other one for members, every third with a second picture. */
    private static String post(int n, String tier) {
        String access = n % 2 == 0
                ? "\"postType\":\"subscription\",\"membershipIds\":[\"" + tier + "\"]"
                : "\"postType\":\"exclusive\",\"price\":9900";
        String more = n % 3 == 0 ? "," + picture(n, 2) : "";
        return "{\"caption\":\"Picture " + n + "\"," + access + ",\"media\":[" + picture(n, 1) + more + "]}";
    }

    private static String picture(int post, int number) {
        String address = "https://cdn.example.test/" + post + "/" + number;
        return "{\"mediaType\":\"image\",\"url\":\"%s.jpg\",\"blurThumbnailUrl\":\"%s-veil.jpg\"}"
                .formatted(address, address);
    }

    private static String place(AppUnderTest.Answer made) {
        if (made.location() == null) throw new IllegalStateException("made without a place: " + made.body());
        return made.location();
    }
}
