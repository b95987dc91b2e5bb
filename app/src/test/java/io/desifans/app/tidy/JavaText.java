package io.desifans.app.tidy;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the text of a Java file shows, as the formatter leaves it. */
final class JavaText {

    private static final int LINES = 250;
    private static final int LINES_OF_TEST = 300;
    private static final int LINES_OF_METHOD = 60;
    private static final int LINES_OF_TABLE_IN_TEST = 90;

    private static final Pattern END_OF_BLOCK = Pattern.compile("( {4}| {8})}");
    private static final Pattern TYPE = Pattern.compile("\\b(class|interface|record|enum)\\b");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("^public (?:[a-z-]+ )*(?:class|interface|record|enum|@interface) \\w+", Pattern.MULTILINE);

    private JavaText() {}

    static Stream<String> tooLong(SourceFile file) {
        int lines = file.lines().size();
        boolean tooLong = file.isJava() && lines > (file.isTest() ? LINES_OF_TEST : LINES);
        return tooLong ? Stream.of("1 has " + lines + " lines") : Stream.empty();
    }

    /** Members that end too far below their first line. */
    static Stream<String> longMethods(SourceFile file) {
        if (!file.isJava()) return Stream.empty();
        List<String> lines = file.lines();
        int limit = file.isTest() ? LINES_OF_TABLE_IN_TEST : LINES_OF_METHOD;
        return IntStream.range(0, lines.size())
                .filter(end -> END_OF_BLOCK.matcher(lines.get(end)).matches())
                .filter(end -> end - startOf(end, lines) > limit)
                .map(end -> startOf(end, lines))
                .filter(start -> !TYPE.matcher(lines.get(start)).find())
                .mapToObj(start -> start + 1 + lines.get(start));
    }

    /** Public types outside of tests whose Javadoc is missing. */
    static Stream<String> unexplained(SourceFile file) {
        if (!file.isJava() || file.isTest()) return Stream.empty();
        return PUBLIC_TYPE
                .matcher(file.text())
                .results()
                .filter(type -> !isExplained(file.text().substring(0, type.start())))
                .map(type -> file.at(type.start()));
    }

    /** The nearest line above the end of a block that is indented as the end is and is no end itself. */
    private static int startOf(int end, List<String> lines) {
        int indentation = lines.get(end).indexOf('}');
        Pattern start = Pattern.compile(" {" + indentation + "}[^ }].*");
        int line = end - 1;
        while (line > 0 && !start.matcher(lines.get(line)).matches()) line--;
        return line;
    }

    /** Whether a comment ends right before, annotations left out. */
    private static boolean isExplained(String before) {
        int end = before.lastIndexOf("*/\n");
        return end >= 0 && !before.substring(end).contains("\n\n");
    }
}
