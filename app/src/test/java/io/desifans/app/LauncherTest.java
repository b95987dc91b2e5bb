package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person meets who starts and stops the application. */
@Execution(ExecutionMode.CONCURRENT)
class LauncherTest {

    @TempDir
    Path data;

    @Test
    void a_taken_port_is_refused_in_one_sentence() throws Exception {
        try (ServerSocket other = new ServerSocket(0);
                AppProcess app = AppProcess.start(data, other.getLocalPort(), "--empty")) {
            assertThat(app.awaitExit()).isEqualTo(1);
            assertThat(sentences(app))
                    .isEqualTo(
                            "Port " + other.getLocalPort() + " is taken: stop what listens there or set SERVER_PORT.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', desifans.master-key is missing",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=, desifans.master-key could be guessed"
    })
    void missing_and_default_secrets_are_refused_in_one_sentence_when_the_database_is_not_ours(
            String masterKey, String reason) throws Exception {
        Map<String, String> environment =
                Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/none", "DESIFANS_MASTER_KEY", masterKey);
        try (AppProcess app = AppProcess.start(data, Ports.free(), environment)) {
            assertThat(app.awaitExit()).isEqualTo(1);
            assertThat(sentences(app)).contains(reason).doesNotContain("\n");
        }
    }

    @Test
    void a_folder_is_held_by_one_process_and_survives_its_being_killed() throws Exception {
        try (AppProcess first = AppProcess.start(data, Ports.free(), "--empty")) {
            first.awaitReady();
            try (AppProcess second = AppProcess.start(data, Ports.free(), "--empty")) {
                assertThat(second.awaitExit()).isEqualTo(1);
                assertThat(sentences(second)).contains("Another process works in the data folder " + data);
            }
            assertThat(first.isAlive()).isTrue();
            first.kill();
        }
        assertThat(AppProcess.databasesOn(data)).as("the orphan").isNotEmpty();
        try (AppProcess again = AppProcess.start(data, Ports.free(), "--empty")) {
            again.awaitReady();
            assertThat(again.interrupt()).isIn(0, 130, 143);
        }
        assertThat(AppProcess.databasesOn(data)).as("servers left behind").isEmpty();
    }

    @Test
    void ctrl_c_during_a_start_leaves_no_server_behind_and_needs_no_words() throws Exception {
        try (AppProcess app = AppProcess.start(data, Ports.free(), "--empty")) {
            app.awaitFile(data.resolve("postgres/postmaster.opts"));
            assertThat(app.interrupt()).isIn(130, 143);
            assertThat(app.output()).isEmpty();
        }
        assertThat(AppProcess.databasesOn(data)).as("servers left behind").isEmpty();
    }

    @Test
    void a_process_that_merely_has_the_number_in_the_pid_file_is_left_alone() throws Exception {
        Process bystander = new ProcessBuilder("sleep", "120").start();
        try (AppProcess first = AppProcess.start(data, Ports.free(), "--empty")) {
            first.awaitReady();
            first.interrupt();
        }
        Files.writeString(
                data.resolve("postgres/postmaster.pid"),
                bystander.pid() + "\n" + data.resolve("postgres") + "\n1\n5432\n/tmp\nlocalhost\n0 0\nready\n");
        try (AppProcess again = AppProcess.start(data, Ports.free(), "--empty")) {
            again.awaitReady();
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly();
        }
    }

    private static String sentences(AppProcess app) throws IOException {
        return app.output()
                .lines()
                .filter(line -> !line.startsWith("WARNING: "))
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
    }
}
