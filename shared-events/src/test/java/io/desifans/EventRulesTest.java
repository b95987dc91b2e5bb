package io.desifans;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every event, so that it can be stored for good and its personal data be erased. */
class EventRulesTest {

    private static final Set<Class<?>> SIMPLE = Set.of(
            String.class,
            UUID.class,
            Instant.class,
            LocalDate.class,
            boolean.class,
            Boolean.class,
            int.class,
            Integer.class,
            long.class,
            Long.class);

    @Test
    void every_family_is_listed() throws Exception {
        assertThat(classesOfThisModule()
                        .filter(type -> type.isInterface() && type != Event.class && Event.class.isAssignableFrom(type))
                        .collect(toSet()))
                .isEqualTo(Set.copyOf(EventFamilies.ALL));
    }

    @Test
    void every_event_is_a_record_inside_its_sealed_family() {
        assertThat(EventFamilies.ALL).allSatisfy(family -> {
            assertThat(family.isSealed()).isTrue();
            assertThat(EventFamilies.eventsOf(family))
                    .allMatch(Class::isRecord)
                    .allMatch(event -> event.getEnclosingClass() == family);
        });
    }

    @Test
    void no_two_events_have_the_same_simple_name() {
        assertThat(events().map(Class::getSimpleName)).doesNotHaveDuplicates();
    }

    @Test
    void components_are_of_the_JDK_or_value_types_of_ours() {
        assertThat(components()).allSatisfy(component -> assertStorable(component.getGenericType(), component));
    }

    @Test
    void a_person_is_named_by_a_text_and_several_by_a_list_of_texts() {
        assertThat(components()
                        .filter(component -> component.isAnnotationPresent(Person.class))
                        .map(component -> component.getGenericType().getTypeName()))
                .allMatch(Set.of("java.lang.String", "java.util.List<java.lang.String>")::contains);
    }

    @Test
    void a_personal_component_names_the_person_it_is_about() {
        assertThat(personalComponents()).allSatisfy(component -> {
            String of = component.getAnnotation(Personal.class).of();
            assertThat(Arrays.stream(component.getDeclaringRecord().getRecordComponents())
                            .filter(other -> other.isAnnotationPresent(Person.class))
                            .map(RecordComponent::getName))
                    .contains(of);
        });
    }

    @Test
    void a_personal_component_can_read_as_null_once_it_is_erased() {
        assertThat(personalComponents())
                .noneMatch(component -> component.getType().isPrimitive());
    }

    @Test
    void what_is_kept_sealed_reads_as_a_text() {
        assertThat(personalComponents()
                        .filter(component ->
                                component.getAnnotation(Personal.class).keptSealed()))
                .isNotEmpty()
                .allMatch(component -> component.getType() == String.class);
    }

    /** Someone could write into it what looks like a sealed value, and no reader would get past it. */
    @Test
    void free_JSON_is_always_sealed() {
        assertThat(components().filter(component -> component.getType() == Map.class))
                .allMatch(component -> component.isAnnotationPresent(Personal.class));
    }

    private static void assertStorable(Type type, RecordComponent component) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class)
            assertStorable(generic.getActualTypeArguments()[0], component);
        else if (type instanceof ParameterizedType generic)
            assertThat(generic.getTypeName())
                    .as("%s", component)
                    .isEqualTo("java.util.Map<java.lang.String, java.lang.Object>");
        else if (type instanceof Class<?> value && value.isRecord()) assertValueType(value);
        else if (type instanceof Class<?> label && label.isEnum())
            assertThat(Labelled.class).as("%s", component).isAssignableFrom(label);
        else assertThat(SIMPLE).as("%s", component).anyMatch(simple -> simple == type);
    }

    private static void assertValueType(Class<?> value) {
        assertThat(value.getPackageName()).startsWith("io.desifans");
        for (RecordComponent component : value.getRecordComponents()) {
            assertThat(component.isAnnotationPresent(Personal.class))
                    .as("%s: the whole value is sealed or nothing of it", component)
                    .isFalse();
            assertStorable(component.getGenericType(), component);
        }
    }

    private static Stream<RecordComponent> personalComponents() {
        return components().filter(component -> component.isAnnotationPresent(Personal.class));
    }

    private static Stream<RecordComponent> components() {
        return events().flatMap(event -> Arrays.stream(event.getRecordComponents()));
    }

    private static Stream<Class<? extends Event>> events() {
        return EventFamilies.ALL.stream().flatMap(family -> EventFamilies.eventsOf(family).stream());
    }

    private static Stream<Class<?>> classesOfThisModule() throws Exception {
        URI root =
                Event.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        return classFiles(Path.of(root)).map(EventRulesTest::load);
    }

    private static Stream<String> classFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .toList()
                    .stream();
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(
                    file.substring(0, file.length() - ".class".length()).replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
