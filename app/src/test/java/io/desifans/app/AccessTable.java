package io.desifans.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The access matrix as a text: a row per operation, a column per identity. */
record AccessTable(List<String> head, List<Row> rows) {

    static final Path FILE = Path.of("src", "test", "resources", "access-matrix.txt");

    /**
     * @param with things that stand in the place of the usual ones, such as {@code postId=sold}
     * @param statuses in the order of the columns; empty if they are not known yet
     */
    record Row(String operation, Map<String, String> with, List<String> statuses) {

        static Row of(String line) {
            List<String> words = Arrays.asList(line.strip().split("\\s+"));
            int columns = AccessWorld.IDENTITIES.size();
            if (words.size() < 2 + columns) throw new IllegalArgumentException("a row has too few columns: " + line);
            int first = words.size() - columns;
            Map<String, String> with = new LinkedHashMap<>();
            for (String each : words.subList(2, first)) with.put(each.split("=")[0], each.split("=")[1]);
            return new Row(words.get(0) + " " + words.get(1), with, words.subList(first, words.size()));
        }

        String method() {
            return operation.substring(0, operation.indexOf(' '));
        }

        String path() {
            return operation.substring(operation.indexOf(' ') + 1);
        }

        Row answered(List<String> seen) {
            return new Row(operation, with, seen);
        }

        @Override
        public String toString() {
            String what = operation
                    + with.entrySet().stream()
                            .map(each -> " " + each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining());
            return "%-75s %s".formatted(what, String.join("  ", statuses));
        }
    }

    static AccessTable read() throws IOException {
        List<String> lines = Files.readAllLines(FILE);
        return new AccessTable(
                lines.stream().filter(line -> line.startsWith("#")).toList(),
                lines.stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(Row::of)
                        .collect(Collectors.toCollection(ArrayList::new)));
    }

    void write() throws IOException {
        List<String> lines = new ArrayList<>(head);
        rows.forEach(row -> lines.add(row.toString()));
        Files.write(FILE, lines);
    }
}
