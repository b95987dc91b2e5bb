package io.desifans.app.tidy;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of settings and the code name the same settings. */
class SettingsTest {

    private static final Pattern ASKED = Pattern.compile("\\$\\{(desifans\\.[a-z.-]+)");
    private static final Pattern LISTED =
            Pattern.compile("^\\| `(desifans\\.[a-z.-]+)` \\| `(\\w+)`", Pattern.MULTILINE);

    private static final List<SourceFile> FILES = SourceFile.all();

    @Test
    void every_setting_is_listed_once_and_none_that_is_not_asked_for() {
        assertThat(listed().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        FILES.stream().flatMap(SettingsTest::asked).collect(toCollection(TreeSet::new)));
    }

    @Test
    void the_environment_variable_is_named_as_the_setting() {
        assertThat(listed())
                .allSatisfy(row -> assertThat(row.group(2))
                        .isEqualTo(row.group(1).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")));
    }

    private static Stream<String> asked(SourceFile file) {
        if (!file.path().contains("src/main/")) return Stream.empty();
        return ASKED.matcher(file.text()).results().map(setting -> setting.group(1));
    }

    private static Stream<MatchResult> listed() {
        return FILES.stream()
                .filter(file -> file.path().equals("docs/configuration.md"))
                .flatMap(page -> LISTED.matcher(page.text()).results());
    }
}
