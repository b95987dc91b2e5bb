package io.desifans.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.desifans.app.deploy.Deployment.Service;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No container runs here, so that docker-compose.yml and the images are held against the code instead. */
class ComposeTest {

    private static final List<Service> SERVICES = Deployment.services();
    private static final String DOCKERFILE = Deployment.text("deploy/Dockerfile");

    /** The environment variable and who reads it, where that is told. */
    private static final Pattern LISTED =
            Pattern.compile("^\\|(?: `[a-z.-]+` \\|)? `([A-Z_]+)` \\|.*?\\|(?: ([a-z ./`]+) \\|)?$", Pattern.MULTILINE);

    @Test
    void there_are_two_nodes_of_each_side_on_one_database_behind_one_proxy() {
        assertThat(SERVICES.stream().map(Service::name))
                .containsExactlyInAnyOrder(
                        "postgres",
                        "axon-server",
                        "command-side-1",
                        "command-side-2",
                        "query-side-1",
                        "query-side-2",
                        "gateway-simulator",
                        "proxy");
        assertThat(SERVICES.stream()
                        .filter(Service::isNode)
                        .map(node -> node.environment().get("SPRING_DATASOURCE_URL")))
                .containsOnly("jdbc:postgresql://postgres:5432/desifans")
                .hasSize(4);
    }

    @Test
    void every_variable_is_documented_and_read_by_the_service_that_is_given_it() {
        String page = Deployment.text("docs/configuration.md");
        for (Service service : SERVICES) {
            if (!service.isOurs()) continue;
            for (String variable : service.environment().keySet()) {
                MatchResult row = LISTED.matcher(page)
                        .results()
                        .filter(listed -> listed.group(1).equals(variable))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(service.name() + ": " + variable + " is not documented"));
                String readBy = row.group(2);
                if (service.isNode()) assertThat(readBy).as(variable).isIn("both sides", service.side());
                else assertThat(variable).startsWith("GATEWAY_");
            }
        }
    }

    @Test
    void no_secret_stands_in_the_file() {
        for (Service service : SERVICES)
            service.environment().forEach((variable, value) -> {
                if (variable.matches(".*(KEY|SECRET|SECRETS|PASSWORD)"))
                    assertThat(value)
                            .as(service.name() + " " + variable)
                            .matches("\\$\\{[A-Z_]+:\\?see docs/compose.md}");
            });
    }

    @Test
    void every_image_is_pinned_to_a_version() {
        Stream<String> images = Stream.concat(
                SERVICES.stream().map(service -> service.text("image")),
                Pattern.compile("^ARG \\w+=(.*)", Pattern.MULTILINE)
                        .matcher(DOCKERFILE)
                        .results()
                        .map(image -> image.group(1)));
        assertThat(images).allMatch(image -> image.matches("[a-z/-]+:\\d+\\.\\d+(\\.\\d+)?[\\w.-]*"));
        assertThat(stages().map(stage -> stage.group(1)))
                .allMatch(from -> from.matches("\\$\\{[A-Z]+}") || isStage(from), "a pinned image or a stage");
        assertThat(DOCKERFILE).contains("ARG POSTGRES=" + service("postgres").text("image") + "\n");
    }

    @Test
    void only_the_proxy_and_what_a_developer_looks_at_can_be_reached_and_from_this_machine_alone() {
        for (Service service : SERVICES)
            assertThat(service.list("ports"))
                    .as(service.name())
                    .allMatch(port -> port.toString().matches("127\\.0\\.0\\.1:(\\d+):\\1"));
        assertThat(SERVICES.stream()
                        .filter(service -> !service.list("ports").isEmpty())
                        .map(Service::name))
                .containsExactlyInAnyOrder("proxy", "gateway-simulator", "axon-server");
        assertThat(service("postgres").list("networks")).asString().isEqualTo("[inside]");
    }

    @Test
    void ports_and_paths_are_those_of_the_code() throws IOException {
        assertThat(service("proxy").list("ports")).asString().isEqualTo("[127.0.0.1:8080:8080]");
        assertThat(Deployment.text("deploy/nginx.conf")).contains("listen 8080;");
        assertThat(service("gateway-simulator").list("ports")).asString().isEqualTo("[127.0.0.1:8090:8090]");
        assertThat(Deployment.text("docs/configuration.md"))
                .contains("| `GATEWAY_PORT` | `8090` |", "| `SERVER_PORT` | `8080` |");
        for (Service service : SERVICES) {
            if (service.isNode()) assertThat(service.environment()).containsEntry("MANAGEMENT_SERVER_PORT", "8081");
            for (Object mount : service.list("volumes")) {
                String source = mount.toString().split(":")[0];
                if (source.startsWith("."))
                    assertThat(Deployment.ROOT.resolve(source)).isRegularFile();
            }
        }
        assertThat(Deployment.text("docs/openapi.json")).contains("\"/api/v1/payments/webhook\"", "\"/api/auth/ok\"");
    }

    @Test
    void what_is_ours_runs_without_rights_on_a_file_system_that_it_cannot_write() {
        for (Service service : SERVICES) {
            assertThat(service.settings()).as(service.name()).containsEntry("read_only", true);
            assertThat(service.list("security_opt")).asString().contains("no-new-privileges:true");
            if (!service.name().equals("postgres"))
                assertThat(service.list("cap_drop")).asString().isEqualTo("[ALL]");
        }
        assertThat(service("proxy").text("user")).isEqualTo("101:101");
    }

    @Test
    void every_image_of_ours_has_its_target_its_user_its_health_and_what_it_is_made_of() {
        for (Service service : SERVICES) {
            if (!service.isOurs()) continue;
            String target = service.map("build").get("target").toString();
            assertThat(target).isEqualTo(service.name().replaceAll("-\\d$", ""));
            String stage = stage(target);
            assertThat(stage).contains("USER 10001:10001", "HEALTHCHECK ", "ENTRYPOINT [");
            if (service.isNode())
                assertThat(stage)
                        .contains("EXPOSE 8080 8081", "\"8081\", \"/actuator/health/readiness\"", "-XX:AOTCache=");
        }
        Pattern built = Pattern.compile("COPY (([a-z-]+)/target/(\\S+))");
        assertThat(built.matcher(DOCKERFILE).results()).hasSize(4).allSatisfy(copy -> {
            assertThat(Deployment.text(".dockerignore")).contains("!" + copy.group(1) + "\n");
            String pom = Deployment.text(copy.group(2) + "/pom.xml");
            assertThat(pom)
                    .contains(
                            copy.group(3).equals("lib")
                                    ? "<outputDirectory>${project.build.directory}/lib<"
                                    : "<finalName>" + copy.group(2) + "</finalName>");
            if (copy.group(3).endsWith("-exec.jar")) assertThat(pom).contains("<classifier>exec</classifier>");
        });
    }

    /** The proxy waits for all, the nodes for the database; a name that is none would stop everything. */
    @Test
    void who_waits_for_whom_is_there() {
        List<String> names = SERVICES.stream().map(Service::name).toList();
        for (Service service : SERVICES) {
            service.map("depends_on").forEach((name, how) -> {
                assertThat(names).contains(name.toString());
                if (((Map<?, ?>) how).get("condition").equals("service_healthy"))
                    assertThat(service(name.toString()).settings().containsKey("healthcheck")
                                    || service(name.toString()).isOurs())
                            .isTrue();
            });
        }
    }

    @Test
    void compose_itself_accepts_the_file() throws Exception {
        assumeTrue(exitOf("docker", "compose", "version") == 0, "skipped: no docker compose");
        assertThat(exitOf("docker", "compose", "--env-file", exampleSecrets().toString(), "config", "--quiet"))
                .isZero();
    }

    private static Path exampleSecrets() throws IOException {
        Path file = Files.createTempFile("compose", ".env");
        StringBuilder lines = new StringBuilder();
        Pattern.compile("\\$\\{([A-Z_]+):\\?")
                .matcher(Deployment.text("docker-compose.yml"))
                .results()
                .map(name -> name.group(1))
                .distinct()
                .forEach(name -> lines.append(name).append("=example\n"));
        return Files.writeString(file, lines);
    }

    private static int exitOf(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Deployment.ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException notInstalled) {
            return -1;
        }
    }

    private static Service service(String name) {
        return SERVICES.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<MatchResult> stages() {
        return Pattern.compile("^FROM (\\S+) AS (\\S+)", Pattern.MULTILINE)
                .matcher(DOCKERFILE)
                .results();
    }

    private static boolean isStage(String name) {
        return stages().anyMatch(stage -> stage.group(2).equals(name));
    }

    private static String stage(String name) {
        String from = DOCKERFILE.substring(DOCKERFILE.indexOf(" AS " + name + "\n"));
        int end = from.indexOf("\nFROM ");
        return end < 0 ? from : from.substring(0, end);
    }
}
