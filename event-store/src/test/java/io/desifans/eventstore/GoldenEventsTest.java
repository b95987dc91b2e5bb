package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.desifans.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.SerializedType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One file for each event and revision ever stored. The log keeps what was stored, so these files are never changed;
 * {@code mvn -pl event-store -am test -Dtest=GoldenEventsTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.write=true}
 * writes those that are missing.
 */
class GoldenEventsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final boolean WRITE_MISSING = Boolean.getBoolean("golden.write");

    private static final StoredNames NAMES = StoredNames.ofAllFamilies();
    private static final EventSerializer SERIALIZER = new EventSerializer(NAMES);

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_stored_as_its_golden_file_says(Class<? extends Event> event) throws IOException {
        SerializedType type = NAMES.typeOf(event);
        Path file = GOLDEN.resolve(type.getName() + "." + type.getRevision() + ".json");
        String stored = text(storedForm(event, type));
        if (WRITE_MISSING && Files.notExists(file)) Files.writeString(file, stored);
        if (Files.notExists(file))
            fail("%s is missing. A new event, or a new revision, gets its golden file with -Dgolden.write=true.", file);
        assertThat(stored).withFailMessage("""
                        %s is no longer stored as %s says, and the log holds events of that form for good.
                        Leave the file as it is, give the record the next @Revision, add one line to Upcasters that \
                        turns the stored form into the new one, and write the new golden file with -Dgolden.write=true.
                        Stored now:
                        %s""", type.getName(), file, stored).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_event_ever_stored_reads_as_an_event_of_today(Path file) throws IOException {
        JsonNode golden = EventJson.MAPPER.readTree(Files.readString(file));
        Event event = read(golden);
        assertThat(file)
                .hasFileName(golden.get("name").stringValue() + "."
                        + golden.get("revision").stringValue() + ".json");
        if (NAMES.typeOf(event.getClass())
                .getRevision()
                .equals(golden.get("revision").stringValue()))
            assertThat(EventForm.of(event.getClass()).json(event)).isEqualTo(golden.get("payload"));
    }

    private static ObjectNode storedForm(Class<? extends Event> event, SerializedType type) {
        EventForm form = EventForm.of(event);
        ObjectNode stored = EventJson.MAPPER.createObjectNode();
        stored.put("name", type.getName()).put("revision", type.getRevision());
        stored.set("persons", EventJson.MAPPER.valueToTree(form.persons()));
        stored.set("sealedFor", EventJson.MAPPER.valueToTree(form.personal()));
        stored.set("payload", form.json(SampleEvents.of(event)));
        return stored;
    }

    private static Event read(JsonNode golden) {
        var entry = new GenericDomainEventEntry<>(
                "Sample",
                "aggregate",
                0,
                UuidV7.next().toString(),
                "2026-01-02T03:04:05.600Z",
                golden.get("name").stringValue(),
                golden.get("revision").stringValue(),
                golden.get("payload").toString(),
                "{}");
        PersonKeys noKeys = new PersonKeys(new org.postgresql.ds.PGSimpleDataSource(), MasterKeys.ANY);
        var upcaster = Upcasters.after(new PersonalDataOpening(noKeys, SERIALIZER));
        return (Event) EventStreamUtils.upcastAndDeserializeDomainEvents(Stream.of(entry), SERIALIZER, upcaster)
                .next()
                .getPayload();
    }

    private static String text(JsonNode json) {
        return EventJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    static List<Class<? extends Event>> events() {
        return NAMES.events().stream()
                .sorted(Comparator.comparing(Class::getSimpleName))
                .toList();
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.sorted().toList();
        }
    }
}
