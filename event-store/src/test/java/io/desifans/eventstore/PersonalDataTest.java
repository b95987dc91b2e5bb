package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.content.CommentEvent.CommentWritten;
import io.desifans.identity.KeyEvent.KeyDestroyed;
import io.desifans.identity.UserEvent.RoleChanged;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.test.TestDatabase;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

class PersonalDataTest {

    private final HikariDataSource database = pool(TestDatabase.filledBy("event_store", EventStoreSchema::migrate));
    private final AtomicInteger questionsForKeys = new AtomicInteger();
    private final Node node = new Node();

    /** One process on the database, with what it remembers. */
    private final class Node {

        final StoredNames names = StoredNames.ofAllFamilies();
        final PersonKeys keys = new PersonKeys(counted(database), MasterKeys.ANY);
        final PersonalDataOpening opening = new PersonalDataOpening(keys, new EventSerializer(names));
        final PostgresEventStorageEngine engine =
                new PostgresEventStorageEngine(database, new EventSerializer(names), Upcasters.after(opening));
        final PostgresEventStore store = new PostgresEventStore(engine, database);

        Node() {
            store.registerDispatchInterceptor(new PersonalDataSealing(names, keys));
        }
    }

    @AfterEach
    void close() {
        node.store.close();
        database.close();
    }

    @Test
    void after_an_erasure_one_person_reads_as_null_and_the_other_as_before_and_the_log_is_unchanged() {
        publish(registered("meera"));
        publish(registered("ravi"));
        String log = log();

        publish(new KeyDestroyed(PersonKeys.keyId("meera"), "meera"));
        node.keys.destroy(PersonKeys.keyId("meera"));

        UserRegistered erased = new UserRegistered("meera", null, null, null, false, "user", "email");
        assertThat(read(node).limit(2)).containsExactly(erased, registered("ravi"));
        assertThat(read(new Node()).limit(2)).containsExactly(erased, registered("ravi"));
        assertThat(log()).startsWith(log);
    }

    @Test
    void a_person_stays_erased_when_the_keys_come_back_from_an_older_backup() {
        publish(registered("meera"));
        publish(registered("ravi"));
        Sql.run(database, "create table backup as select * from event_store.person_key");
        publish(new KeyDestroyed(PersonKeys.keyId("meera"), "meera"));
        publish(new KeyDestroyed(PersonKeys.keyId("asha"), "asha"));
        Sql.run(database, "delete from event_store.person_key");
        Sql.run(database, "insert into event_store.person_key select * from backup");

        Node restarted = new Node();
        restarted.keys.destroyAgain();
        restarted.keys.destroyAgain();
        assertThat(read(restarted).limit(2))
                .containsExactly(
                        new UserRegistered("meera", null, null, null, false, "user", "email"), registered("ravi"));
        assertThat(restarted.keys.forSealing("asha")).isEmpty();
    }

    @Test
    void nothing_personal_lies_in_clear_in_any_table() {
        publish(
                registered("meera"),
                Map.of("actor", "meera", "client", "{\"ipAddress\":\"203.0.113.7\"}", "reason", "her mother asked"));
        String stored = log() + Sql.texts(database, "select k::text from event_store.person_key k");
        assertThat(stored)
                .contains("meera")
                .doesNotContain("Meera Nair")
                .doesNotContain("meera@example.test")
                .doesNotContain("203.0.113.7")
                .doesNotContain("mother");
    }

    @Test
    void what_is_null_stays_null_and_needs_no_key() {
        publish(new UserRegistered("meera", null, null, null, false, "user", "email"));
        assertThat(Sql.texts(database, "select payload->>'email' from event_store.event"))
                .containsExactly((String) null);
        assertThat(Sql.texts(database, "select key_id::text from event_store.person_key"))
                .isEmpty();
    }

    @Test
    void an_aggregate_sees_in_clear_what_it_has_just_decided() {
        var unitOfWork = DefaultUnitOfWork.startAndGet(null);
        node.store.publish(message(registered("meera"), Map.of()));
        assertThat(node.store
                        .readEvents(aggregateId(registered("meera")), 0)
                        .next()
                        .getPayload())
                .isEqualTo(registered("meera"));
        unitOfWork.rollback();
    }

    @Test
    void the_metadata_name_the_persons_and_hold_reason_and_client_sealed() {
        publish(registered("meera"), Map.of("actor", "admin", "client", "address", "reason", "why"));
        TrackedEventMessage<?> event =
                node.engine.readEvents(null, false).findFirst().orElseThrow();
        assertThat(event.getMetaData()).containsEntry("subjects", "meera").containsEntry("actor", "admin");
        assertThat(opened(event, "reason")).isEqualTo("why");
        assertThat(opened(event, "client")).isEqualTo("address");
        node.keys.destroy(PersonKeys.keyId("admin"));
        assertThat(opened(event, "reason")).isEqualTo("why");
        assertThat(opened(event, "client")).isEqualTo("erased");
    }

    @Test
    void a_client_is_not_stored_where_the_actor_is_no_person() {
        publish(
                new RoleChanged("meera", "admin", "system:setup"),
                Map.of("actor", "system:setup", "client", "address"));
        publish(new RoleChanged("ravi", "admin", "anonymous"), Map.of("actor", "anonymous", "client", "address"));
        assertThat(node.engine.readEvents(null, false))
                .allSatisfy(event -> assertThat(event.getMetaData()).doesNotContainKey("client"));
    }

    @Test
    void nothing_more_is_stored_about_an_erased_person_but_a_reason_goes_under_the_next_key() {
        node.keys.destroy(PersonKeys.keyId("meera"));
        assertThatThrownBy(() -> publish(registered("meera"))).isInstanceOf(PersonErased.class);
        assertThat(read(node)).isEmpty();

        publish(new RoleChanged("meera", "user", "admin"), Map.of("actor", "admin", "reason", "why"));
        TrackedEventMessage<?> event =
                node.engine.readEvents(null, false).findFirst().orElseThrow();
        assertThat(opened(event, "reason")).isEqualTo("why");
    }

    @Test
    void a_lost_key_stops_the_reader_at_its_event_and_not_before() {
        publish(registered("meera"));
        publish(registered("ravi"));
        Sql.run(database, "delete from event_store.person_key where person_id = 'ravi'");
        Node restarted = new Node();
        assertThat(read(restarted).limit(1)).containsExactly(registered("meera"));
        assertThatThrownBy(() -> read(restarted).toList()).isInstanceOf(KeyMissing.class);
    }

    @Test
    void a_sealed_value_moved_to_another_field_is_refused() {
        publish(registered("meera"));
        Sql.run(
                database,
                "update event_store.event set payload = jsonb_set(payload, '{name}', jsonb_set(payload->'email', '{field}', '\"name\"'))");
        assertThatThrownBy(() -> read(node).toList()).isInstanceOf(SealedValueRefused.class);
    }

    @Test
    void a_sealed_value_moved_to_another_event_is_refused() {
        publish(comment("meera", "first"));
        publish(comment("meera", "second"));
        Sql.run(database, """
                update event_store.event e set payload = jsonb_set(e.payload, '{content}',
                    jsonb_set(o.payload->'content', '{event}', to_jsonb(e.event_id)))
                from event_store.event o where o.seq <> e.seq""");
        assertThatThrownBy(() -> read(node).toList()).isInstanceOf(SealedValueRefused.class);
    }

    @Test
    void five_hundred_events_of_as_many_persons_ask_once_for_their_keys() {
        List<CommentWritten> comments = IntStream.range(0, 500)
                .mapToObj(i -> comment("fan" + i, "comment " + i))
                .toList();
        node.store.publish(
                comments.stream().map(comment -> message(comment, Map.of())).toList());
        Node restarted = new Node();
        questionsForKeys.set(0);
        assertThat(read(restarted)).isEqualTo(comments);
        assertThat(questionsForKeys).hasValue(1);
    }

    private String opened(TrackedEventMessage<?> event, String name) {
        JsonNode sealed = EventJson.MAPPER.readTree((String) event.getMetaData().get(name));
        return node.opening
                .open(event.getIdentifier(), "metadata." + name, sealed)
                .orElse(StringNode.valueOf("erased"))
                .stringValue();
    }

    private void publish(Event event) {
        publish(event, Map.of());
    }

    private void publish(Event event, Map<String, ?> metaData) {
        node.store.publish(message(event, metaData));
    }

    private static GenericDomainEventMessage<?> message(Event event, Map<String, ?> metaData) {
        return new GenericDomainEventMessage<>("Sample", aggregateId(event), 0, event, metaData);
    }

    private static String aggregateId(Event event) {
        return DerivedId.of("Sample", event.toString()).toString();
    }

    private static Stream<Object> read(Node node) {
        return node.engine.readEvents(null, false).map(TrackedEventMessage::getPayload);
    }

    private String log() {
        return String.join("\n", Sql.texts(database, "select e::text from event_store.event e order by seq"));
    }

    private static UserRegistered registered(String userId) {
        return new UserRegistered(userId, "Meera Nair", userId + "@example.test", null, false, "user", "email");
    }

    private static CommentWritten comment(String userId, String content) {
        UUID commentId = DerivedId.of("comment", content);
        return new CommentWritten(commentId, DerivedId.of("post"), userId, content, null);
    }

    private static HikariDataSource pool(DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    private DataSource counted(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) questionsForKeys.incrementAndGet();
                    return method.invoke(source, arguments);
                });
    }
}
