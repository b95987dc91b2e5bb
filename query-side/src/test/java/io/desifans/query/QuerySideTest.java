package io.desifans.query;

import io.desifans.DerivedId;
import io.desifans.content.CommentEvent.CommentWritten;
import io.desifans.content.LikeEvent.PostLiked;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.content.PostType;
import io.desifans.creator.ContentType;
import io.desifans.creator.CreatorEvent.CreatorRegistered;
import io.desifans.creator.CreatorEvent.OnboardingCompleted;
import io.desifans.creator.CreatorType;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import io.desifans.identity.UserEvent.SessionStarted;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.social.FollowEvent.FollowStarted;
import io.desifans.web.SessionToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happened, in events, and what a client then reads over HTTP. */
@SpringBootTest(
        classes = TestedQuerySide.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "desifans.auth-secret=qtGxceNcAt+OJ3GGN7r2CGe0q+fxMOlXnE3XmBf8lpY=",
            "desifans.master-key=mhwO2cJcQQWCiWVG4FiBGntyX6Qags9NsPf4ZOQY3TI="
        })
public abstract class QuerySideTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Nobody is signed in. */
    protected static final Person ANONYMOUS = new Person("", "", null);

    @LocalServerPort
    private int port;

    @Autowired
    protected Happened happened;

    @Autowired
    protected DSLContext db;

    /** Someone with a session. */
    public record Person(String id, String name, @Nullable String token) {}

    /** An answer, with its body as it was sent. */
    public record Answer(int status, String body) {

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        /** The texts at this place of each item of a page. */
        public List<String> each(String field) {
            return json().path("items")
                    .valueStream()
                    .map(item -> item.at(field).asString())
                    .toList();
        }

        public @Nullable String nextCursor() {
            return json().path("nextCursor").isNull()
                    ? null
                    : json().path("nextCursor").asString();
        }

        /** The field that a refusal of the input names. */
        public String field() {
            return json().at("/errors/0/field").asString();
        }
    }

    protected Answer get(String path, Person reader) {
        return send("GET", path, reader);
    }

    /** Without a body. */
    protected Answer post(String path, Person sender) {
        return send("POST", path, sender);
    }

    private static boolean isEndless(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    /**
     * With the headers of the answer.
     *
     * @param headers names and values that are sent
     */
    protected HttpResponse<String> ask(String path, Person reader, String... headers) {
        HttpRequest.Builder request = request("GET", path, reader);
        for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
        return sent(request, BodyHandlers.ofString());
    }

    private Answer send(String method, String path, Person sender) {
        var answer = sent(request(method, path, sender), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            return new Answer(answer.statusCode(), isEndless(answer) ? "" : text(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String method, String path, Person sender) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, BodyPublishers.noBody());
        return sender.token() == null ? request : request.header("Authorization", "Bearer " + sender.token());
    }

    private static <B> HttpResponse<B> sent(HttpRequest.Builder request, BodyHandler<B> body) {
        try {
            return CLIENT.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    protected Person user(String name) {
        return user(name, "user");
    }

    protected Person user(String name, String role) {
        Person user = new Person(newId(), name, newId());
        Instant expires = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);
        String hash = SessionToken.hash(user.token());
        happened.events(
                new UserRegistered(user.id(), name, user.id() + "@example.test", null, false, role, "email"),
                new SessionStarted(user.id(), newId(), hash, expires, true, null, null, "email"));
        return user;
    }

    protected Person creator(String name, String username) {
        Person creator = user(name);
        happened.events(
                new CreatorRegistered(creator.id(), name),
                new OnboardingCompleted(
                        creator.id(),
                        "IN",
                        CreatorType.HUMAN,
                        ContentType.GENERAL,
                        username,
                        name,
                        "female",
                        LocalDate.of(1990, 5, 17),
                        List.of("Art", "Music"),
                        username));
        return creator;
    }

    protected UUID membership(Person creator, long feePaise, boolean visible) {
        UUID id = UUID.randomUUID();
        happened.events(new MembershipOffered(id, creator.id(), "Tier", "All I make", feePaise, visible, null));
        return id;
    }

    protected UUID subscriptionPost(Person creator, UUID... tiers) {
        return published(creator, PostType.SUBSCRIPTION, null, tiers);
    }

    protected UUID exclusivePost(Person creator, long pricePaise) {
        return published(creator, PostType.EXCLUSIVE, pricePaise);
    }

    private UUID published(Person creator, PostType type, @Nullable Long pricePaise, UUID... tiers) {
        UUID id = UUID.randomUUID();
        happened.events(new PostPublished(id, creator.id(), "Caption of " + id, type, pricePaise, List.of(tiers)));
        return id;
    }

    protected UUID comment(UUID post, Person author, String content, @Nullable UUID parent) {
        UUID id = UUID.randomUUID();
        happened.events(new CommentWritten(id, post, author.id(), content, parent));
        return id;
    }

    protected void like(UUID post, Person fan) {
        happened.events(new PostLiked(DerivedId.of("Like", post.toString(), fan.id()), post, fan.id()));
    }

    protected void follow(Person fan, Person creator) {
        happened.events(new FollowStarted(DerivedId.of("Follow", fan.id(), creator.id()), fan.id(), creator.id()));
    }

    /** A username that no other test has. */
    protected static String unusedName() {
        return "u" + newId().substring(0, 12);
    }

    protected static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
