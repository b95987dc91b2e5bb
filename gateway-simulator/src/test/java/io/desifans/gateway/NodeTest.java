package io.desifans.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What others have written: the real gateway's SDK, the verifier of Standard Webhooks, a browser, a judge of accessibility. */
@Tag("node")
class NodeTest {

    private static final Logger LOG = LoggerFactory.getLogger(NodeTest.class);
    private static final String NO_BROWSER =
            "SKIPPED: the checkout page in a browser. There is no Chromium: install it, or set CHROMIUM to its path.";

    @Test
    void p2_the_unmodified_sdk_and_the_webhook_verifier_take_it_for_the_gateway() throws Exception {
        int port = freePort();
        run(URI.create("http://localhost:" + port + "/"), "sdk.mjs", Integer.toString(port));
    }

    @Test
    void the_page_fits_a_phone_is_accessible_and_takes_a_payment_by_a_click() throws Exception {
        Optional<Path> chromium = chromium();
        if (chromium.isEmpty()) LOG.warn(NO_BROWSER);
        assumeTrue(chromium.isPresent(), NO_BROWSER);
        Path screenshots = Files.createDirectories(Path.of("target", "screenshots"));
        run(
                null,
                "page.mjs",
                chromium.get().toString(),
                screenshots.toAbsolutePath().toString());
    }

    private static void run(URI webhookUrl, String script, String... arguments) throws Exception {
        try (Simulator gateway = new Simulator(webhookUrl, Clock.systemUTC(), Simulator.SECRET)) {
            List<String> command = new ArrayList<>(List.of("node", script));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(Path.of("src", "test", "node").toFile())
                    .redirectErrorStream(true);
            builder.environment().put("DODO_PAYMENTS_BASE_URL", gateway.url());
            builder.environment().put("DODO_PAYMENTS_API_KEY", Simulator.KEY);
            builder.environment().put("DODO_PAYMENTS_WEBHOOK_KEY", Simulator.SECRET);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor()).as(output).isZero();
        }
    }

    /** What CHROMIUM names must be there; where it names nothing, whatever is installed is taken. */
    private static Optional<Path> chromium() {
        String named = System.getenv("CHROMIUM");
        if (named != null) return Optional.of(Path.of(named));
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
