package io.desifans.app.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;

/** The files by which the system leaves this machine, as they lie beside the code. */
final class Deployment {

    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private Deployment() {}

    static String text(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A part of {@code docker-compose.yml}. */
    record Service(String name, Map<String, Object> settings) {

        String text(String setting) {
            return String.valueOf(settings.get(setting));
        }

        List<?> list(String setting) {
            return settings.get(setting) instanceof List<?> list ? list : List.of();
        }

        Map<?, ?> map(String setting) {
            return settings.get(setting) instanceof Map<?, ?> map ? map : Map.of();
        }

        /** The environment variables that it is given, in the form in which they are written. */
        Map<String, String> environment() {
            Map<String, String> variables = new TreeMap<>();
            map("environment").forEach((name, value) -> variables.put(name.toString(), String.valueOf(value)));
            return variables;
        }

        boolean isOurs() {
            return settings.containsKey("build");
        }

        /** {@code command} or {@code query}, if it is a node. */
        String side() {
            return name.replaceAll("-side-\\d$", "");
        }

        boolean isNode() {
            return name.matches("(command|query)-side-\\d");
        }
    }

    @SuppressWarnings("unchecked")
    static List<Service> services() {
        Map<String, Object> compose = new Yaml().load(text("docker-compose.yml"));
        return ((Map<String, Map<String, Object>>) compose.get("services"))
                .entrySet().stream()
                        .map(service -> new Service(service.getKey(), service.getValue()))
                        .toList();
    }
}
