package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransientFailureTest {

    @ParameterizedTest
    @CsvSource({
        "08006, true",
        "08001, true",
        "40001, true",
        "40P01, true",
        "53100, true",
        "53300, true",
        "57P01, true",
        "57014, true",
        "25P03, true",
        "25P04, true",
        "55P03, true",
        "58030, true",
        "23505, false",
        "23503, false",
        "22P02, false",
        "42P01, false",
        "25P02, false",
        "57P04, false",
        "XX000, false"
    })
    void a_failure_passes_by_itself_or_not(String state, boolean passes) {
        Throwable wrapped = new IllegalStateException(new SQLException("", state));

        assertThat(TransientFailure.is(wrapped)).isEqualTo(passes);
    }

    @Test
    void a_connection_that_the_pool_has_closed_passes_and_an_error_of_ours_does_not() {
        assertThat(TransientFailure.is(new SQLException("closed"))).isTrue();
        assertThat(TransientFailure.is(new IllegalStateException("closed"))).isFalse();
    }
}
