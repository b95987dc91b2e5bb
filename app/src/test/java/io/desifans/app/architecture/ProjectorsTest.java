package io.desifans.app.architecture;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.projection.Projector;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Table;
import org.junit.jupiter.api.Test;

/** Which projector feeds which table. */
class ProjectorsTest {

    private static final List<? extends Projector> PROJECTORS = OurClasses.assignableTo(Projector.class).stream()
            .filter(type -> !type.isInterface())
            .map(ProjectorsTest::create)
            .toList();

    @Test
    void no_table_is_fed_by_two_projectors() {
        assertThat(fedTwice(PROJECTORS.stream())).isEmpty();
        assertThat(fedTwice(Stream.concat(PROJECTORS.stream(), PROJECTORS.stream())))
                .isNotEmpty();
    }

    private static List<Table<?>> fedTwice(Stream<? extends Projector> projectors) {
        return projectors
                .<Table<?>>flatMap(projector -> projector.tables().stream())
                .collect(groupingBy(table -> table, counting()))
                .entrySet()
                .stream()
                .filter(fed -> fed.getValue() > 1)
                .<Table<?>>map(fed -> fed.getKey())
                .toList();
    }

    private static <P> P create(Class<P> projector) {
        try {
            Constructor<P> constructor = projector.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(projector + " needs something to be made: a projector needs nothing", e);
        }
    }
}
