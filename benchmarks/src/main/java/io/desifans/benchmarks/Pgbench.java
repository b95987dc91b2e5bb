package io.desifans.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own load generator: what the database makes of the same statements without us. */
record Pgbench(Path program) {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");

    /** The newest that is installed; it comes with PostgreSQL, not with this project. */
    static Optional<Pgbench> installed() throws IOException {
        if (!Files.isDirectory(DEBIAN)) return onPath();
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin/pgbench"))
                    .filter(Files::isExecutable)
                    .max(Path::compareTo)
                    .map(Pgbench::new)
                    .or(Pgbench::onPath);
        }
    }

    private static Optional<Pgbench> onPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Pgbench::new);
    }

    /**
     * Transactions per second of a script of one statement, prepared, in a closed loop.
     *
     * @param port where the database {@code postgres} of this machine answers
     */
    double perSecond(int port, String statement, int clients, int seconds) throws IOException, InterruptedException {
        Path script = Files.createTempFile("desifans-bench", ".sql");
        try {
            Files.writeString(script, statement);
            Process run = new ProcessBuilder(List.of(
                            program.toString(),
                            "--no-vacuum",
                            "--protocol=prepared",
                            "--client=" + clients,
                            "--jobs=" + Math.min(clients, Runtime.getRuntime().availableProcessors()),
                            "--time=" + seconds,
                            "--file=" + script,
                            "--host=127.0.0.1",
                            "--port=" + port,
                            "--username=postgres",
                            "postgres"))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(run.getInputStream().readAllBytes());
            Matcher rate = RATE.matcher(said);
            if (run.waitFor() != 0 || !rate.find()) throw new IllegalStateException("pgbench: " + said);
            return Double.parseDouble(rate.group(1));
        } finally {
            Files.delete(script);
        }
    }
}
