package io.desifans.app;

import io.desifans.eventstore.SettingRefused;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootExceptionReporter;

/** Keeps a start that a setting stands in the way of to the one sentence that says so. */
final class RefusedStart implements SpringBootExceptionReporter {

    /** The sentence for the operator, if it was a setting. */
    static Optional<String> sentence(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(SettingRefused.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst();
    }

    /** Says that the failure is dealt with: the launcher prints the sentence. */
    @Override
    public boolean reportException(Throwable failure) {
        return sentence(failure).isPresent();
    }
}
