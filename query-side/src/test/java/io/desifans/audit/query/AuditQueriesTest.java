package io.desifans.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.Envelope;
import io.desifans.content.LikeEvent.PostLiked;
import io.desifans.identity.UserEvent.RoleChanged;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.query.QuerySideTest;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AuditQueriesTest extends QuerySideTest {

    private static final String EVENTS = "/api/v1/audit/events";

    private Person auditor;
    private final String userId = newId();

    @BeforeEach
    void anAuditor() {
        auditor = user("Auditor", "auditor");
    }

    @Test
    void an_event_is_shown_as_it_is_stored_with_its_personal_data_sealed() {
        happened.eventsOf(
                Map.of(Envelope.ACTOR, "anonymous", Envelope.CORRELATION_ID, "flow-" + userId),
                new UserRegistered(userId, "Asha Rao", userId + "@example.test", null, false, "user", "email"));
        Answer list = get(EVENTS + "?subject=" + userId, auditor);
        assertThat(list.body()).doesNotContain("Asha Rao", "@example.test");
        JsonNode event = list.json().path("items").path(0);
        assertThat(event.path("name").asString()).isEqualTo("UserRegistered");
        assertThat(event.path("revision").asString()).isEqualTo("1");
        assertThat(event.path("aggregateType").asString()).isEqualTo("User");
        assertThat(event.path("aggregateId").asString())
                .isEqualTo(DerivedId.of("User", userId).toString());
        assertThat(event.path("sequence").asInt(-1)).isZero();
        assertThat(event.path("time").asString()).endsWith(".007Z");
        assertThat(event.at("/payload/userId").asString()).isEqualTo(userId);
        assertThat(event.at("/payload/image").isNull()).isTrue();
        assertThat(event.at("/payload/name/data").isString()).isTrue();
        assertThat(event.at("/metadata/correlationId").asString()).isEqualTo("flow-" + userId);

        String position = event.path("position").asString();
        assertThat(get(EVENTS + "/" + position, auditor).body()).isEqualTo(event.toString());
    }

    @Test
    void each_filter_finds_what_it_names_and_all_given_ones_must_be_met() {
        UUID post = UUID.randomUUID();
        UUID like = DerivedId.of("Like", post.toString(), userId);
        Instant registered = happened.eventsOf(
                Map.of(Envelope.ACTOR, "actor-" + userId, Envelope.CORRELATION_ID, "flow-" + userId),
                new UserRegistered(userId, "Asha", userId + "@example.test", null, false, "user", "email"));
        happened.eventsOf(
                Map.of(Envelope.ACTOR, auditor.id(), Envelope.ON_BEHALF_OF, userId), new PostLiked(like, post, userId));
        String position =
                get(EVENTS + "?subject=" + userId, auditor).each("/position").getFirst();

        assertThat(names("aggregate=" + like)).containsExactly("PostLiked");
        assertThat(names("onBehalfOf=" + userId)).containsExactly("PostLiked");
        assertThat(names("actor=actor-" + userId)).containsExactly("UserRegistered");
        assertThat(names("correlation=flow-" + userId)).containsExactly("UserRegistered");
        String both = "subject=" + userId;
        assertThat(names(both)).containsExactly("UserRegistered", "PostLiked");
        assertThat(names(both + "&aggregateType=Like")).containsExactly("PostLiked");
        assertThat(names(both + "&family=UserEvent")).containsExactly("UserRegistered");
        assertThat(names(both + "&name=PostLiked")).containsExactly("PostLiked");
        assertThat(names(both + "&name=PostLiked&family=UserEvent")).isEmpty();
        assertThat(names(both + "&to=" + registered)).isEmpty();
        assertThat(names(both + "&from=" + registered)).hasSize(2);
        assertThat(names(both + "&from=" + registered.plusMillis(1))).containsExactly("PostLiked");
        assertThat(names(both + "&after=" + position)).containsExactly("PostLiked");
    }

    @Test
    void pages_follow_the_log() {
        happened.events(
                new UserRegistered(userId, null, null, null, false, "user", "email"),
                new RoleChanged(userId, "admin", "system:test"),
                new RoleChanged(userId, "user", "system:test"));
        String list = EVENTS + "?limit=2&aggregate=" + DerivedId.of("User", userId);
        Answer first = get(list, auditor);
        assertThat(first.each("/sequence")).containsExactly("0", "1");
        Answer second = get(list + "&cursor=" + first.nextCursor(), auditor);
        assertThat(second.each("/sequence")).containsExactly("2");
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void nothing_beyond_the_settled_part_of_the_log_is_listed() {
        happened.events(new UserRegistered(userId, null, null, null, false, "user", "email"));
        String position =
                get(EVENTS + "?subject=" + userId, auditor).each("/position").getFirst();
        long seq = Long.parseLong(position.substring(position.indexOf('-') + 1));
        db.transaction(held -> {
            held.dsl().execute("update event_store.token set seq = ? where name = 'read-models'", seq - 1);
            var beyond = held.dsl()
                    .selectCount()
                    .from(EventTable.EVENT)
                    .where(EventTable.SEQ.ge(seq))
                    .and(EventTable.isFinal())
                    .fetchSingle()
                    .value1();
            assertThat(beyond).isZero();
            held.dsl().execute("update event_store.token set seq = ? where name = 'read-models'", seq);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour=red",
                "aggregate=7",
                "family=Posts",
                "name=PostLikes",
                "subject=a%20b",
                "actor=",
                "from=yesterday",
                "after=7",
                "cursor=7",
                "limit=x",
                "onBehalfOf=%00",
                "correlation=%0A"
            })
    void a_filter_that_is_none_is_refused_by_name(String filter) {
        Answer refused = get(EVENTS + "?" + filter, auditor);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo(filter.substring(0, filter.indexOf('=')));
    }

    @Test
    void only_auditors_and_admins_read_the_log() {
        for (String path : new String[] {EVENTS, EVENTS + "/0-1", "/api/v1/audit/accesses"}) {
            assertThat(get(path, ANONYMOUS).status()).isEqualTo(401);
            assertThat(get(path, user("Ravi")).status()).isEqualTo(403);
            assertThat(get(path, user("Admin", "user,admin")).status()).isEqualTo(200);
        }
        assertThat(get(EVENTS + "/0-999999999", auditor).status()).isEqualTo(404);
        assertThat(get(EVENTS + "/7-1", auditor).status()).isEqualTo(404);
        assertThat(get("/api/v1/audit/accesses?userId=" + userId, auditor).field())
                .isEqualTo("userId");
        assertThat(get(EVENTS + "/x", auditor).field()).isEqualTo("position");
    }

    @Test
    void every_answer_is_recorded_with_who_asked_for_what() {
        get(EVENTS + "?limit=1&subject=" + userId, auditor);
        get(EVENTS + "?colour=red", auditor);
        get(EVENTS, user("Ravi"));
        Answer accesses = get("/api/v1/audit/accesses?limit=1", auditor);
        JsonNode access = accesses.json().path("items").path(0);
        assertThat(access.path("userId").asString()).isEqualTo(auditor.id());
        assertThat(access.path("method").asString()).isEqualTo("GET");
        assertThat(access.path("path").asString()).isEqualTo(EVENTS);
        assertThat(access.path("query").asString()).isEqualTo("limit=1&subject=" + userId);
        assertThat(access.path("requestId").asString()).isNotEmpty();
        Answer next = get("/api/v1/audit/accesses?limit=1", auditor);
        assertThat(next.each("/path")).containsExactly("/api/v1/audit/accesses");
    }

    private java.util.List<String> names(String filter) {
        Answer answer = get(EVENTS + "?" + filter, auditor);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.each("/name");
    }
}
