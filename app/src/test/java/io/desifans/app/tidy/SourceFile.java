package io.desifans.app.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One text of the repository; its path goes from the root, with {@code /} between the names. */
record SourceFile(String path, String text) {

    static final Path ROOT = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
            .filter(folder -> Files.exists(folder.resolve(".gitignore")))
            .findFirst()
            .orElseThrow();

    private static final List<String> BINARY = List.of(".png", ".jpg", ".ico", ".woff2", ".gz");

    boolean isJava() {
        return path.endsWith(".java");
    }

    boolean isTest() {
        return path.contains("src/test/");
    }

    List<String> lines() {
        return text.lines().toList();
    }

    /** The line that holds this character, with its number. */
    String at(int index) {
        long number = text.substring(0, index).chars().filter(c -> c == '\n').count();
        return number + 1 + " " + lines().get((int) number).strip();
    }

    /** All files but those that git ignores; git itself need not be there. */
    static List<SourceFile> all() {
        List<SourceFile> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new Collector(files, ignored()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static List<PathMatcher> ignored() throws IOException {
        return Stream.concat(Stream.of(".git"), Files.readAllLines(ROOT.resolve(".gitignore")).stream())
                .map(pattern -> pattern.replaceAll("/$", ""))
                .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
                .toList();
    }

    private static final class Collector extends SimpleFileVisitor<Path> {

        private final List<SourceFile> files;
        private final List<PathMatcher> ignored;

        Collector(List<SourceFile> files, List<PathMatcher> ignored) {
            this.files = files;
            this.ignored = ignored;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isIgnored(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String path = ROOT.relativize(file).toString().replace('\\', '/');
            if (!isIgnored(file) && BINARY.stream().noneMatch(path::endsWith))
                files.add(new SourceFile(path, Files.readString(file)));
            return FileVisitResult.CONTINUE;
        }

        private boolean isIgnored(Path path) {
            return ignored.stream().anyMatch(pattern -> pattern.matches(path.getFileName()));
        }
    }
}
