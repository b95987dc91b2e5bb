package io.desifans.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.CsvSource;

/** That a table of what each command does in each state leaves none of the family's commands out. */
public final class EveryCommand {

    private EveryCommand() {}

    /**
     * @param test whose one method {@code …every_command…} has the table; a row begins with the name of a command
     * @param command what is sent under such a name
     */
    public static void hasARow(Class<?> test, Function<String, Object> command, Class<?> family) {
        List<Class<?>> shown = Arrays.stream(test.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(CsvSource.class))
                .filter(method -> method.getName().contains("every_command"))
                .flatMap(method -> Arrays.stream(
                                method.getAnnotation(CsvSource.class).value())
                        .skip(1))
                .map(row -> row.split("\\|", 2)[0].strip())
                .<Class<?>>map(name -> command.apply(name).getClass())
                .toList();
        assertThat(shown)
                .as("write a row for every command")
                .containsAll(of(family).toList());
    }

    static Stream<Class<?>> of(Class<?> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses()).flatMap(EveryCommand::of)
                : Stream.of(family);
    }
}
