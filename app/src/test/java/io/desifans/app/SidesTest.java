package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.app.NodeProcess.Side;
import io.desifans.test.TestDatabase;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each side as one jar, started by environment variables. */
@Execution(ExecutionMode.CONCURRENT)
class SidesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void help_names_what_a_side_reads_and_nothing_else(Side side) throws Exception {
        String help = output(side, Map.of(), 0, "--help");
        assertThat(help).contains("DESIFANS_MASTER_KEY", "SERVER_PORT (8080)").doesNotContain("DESIFANS_DATA", "`");
        assertThat(help.contains("DESIFANS_PAYOUTS_HOLD_DAYS (7)")).isEqualTo(side == Side.COMMAND);
        assertThat(help.contains("DESIFANS_MOST_PARKED_EVENTS (1000)")).isEqualTo(side == Side.QUERY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMMAND | SPRING_DATASOURCE_URL |                                       | SPRING_DATASOURCE_URL is missing
            QUERY   | SPRING_DATASOURCE_URL | jdbc:postgresql://127.0.0.1:1/none    | SPRING_DATASOURCE_URL names cannot be used (SQL state 08001)
            COMMAND | SERVER_PORT           | eighty                                | SERVER_PORT is not a port number: eighty
            QUERY   | DESIFANS_MASTER_KEY   |                                       | desifans.master-key is missing
            QUERY   | LOGGING_STRUCTURED_FORMAT_CONSOLE | gelf                      | LOGGING_STRUCTURED_FORMAT_CONSOLE must be ecs
            COMMAND | DESIFANS_MAX_BODY     | large                                 | DESIFANS_MAX_BODY cannot be used as it is set
            """)
    void what_is_wrong_is_refused_in_one_sentence(Side side, String variable, String value, String sentence)
            throws Exception {
        Map<String, String> settings = new HashMap<>(Nodes.settings(TestDatabase.empty()));
        settings.put("SERVER_PORT", "0");
        if (value == null) settings.remove(variable);
        else settings.put(variable, value);
        assertThat(output(side, settings, 1)).contains(sentence).hasLineCount(1);
    }

    @Test
    void a_taken_port_is_refused_in_one_sentence() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            Map<String, String> settings = new HashMap<>(Nodes.settings(TestDatabase.empty()));
            settings.put("SERVER_PORT", Integer.toString(other.getLocalPort()));
            assertThat(output(Side.QUERY, settings, 1))
                    .contains("Port " + other.getLocalPort() + " is taken")
                    .hasLineCount(1);
        }
    }

    /** What a start prints that ends by itself. */
    private String output(Side side, Map<String, String> settings, int exit, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-jar", side.jar().toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(settings);
        assertThat(builder.start().waitFor()).isEqualTo(exit);
        return Files.readString(output);
    }
}
