package io.desifans.app;

import io.desifans.eventstore.SettingRefused;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The nginx of this machine, set up by {@code deploy/nginx.conf} with the nodes of this machine in it. */
final class Nginx implements ReverseProxy {

    private final Process process;

    private Nginx(Process process) {
        this.process = process;
    }

    /** Where it is installed. */
    static Optional<Path> installed() {
        Stream<String> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return Stream.concat(path, Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param folder of its own, for all that it writes */
    static Nginx start(Path program, Path folder, int port, List<Integer> commandSide, List<Integer> querySide) {
        try {
            Path docs = Files.createDirectories(folder.resolve("docs"));
            Files.copy(
                    InProject.at("docs/openapi.json", "it belongs to the sources"),
                    docs.resolve("openapi.json"),
                    StandardCopyOption.REPLACE_EXISTING);
            Path conf = folder.resolve("nginx.conf");
            Files.writeString(conf, configuration(port, commandSide, querySide));
            // Started by root its workers would be nobody, who may not write into this folder.
            String user = System.getProperty("user.name").equals("root") ? " user root;" : "";
            Process process = new ProcessBuilder(
                            program.toString(),
                            "-p",
                            folder.toString(),
                            "-c",
                            conf.toString(),
                            "-g",
                            "daemon off;" + user)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(folder.resolve("log").toFile()))
                    .start();
            awaitListening(process, port, folder.resolve("log"));
            return new Nginx(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String label() {
        return "nginx";
    }

    /** It answers what it has begun (SIGQUIT is the word for that), but not for long. */
    @Override
    public void close() {
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (!process.waitFor(3, TimeUnit.SECONDS)) process.destroy();
            if (!process.waitFor(3, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String configuration(int port, List<Integer> commandSide, List<Integer> querySide)
            throws IOException {
        String text = Files.readString(InProject.at("deploy/nginx.conf", "it belongs to the sources"));
        text = text.replace("listen 8080;", "listen " + port + ";");
        for (int node = 1; node <= 2; node++)
            text = text.replace("command-side-" + node + ":8080", "127.0.0.1:" + commandSide.get(node - 1))
                    .replace("query-side-" + node + ":8080", "127.0.0.1:" + querySide.get(node - 1));
        return text;
    }

    private static void awaitListening(Process process, int port, Path log) throws IOException {
        while (!Port.answers(port)) {
            if (!process.isAlive()) throw new SettingRefused("nginx does not start:\n" + Files.readString(log));
            Thread.onSpinWait();
        }
    }
}
