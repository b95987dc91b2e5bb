package io.desifans.app.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every file of the repository keeps every rule, and every rule can be broken. */
class TidyTest {

    private static final List<SourceFile> FILES = SourceFile.all();

    /** A file that need not keep one rule. */
    private record Exempt(TidyRule rule, String path, String reason) {}

    private static final List<Exempt> EXEMPT = List.of(
            mayPrint("web", "OneSide", "tells a person what can be set, or why nothing starts"),
            mayPrint("benchmarks", "Bench", "prints what it has measured"),
            mayPrint("Main", "tells a person why nothing starts"),
            mayPrint("Welcome", "tells a person where to look"),
            mayPrint("ClusterCommand", "tells a person where to look"),
            mayPrint("ImportUsersCommand", "tells a person what comes of each line"),
            mayPrint("DemoData", "says why a first start takes longer"),
            mayPrint("DemoGrowth", "says how far it has come"),
            mayPrint("ReplayCommand", "tells a person what differs"));

    private static Exempt mayPrint(String launcherClass, String reason) {
        return mayPrint("app", launcherClass, reason);
    }

    private static Exempt mayPrint(String module, String launcherClass, String reason) {
        String path = module + "/src/main/java/io/desifans/" + module + "/" + launcherClass + ".java";
        return new Exempt(TidyRule.NOBODY_PRINTS, path, reason);
    }

    @ParameterizedTest
    @EnumSource
    void holds(TidyRule rule) {
        assertThat(FILES.stream()
                        .filter(file -> !quotesWhatIsForbidden(file) && !isExempt(rule, file))
                        .flatMap(rule::findings))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void can_be_broken(TidyRule rule) {
        assertThat(rule.findings(rule.wrong())).isNotEmpty();
    }

    @Test
    void no_file_is_exempt_without_need() {
        assertThat(EXEMPT)
                .allSatisfy(exempt -> assertThat(FILES.stream()
                                .filter(file -> file.path().equals(exempt.path()))
                                .flatMap(exempt.rule()::findings))
                        .isNotEmpty());
    }

    private static boolean isExempt(TidyRule rule, SourceFile file) {
        return EXEMPT.stream()
                .anyMatch(exempt -> exempt.rule() == rule && exempt.path().equals(file.path()));
    }

    private static boolean quotesWhatIsForbidden(SourceFile file) {
        return file.path().endsWith("/TidyRule.java");
    }
}
