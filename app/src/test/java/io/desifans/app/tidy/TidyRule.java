package io.desifans.app.tidy;

import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What holds for every file. Each rule comes with a file that breaks it. */
enum TidyRule {
    JAVA_FILES_ARE_SHORT(JavaText::tooLong, "A.java", "int a;\n".repeat(251)),

    METHODS_ARE_SHORT(
            JavaText::longMethods, "A.java", "    void run() {\n" + "        step();\n".repeat(60) + "    }\n"),

    PUBLIC_TYPES_ARE_EXPLAINED(JavaText::unexplained, "A.java", "package a;\n\npublic class A {}\n"),

    TYPES_ARE_NAMED_BY_WHAT_THEY_ARE(
            java("\\b(class|interface|record|enum) \\w*(Manager|Helper|Utils?|Impl|Dto|DTO)(?![a-z])"),
            "A.java",
            "class PostManager {}\n"),

    NO_CODE_IS_COMMENTED_OUT(
            java("^\\s*//.*([;{]|->)$|^\\s*//\\s*}$|^\\s*/?\\*.*[)\\]}\"\\d];$"), "A.java", "    // int a = 1;\n"),

    NOTHING_IS_LEFT_UNDONE(everywhere("\\b(TODO|FIXME|XXX)\\b"), "a.sql", "-- TODO an index\n"),

    NO_TEST_IS_SWITCHED_OFF(java("@Disabled\\b"), "A.java", "    @Disabled\n"),

    TESTS_DO_NOT_SLEEP(tests("\\bThread\\.sleep|SECONDS\\.sleep|::sleep"), "src/test/A.java", "Thread.sleep(1);\n"),

    NOBODY_PRINTS(java("\\bSystem\\.(out|err)\\b|\\.printStackTrace\\("), "A.java", "System.out.println();\n"),

    /** Or all of a sealed family, where an aggregate handles each. */
    IMPORTS_NAME_ONE_TYPE(
            java("^import (?!io\\.desifans\\.[\\w.]+\\.\\w+(Event|Command)\\.\\*;).*\\*;"),
            "A.java",
            "import java.util.*;\n"),

    NO_TABS(everywhere("\t"), "run", "\techo\n"),

    LINES_END_WITH_THEIR_TEXT(everywhere("[ \t\r]$"), "a.md", "# A \n"),

    THE_LAST_LINE_IS_ENDED(everywhere("[^\n]\\z"), "a.md", "# A"),

    NO_MACHINE_IS_NAMED(
            everywhere("(?<![\\w.])/(root|home|Users|work)/\\w|\\b(registry|repo1?|nexus|mirror)\\.[\\w-]+\\.\\w"),
            "a.md",
            "https://registry.example.test/\n"),

    A_PAGE_HAS_ONE_TITLE(Pages::titles, "a.md", "# One\n\n# Two\n"),

    LINKS_LEAD_SOMEWHERE(Pages::brokenLinks, "a.md", "# A\n\n[b](no/such/page.md)\n");

    private final Function<SourceFile, Stream<String>> findings;
    private final SourceFile wrong;

    TidyRule(Function<SourceFile, Stream<String>> findings, String path, String wrongText) {
        this.findings = findings;
        this.wrong = new SourceFile(path, wrongText);
    }

    /** What is wrong in the file, by path and line. */
    Stream<String> findings(SourceFile file) {
        return findings.apply(file).map(finding -> file.path() + ":" + finding);
    }

    SourceFile wrong() {
        return wrong;
    }

    private static Function<SourceFile, Stream<String>> java(String pattern) {
        Function<SourceFile, Stream<String>> find = everywhere(pattern);
        return file -> file.isJava() ? find.apply(file) : Stream.empty();
    }

    private static Function<SourceFile, Stream<String>> tests(String pattern) {
        Function<SourceFile, Stream<String>> find = java(pattern);
        return file -> file.isTest() ? find.apply(file) : Stream.empty();
    }

    private static Function<SourceFile, Stream<String>> everywhere(String pattern) {
        Pattern wrong = Pattern.compile(pattern, Pattern.MULTILINE);
        return file -> wrong.matcher(file.text()).results().map(match -> file.at(match.start()));
    }
}
