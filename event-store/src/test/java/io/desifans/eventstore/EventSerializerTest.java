package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.Event;
import io.desifans.Labelled;
import io.desifans.Person;
import io.desifans.Personal;
import io.desifans.Revision;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventSerializerTest {

    sealed interface ProbeEvent extends Event {

        record Probed(
                UUID id,
                @Nullable String text,
                long whole,
                @Nullable Integer count,
                @Nullable Instant at,
                @Nullable LocalDate day,
                @Nullable Size size,
                @Nullable List<Size> sizes,
                @Nullable Box box,
                @Nullable Map<String, Object> free)
                implements ProbeEvent {}

        @Revision("3")
        record Renamed(
                @Person String userId,
                @Personal(of = "userId") @Nullable String name) implements ProbeEvent {}
    }

    record Box(@Nullable LocalDate packed, List<String> contents) {

        public boolean isEmpty() {
            return contents.isEmpty();
        }
    }

    enum Size implements Labelled {
        LARGE;

        @Override
        public String label() {
            return "18+";
        }
    }

    private static final UUID ID = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
    private static final EventSerializer SERIALIZER = new EventSerializer(new StoredNames(List.of(ProbeEvent.class)));

    @Test
    void every_component_is_written_in_its_one_form() {
        var event = new ProbeEvent.Probed(
                ID,
                "é🙂\"",
                -9007199254740991L,
                null,
                Instant.parse("2026-01-02T03:04:05Z"),
                LocalDate.of(2000, 2, 29),
                Size.LARGE,
                List.of(Size.LARGE),
                new Box(null, List.of("a")),
                freeMap("n", 5));
        assertThat(SERIALIZER.serialize(event, String.class).getData()).isEqualTo("""
                        {"id":"0198c0de-0000-7000-8000-000000000001","text":"é🙂\\"","whole":-9007199254740991,"count":null,\
                        "at":"2026-01-02T03:04:05.000Z","day":"2000-02-29","size":"18+","sizes":["18+"],"box":{"packed":null,"contents":["a"]},"free":{"n":5}}""");
        assertThat(read("Probed", "1", SERIALIZER.serialize(event, String.class).getData()))
                .isEqualTo(event);
    }

    @Test
    void the_stored_name_is_the_simple_name_with_the_revision() {
        var stored = SERIALIZER.serialize(new ProbeEvent.Renamed("u", null), byte[].class);
        assertThat(stored.getType().getName()).isEqualTo("Renamed");
        assertThat(stored.getType().getRevision()).isEqualTo("3");
        assertThat(SERIALIZER.<byte[], Object>deserialize(stored)).isEqualTo(new ProbeEvent.Renamed("u", null));
    }

    static Stream<Arguments> notStorable() {
        return Stream.of(
                Arguments.of("free", probe(null, 0, null, freeMap("n", 1.5))),
                Arguments.of("free", probe(null, 0, null, freeMap("n", List.of(Map.of("deep", 1.0))))),
                Arguments.of("free", probe(null, 0, null, freeMap("n", 9007199254740992L))),
                Arguments.of("free", probe(null, 0, null, freeMap("n\0", 1))),
                Arguments.of("whole", probe(null, 9007199254740992L, null, null)),
                Arguments.of("whole", probe(null, Long.MIN_VALUE, null, null)),
                Arguments.of("text", probe("a\0b", 0, null, null)),
                Arguments.of("text", probe("\uD83D", 0, null, null)),
                Arguments.of("text", probe("\uDE42\uD83D", 0, null, null)),
                Arguments.of("at", probe(null, 0, Instant.parse("2026-01-02T03:04:05.000001Z"), null)));
    }

    @ParameterizedTest
    @MethodSource("notStorable")
    void what_other_readers_would_read_differently_is_refused(String field, ProbeEvent.Probed event) {
        assertThatExceptionOfType(NotStorable.class)
                .isThrownBy(() -> SERIALIZER.serialize(event, String.class))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo(field));
    }

    @Test
    void a_personal_component_in_clear_never_reaches_the_store() {
        assertThatThrownBy(() -> SERIALIZER.serialize(new ProbeEvent.Renamed("u", "Meera"), String.class))
                .isInstanceOf(SerializationException.class)
                .hasMessage("Renamed.name reached the store unsealed");
    }

    @Test
    void metadata_are_a_flat_object_of_texts() {
        MetaData metaData = MetaData.with("actor", "é").and("requestId", "r");
        String json = SERIALIZER.serialize(metaData, String.class).getData();
        assertThat(EventJson.MAPPER.readTree(json))
                .isEqualTo(EventJson.MAPPER.readTree("{\"actor\":\"é\",\"requestId\":\"r\"}"));
        assertThat(SERIALIZER.<String, Object>deserialize(
                        new SimpleSerializedObject<>(json, String.class, SERIALIZER.typeForClass(MetaData.class))))
                .isEqualTo(metaData);
        assertThatThrownBy(() -> SERIALIZER.serialize(MetaData.with("n", 1), String.class))
                .isInstanceOf(NotStorable.class);
    }

    @Test
    void an_unknown_name_or_revision_stops_the_reader() {
        assertThatThrownBy(() -> read("Forgotten", "1", "{}"))
                .isInstanceOf(StoredNames.UnknownEvent.class)
                .hasMessageContaining("Forgotten");
        assertThatThrownBy(() -> read("Renamed", "2", "{}"))
                .isInstanceOf(StoredNames.UnknownEvent.class)
                .hasMessageContaining("revision 2");
    }

    @Test
    void a_component_that_an_older_event_lacks_reads_as_null_but_never_as_zero() {
        assertThat(read("Renamed", "3", "{\"userId\":\"u\"}")).isEqualTo(new ProbeEvent.Renamed("u", null));
        assertThatThrownBy(() -> read("Probed", "1", "{\"id\":\"" + ID + "\"}"))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void a_payload_that_does_not_fit_is_told_without_quoting_it() {
        assertThatThrownBy(() -> read("Probed", "1", "{\"id\":\"" + ID + "\",\"whole\":1,\"day\":\"Meera\"}"))
                .isInstanceOf(SerializationException.class)
                .hasMessage("a stored Probed does not fit its record, at day")
                .hasNoCause();
    }

    private static Object read(String name, String revision, String json) {
        return SERIALIZER.deserialize(new SimpleSerializedObject<>(json, String.class, name, revision));
    }

    private static ProbeEvent.Probed probe(
            @Nullable String text, long whole, @Nullable Instant at, @Nullable Map<String, Object> free) {
        return new ProbeEvent.Probed(ID, text, whole, null, at, null, null, null, null, free);
    }

    private static Map<String, Object> freeMap(String key, Object value) {
        return new LinkedHashMap<>(Map.of(key, value));
    }
}
