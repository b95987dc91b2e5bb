package io.desifans.app.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the text of a Markdown page shows. */
final class Pages {

    private static final Pattern CODE = Pattern.compile("^```.*?^```|`[^`\n]*`", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern TITLE = Pattern.compile("^# .*", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)", Pattern.MULTILINE);

    private Pages() {}

    static Stream<String> titles(SourceFile page) {
        if (!page.path().endsWith(".md")) return Stream.empty();
        long titles = TITLE.matcher(prose(page.text())).results().count();
        boolean first = page.text().startsWith("# ");
        return titles == 1 && first ? Stream.empty() : Stream.of("1 has " + titles + " titles, one must come first");
    }

    static Stream<String> brokenLinks(SourceFile page) {
        if (!page.path().endsWith(".md")) return Stream.empty();
        return LINK.matcher(prose(page.text()))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("(https?|mailto):.*"))
                .filter(link -> !leadsSomewhere(page, link))
                .map(link -> "1 leads nowhere: " + link);
    }

    private static boolean leadsSomewhere(SourceFile page, String link) {
        String[] parts = link.split("#", 2);
        Path folder = SourceFile.ROOT.resolve(page.path()).getParent();
        Path target = parts[0].isEmpty() ? SourceFile.ROOT.resolve(page.path()) : folder.resolve(parts[0]);
        return Files.exists(target) && (parts.length == 1 || anchors(target).anyMatch(parts[1]::equals));
    }

    /** The headings of a page in the form in which links name them. */
    private static Stream<String> anchors(Path page) {
        try {
            return HEADING.matcher(prose(Files.readString(page)))
                    .results()
                    .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                    .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String prose(String text) {
        return CODE.matcher(text).replaceAll("");
    }
}
