package io.desifans.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the simulator from the command line. */
@Command(
        name = "gateway-simulator",
        mixinStandardHelpOptions = true,
        version = "DesiFans gateway simulator 0.1.0",
        sortOptions = false,
        description = {
            "A payment gateway for tests and demos. No money moves, no real card is taken,",
            "and a restart forgets everything."
        })
public final class Main implements Runnable {

    @Option(
            names = "--port",
            paramLabel = "<port>",
            defaultValue = "${env:GATEWAY_PORT:-8090}",
            description = "HTTP port (GATEWAY_PORT), ${DEFAULT-VALUE} if absent.")
    private int port;

    @Option(
            names = "--api-key",
            paramLabel = "<key>",
            required = true,
            defaultValue = "${env:GATEWAY_API_KEY}",
            description = "The merchant's key, 8 characters or more (GATEWAY_API_KEY).")
    private String apiKey = "";

    @Option(
            names = "--webhook-secret",
            paramLabel = "<whsec_…>",
            required = true,
            split = ",",
            defaultValue = "${env:GATEWAY_WEBHOOK_SECRET}",
            description = "Signs webhooks; several, separated by commas, sign each (GATEWAY_WEBHOOK_SECRET).")
    private List<WebhookSecret> webhookSecrets = List.of();

    @Option(
            names = "--webhook-url",
            paramLabel = "<address>",
            defaultValue = "${env:GATEWAY_WEBHOOK_URL}",
            description = "Where webhooks go (GATEWAY_WEBHOOK_URL); none are sent if absent.")
    private @Nullable URI webhookUrl;

    @Option(
            names = "--business-name",
            paramLabel = "<name>",
            defaultValue = "${env:GATEWAY_BUSINESS_NAME:-DesiFans}",
            description = "The merchant, as the checkout page shows it (GATEWAY_BUSINESS_NAME).")
    private String businessName = "";

    @Option(
            names = "--url",
            paramLabel = "<address>",
            defaultValue = "${env:GATEWAY_URL}",
            description = "Public address of the checkout pages (GATEWAY_URL), http://localhost:<port> if absent.")
    private @Nullable URI url;

    @Option(
            names = "--until-input-ends",
            description = "End when standard input is closed, as it is when the parent ends.")
    private boolean untilInputEnds;

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] args) {
        int exit = commandLine().execute(args);
        if (exit != 0) System.exit(exit);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).registerConverter(WebhookSecret.class, Main::secret);
    }

    @Override
    public void run() {
        Settings settings = settings();
        try {
            int listening = GatewaySimulator.port(GatewaySimulator.start(settings, Clock.systemUTC()));
            line().getOut().println("The gateway simulator is ready: http://localhost:" + listening + " (test mode)");
            line().getOut().flush();
            if (untilInputEnds) Thread.ofPlatform().name("input").start(Main::endWithInput);
        } catch (RuntimeException e) {
            if (isPortTaken(e))
                throw refused("Port " + port + " is taken: stop what listens there or set GATEWAY_PORT.");
            throw e;
        }
    }

    /** Nobody writes to it: it ends when whoever holds the other end does, even if by SIGKILL. */
    private static void endWithInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken input has ended, too.
        }
        System.exit(0);
    }

    private Settings settings() {
        try {
            return new Settings(port, apiKey, webhookSecrets, webhookUrl, businessName, url);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static WebhookSecret secret(String text) {
        try {
            return new WebhookSecret(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(e.getMessage());
        }
    }

    private static boolean isPortTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof PortInUseException) return true;
        return false;
    }

    private ParameterException refused(String sentence) {
        return new ParameterException(line(), sentence);
    }

    private CommandLine line() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
