package io.desifans.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The proxy hands every endpoint to the side that has it, and to nodes that there are. */
class ProxyRulesTest {

    private static final String NGINX = Deployment.text("deploy/nginx.conf");
    private static final Map<String, String> BY_METHOD = map("$request_method $side_of_method");
    private static final Map<String, String> BY_PATH = map("$uri $side");

    @TempDir
    Path folder;

    @Test
    void every_endpoint_is_handed_to_the_side_that_describes_it() throws Exception {
        Map<String, String> owners = new TreeMap<>();
        for (String side : List.of("command", "query"))
            for (String operation : operationsOf(side)) owners.put(operation, side + "_side");
        assertThat(owners).hasSizeGreaterThan(60);
        assertThat(owners).allSatisfy((operation, owner) -> {
            String[] parts = operation.split(" ");
            assertThat(sideOf(parts[0], parts[1].replaceAll("\\{\\w+}", "x")))
                    .as(operation)
                    .isEqualTo(owner);
        });
    }

    @Test
    void the_upstreams_are_the_nodes_of_the_compose_file() {
        assertThat(Pattern.compile("^\\s+server (\\S+):8080 ", Pattern.MULTILINE)
                        .matcher(NGINX)
                        .results()
                        .map(node -> node.group(1)))
                .containsExactlyInAnyOrderElementsOf(Deployment.services().stream()
                        .filter(Deployment.Service::isNode)
                        .map(Deployment.Service::name)
                        .toList());
    }

    @Test
    void a_write_is_never_sent_twice_and_management_is_not_handed_on() {
        String write = location("@write") + location("@unsent");
        assertThat(write)
                .contains("proxy_next_upstream http_502 non_idempotent;")
                .doesNotContain("error timeout");
        assertThat(Pattern.compile("location[^{]*\\{").matcher(NGINX).results().map(location -> location.group()))
                .noneMatch(location -> location.contains("actuator"));
    }

    @Test
    void nginx_itself_accepts_the_file() throws Exception {
        Path nginx = Stream.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(nginx != null, "skipped: no nginx");
        Path conf = Files.writeString(
                folder.resolve("nginx.conf"),
                NGINX.replaceAll("server (command|query)-side-(\\d)", "server 127.0.0.$2"));
        Path output = folder.resolve("output");
        Process test = new ProcessBuilder(nginx.toString(), "-t", "-p", folder.toString(), "-c", conf.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(test.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(test.exitValue()).as(Files.readString(output)).isZero();
    }

    private static String sideOf(String method, String path) {
        for (Map.Entry<String, String> rule : BY_PATH.entrySet())
            if (rule.getKey().startsWith("~")
                    && Pattern.compile(rule.getKey().substring(1)).matcher(path).find()) return rule.getValue();
        return BY_METHOD.getOrDefault(method, BY_METHOD.get("default"));
    }

    /** The operations that the descriptions of a side are about, as {@code METHOD /path}. */
    private static List<String> operationsOf(String side) throws Exception {
        try (Stream<Path> files = Files.list(Deployment.ROOT.resolve(side + "-side/src/main/resources/openapi"))) {
            return files.flatMap(file -> operations(file).stream()).toList();
        }
    }

    private static List<String> operations(Path file) {
        Map<String, Object> texts =
                new Yaml().load(Deployment.text(Deployment.ROOT.relativize(file).toString()));
        return texts.keySet().stream()
                .filter(key -> key.matches("[A-Z]+ /\\S+"))
                .toList();
    }

    private static Map<String, String> map(String variables) {
        String body = NGINX.substring(NGINX.indexOf("map " + variables + " {"));
        Map<String, String> rules = new LinkedHashMap<>();
        Pattern.compile("^    (\\S+) (\\S+);", Pattern.MULTILINE)
                .matcher(body.substring(0, body.indexOf("\n  }")))
                .results()
                .forEach(rule -> rules.put(rule.group(1), rule.group(2)));
        return rules;
    }

    private static String location(String name) {
        String body = NGINX.substring(NGINX.indexOf("location " + name + " {"));
        return body.substring(0, body.indexOf("\n    }"));
    }
}
