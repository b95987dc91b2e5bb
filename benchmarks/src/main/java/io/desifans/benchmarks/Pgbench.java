package io.desifans.benchmarks;

import io.desifans.benchmarks.LoggedStatements.Executed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own load generator: what the database makes of the same statements without us. */
record Pgbench(Path program) {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");

    /** The newest that is installed; it comes with PostgreSQL, not with this project. */
    static Optional<Pgbench> installed() throws IOException {
        if (!Files.isDirectory(DEBIAN)) return onPath("pgbench").map(Pgbench::new);
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin/pgbench"))
                    .filter(Files::isExecutable)
                    .max(Path::compareTo)
                    .or(() -> onPath("pgbench"))
                    .map(Pgbench::new);
        }
    }

    static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Transactions per second of a script of one statement, prepared, in a closed loop.
     *
     * @param port where the database {@code postgres} of this machine answers
     */
    double perSecond(int port, String statement, int clients, int seconds) throws IOException, InterruptedException {
        return perSecond(port, statement, List.of(), clients, seconds);
    }

    /** The same of a statement of the application, with the parameters that it had there. */
    double perSecond(int port, Executed executed, int clients, int seconds) throws IOException, InterruptedException {
        List<String> variables = new ArrayList<>();
        String statement = PARAMETER.matcher(executed.sql()).replaceAll(found -> {
            String value = executed.parameters().get(Integer.parseInt(found.group(1)) - 1);
            if (value == null) return "null";
            variables.add("--define=p" + found.group(1) + "=" + value);
            return ":p" + found.group(1);
        });
        return perSecond(port, statement, variables, clients, seconds);
    }

    private double perSecond(int port, String statement, List<String> variables, int clients, int seconds)
            throws IOException, InterruptedException {
        Matcher rate = RATE.matcher(said(port, statement, variables, clients, seconds));
        if (!rate.find()) throw new IllegalStateException("pgbench says no rate");
        return Double.parseDouble(rate.group(1));
    }

    /** How long each of them takes at a fixed rate, from when it was due, in milliseconds. */
    List<Double> millis(int port, String statement, int clients, double perSecond, int seconds)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("desifans-bench");
        try {
            List<String> logged =
                    List.of("--rate=%.1f".formatted(perSecond), "--log", "--log-prefix=" + folder.resolve("log"));
            said(port, statement, logged, clients, seconds);
            List<Double> millis = new ArrayList<>();
            for (Path log : filesIn(folder))
                for (String line : Files.readAllLines(log)) millis.add(Long.parseLong(line.split(" ")[2]) / 1e3);
            return millis;
        } finally {
            for (Path log : filesIn(folder)) Files.delete(log);
            Files.delete(folder);
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private String said(int port, String statement, List<String> options, int clients, int seconds)
            throws IOException, InterruptedException {
        Path script = Files.createTempFile("desifans-bench", ".sql");
        try {
            Files.writeString(script, statement);
            List<String> command = new ArrayList<>(List.of(
                    program.toString(),
                    "--no-vacuum",
                    "--protocol=prepared",
                    "--client=" + clients,
                    "--jobs=" + Math.min(clients, Runtime.getRuntime().availableProcessors()),
                    "--time=" + seconds,
                    "--file=" + script,
                    "--host=127.0.0.1",
                    "--port=" + port,
                    "--username=postgres"));
            command.addAll(options);
            command.add("postgres");
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("PGOPTIONS", "-c search_path=read_model,platform");
            Process run = builder.start();
            String said = new String(run.getInputStream().readAllBytes());
            if (run.waitFor() != 0) throw new IllegalStateException("pgbench: " + said);
            return said;
        } finally {
            Files.delete(script);
        }
    }
}
