package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Users are imported by the command line, before anything was ever started. */
@Execution(ExecutionMode.CONCURRENT)
class ImportCommandTest {

    @TempDir
    Path data;

    @Test
    void a_file_is_tried_imported_and_imported_again_and_its_users_sign_in() throws Exception {
        Path users = data.resolve("users.csv");
        Files.writeString(
                users,
                "id,name,email,emailVerified,createdAt,updatedAt\nu1,Asha,asha@example.test,true,1614834367089,1614834367089\nu2,,,,,\n");
        Path accounts = data.resolve("accounts.ndjson");
        Files.writeString(
                accounts,
                "{\"id\":\"a1\",\"userId\":\"u1\",\"accountId\":\"u1\",\"providerId\":\"credential\",\"password\":\""
                        + ImportTest.HASH + "\",\"createdAt\":1614834367089,\"updatedAt\":1614834367089}\n");
        assertThat(run("--file", users.toString(), "--file", accounts.toString(), "--dry-run"))
                .contains(
                        "users 1 new, 0 unchanged; accounts 1 new, 0 unchanged",
                        "1 refused",
                        "line 3: VALIDATION_ERROR (name)",
                        "dry run");
        assertThat(run("--file", users.toString(), "--file", accounts.toString()))
                .contains("users 1 new, 0 unchanged; accounts 1 new, 0 unchanged");
        try (AppProcess app = AppProcess.start(data.resolve("data"), Ports.free(), "--empty")) {
            app.awaitReady();
            assertThat(run("--file", users.toString(), "--file", accounts.toString()))
                    .contains("users 0 new, 1 unchanged; accounts 0 new, 1 unchanged");
            Nodes.until(() -> new Api("http://localhost:" + app.port)
                    .signIn("asha@example.test", "Passw0rd!é")
                    .userId()
                    .equals("u1"));
        }
    }

    /** One line is refused each time, and the exit code says so. */
    private String run(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 1];
        all[0] = "import";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        try (AppProcess importing = AppProcess.start(data.resolve("data"), 0, all)) {
            assertThat(importing.awaitExit()).as(importing.output()).isEqualTo(1);
            return importing.output();
        }
    }
}
