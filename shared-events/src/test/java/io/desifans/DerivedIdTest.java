package io.desifans;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class DerivedIdTest {

    /** Computed with another implementation. If one of these changes, every stored event is out of its aggregate. */
    @Test
    void derived_ids_are_for_good() {
        assertThat(DerivedId.of("User", "abc")).isEqualTo(UUID.fromString("f683c718-779e-588b-91a2-01a9882b7510"));
        assertThat(DerivedId.of("Follow", "fän", "creator"))
                .isEqualTo(UUID.fromString("6d7ceea8-2923-5f1e-9ecd-045118058477"));
    }

    @Test
    void parts_do_not_run_into_each_other() {
        assertThat(DerivedId.of("Follow", "ab", "c")).isNotEqualTo(DerivedId.of("Follow", "a", "bc"));
    }
}
