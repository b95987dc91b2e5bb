package io.desifans.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** The table of settings in the documentation, as text for a terminal. */
final class Settings {

    private Settings() {}

    /** The environment variables that a side reads, each with its default and its meaning. */
    static String readBy(String side) {
        StringBuilder text = new StringBuilder();
        List<String> columns = List.of();
        for (String line : page().split("\n")) {
            if (!line.startsWith("| ")) continue;
            List<String> cells = Arrays.stream(
                            line.substring(1, line.length() - 1).split("\\|"))
                    .map(cell -> cell.strip().replace("`", ""))
                    .toList();
            if (cells.contains("environment variable")) columns = cells;
            else if (columns.contains("read by") && isReadBy(side, cells.get(columns.indexOf("read by"))))
                append(text, columns, cells);
        }
        return text.toString();
    }

    private static boolean isReadBy(String side, String readBy) {
        return readBy.equals("all") || readBy.equals("both sides") || readBy.contains(side);
    }

    private static void append(StringBuilder text, List<String> columns, List<String> cells) {
        String usual = cells.get(columns.indexOf("default"));
        text.append("  ").append(cells.get(columns.indexOf("environment variable")));
        if (!usual.isEmpty()) text.append(" (").append(usual).append(')');
        text.append("\n      ").append(cells.get(columns.indexOf("meaning"))).append('\n');
    }

    private static String page() {
        try {
            return new ClassPathResource("configuration.md", Settings.class).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
