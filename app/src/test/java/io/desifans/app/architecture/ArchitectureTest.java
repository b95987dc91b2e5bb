package io.desifans.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our classes keep every rule; the wrong example breaks every one, so that no rule is kept by being blind. */
class ArchitectureTest {

    private static final String WRONG = "example.wrong";
    private static final JavaClasses WRONG_CLASSES = new ClassFileImporter().importPackages(WRONG);

    static Stream<Rule> rules() {
        return Stream.<Rule[]>of(LayoutRule.values(), MessageRule.values(), PurityRule.values())
                .flatMap(Stream::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holds(Rule rule) {
        assertThat(rule.judge(OurClasses.ALL, OurClasses.ROOT)
                        .getFailureReport()
                        .getDetails())
                .as(rule.in(OurClasses.ROOT).getDescription())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void can_be_broken(Rule rule) {
        assertThat(rule.judge(WRONG_CLASSES, WRONG).hasViolation()).isTrue();
    }
}
