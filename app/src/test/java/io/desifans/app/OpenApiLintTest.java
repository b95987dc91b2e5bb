package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The committed description of the REST face, as others' tools see it. */
@Tag("node")
class OpenApiLintTest {

    @Test
    void redocly_finds_no_error_in_the_document() throws Exception {
        Path root = Path.of("..").toAbsolutePath().normalize();
        ProcessBuilder lint = new ProcessBuilder(List.of(
                "node",
                "node_modules/@redocly/cli/bin/cli.js",
                "lint",
                "--config=" + root.resolve("redocly.yaml"),
                "--format=summary",
                root.resolve("docs/openapi.json").toString()));
        lint.environment().put("REDOCLY_TELEMETRY", "off");
        lint.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        Process process = lint.directory(Path.of("src", "test", "node").toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }
}
