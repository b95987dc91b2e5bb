package io.desifans.web;

import io.desifans.eventstore.SettingRefused;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;

/** Keeps a start that a setting stands in the way of to the one sentence that says so. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RefusedStart implements SpringBootExceptionReporter {

    /** The sentence for the operator, if it was a setting. */
    public static Optional<String> sentence(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(RefusedStart::known)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Says that the failure is dealt with: the launcher prints the sentence. */
    @Override
    public boolean reportException(Throwable failure) {
        return sentence(failure).isPresent();
    }

    private static Optional<String> known(Throwable cause) {
        return switch (cause) {
            case SettingRefused e -> Optional.ofNullable(e.getMessage());
            case PortInUseException e ->
                Optional.of("Port " + e.getPort() + " is taken: stop what listens there or set SERVER_PORT.");
            case ConversionFailedException e ->
                variable(e.getValue()).map(name -> name + " cannot be used as it is set.");
            case SQLException e -> unreachable(e);
            default -> Optional.empty();
        };
    }

    /** What no connection comes of: nobody there (class 08), not let in (28), no such database (3D). */
    private static Optional<String> unreachable(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || !state.matches("(08|28|3D).*")) return Optional.empty();
        return Optional.of("The PostgreSQL that SPRING_DATASOURCE_URL names cannot be used (SQL state " + state
                + "): look at its address, name and password.");
    }

    /** The setting's own name is lost by then. Its value may be a secret, so that it is not told. */
    private static Optional<String> variable(@Nullable Object value) {
        return System.getenv().entrySet().stream()
                .filter(set -> set.getValue().equals(value))
                .map(Map.Entry::getKey)
                .filter(name -> name.matches("(DESIFANS|SPRING|SERVER|MANAGEMENT)_.*"))
                .sorted()
                .findFirst();
    }
}
