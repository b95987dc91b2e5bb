package io.desifans.app;

import io.desifans.test.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One start for the JVM to learn from, so that those of the tests take half as long. It takes as long as three, so nobody
 * waits for it who runs single tests; and a JVM learns since release 25.
 */
final class Rehearsal {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    private static final boolean IS_WORTH_IT =
            System.getProperty("test") == null && Runtime.version().feature() >= 25;

    private static final List<String> DELIVERED = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("test-classes") && !entry.endsWith("-tests.jar"))
            .toList();

    private static final PrintWriter NOWHERE = new PrintWriter(Writer.nullWriter());

    private static final List<String> JAVA = IS_WORTH_IT ? rehearsed() : java(DELIVERED);

    private Rehearsal() {}

    /** How to start what is delivered, without the tests' own settings; what the main class is told comes behind it. */
    static List<String> java() {
        return JAVA;
    }

    private static List<String> java(List<String> classPath, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), Main.class.getName()));
        return command;
    }

    private static List<String> rehearsed() {
        try {
            Path folder = Path.of("target"); // where the application finds its project from
            List<String> jars =
                    DELIVERED.stream().map(entry -> jar(Path.of(entry), folder)).toList();
            Path learnt = folder.resolve("rehearsed.aot");
            Files.deleteIfExists(learnt);
            List<String> command = java(jars, "-XX:AOTCacheOutput=" + learnt);
            command.addAll(List.of("--empty", "--rehearse"));
            ProcessBuilder start = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("rehearsed.log").toFile());
            DataSource database = TestDatabase.empty();
            start.environment().putAll(Nodes.settings(database));
            start.environment().put("SPRING_DATASOURCE_URL", Database.ofReadModel(TestDatabase.url(database)));
            start.environment().put("SERVER_PORT", Integer.toString(Ports.free()));
            Process rehearsal = start.start();
            boolean ended = rehearsal.waitFor(5, TimeUnit.MINUTES);
            rehearsal.destroyForcibly();
            if (!ended || rehearsal.exitValue() != 0 || Files.notExists(learnt)) {
                LOG.warn("The rehearsal failed, see target/rehearsed.log: starts take as long as they ever did");
                return java(DELIVERED);
            }
            return java(jars, "-XX:AOTCache=" + learnt, "-Xlog:aot*=off");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of classes in folders nothing is learnt. */
    private static String jar(Path entry, Path folder) {
        if (!Files.isDirectory(entry)) return entry.toString();
        Path jar = folder.resolve("rehearsed-" + entry.getParent().getParent().getFileName() + ".jar");
        List<String> call = List.of("--create", "--no-compress", "--file", jar.toString(), "-C", entry.toString(), ".");
        int failed = ToolProvider.findFirst("jar").orElseThrow().run(NOWHERE, NOWHERE, call.toArray(new String[0]));
        if (failed != 0) throw new IllegalStateException("no jar of " + entry);
        return jar.toString();
    }
}
