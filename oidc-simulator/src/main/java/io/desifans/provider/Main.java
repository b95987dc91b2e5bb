package io.desifans.provider;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
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
        name = "oidc-simulator",
        mixinStandardHelpOptions = true,
        version = "DesiFans OIDC simulator 0.1.0",
        sortOptions = false,
        description = {
            "A provider of identities (OpenID Connect) for tests and demos. Nobody is asked for a password,",
            "and a restart forgets everything."
        })
public final class Main implements Runnable {

    @Option(
            names = "--port",
            paramLabel = "<port>",
            defaultValue = "${env:OIDC_PORT:-8091}",
            description = "HTTP port (OIDC_PORT), ${DEFAULT-VALUE} if absent.")
    private int port;

    @Option(
            names = "--issuer",
            paramLabel = "<address>",
            defaultValue = "${env:OIDC_ISSUER}",
            description = "Public address (OIDC_ISSUER), http://127.0.0.1:<port> if absent.")
    private @Nullable URI issuer;

    @Option(
            names = "--client-id",
            paramLabel = "<id>",
            defaultValue = "${env:OIDC_CLIENT_ID:-desifans}",
            description = "The one client (OIDC_CLIENT_ID), ${DEFAULT-VALUE} if absent.")
    private String clientId = "";

    @Option(
            names = "--client-secret",
            paramLabel = "<secret>",
            required = true,
            defaultValue = "${env:OIDC_CLIENT_SECRET}",
            description = "The client's secret, 32 characters or more (OIDC_CLIENT_SECRET).")
    private String clientSecret = "";

    @Option(
            names = "--redirect-uri",
            paramLabel = "<address>",
            required = true,
            split = ",",
            defaultValue = "${env:OIDC_REDIRECT_URI}",
            description = "Where browsers may be sent back to, separated by commas (OIDC_REDIRECT_URI).")
    private List<String> redirectUris = List.of();

    @Option(
            names = "--until-input-ends",
            description = "End when standard input is closed, as it is when the parent ends.")
    private boolean untilInputEnds;

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] args) {
        int exit = new CommandLine(new Main()).execute(args);
        if (exit != 0) System.exit(exit);
    }

    @Override
    public void run() {
        Settings settings = settings();
        try {
            OidcSimulator.start(settings);
            line().getOut().println("The OIDC simulator is ready: " + settings.issuer());
            line().getOut().flush();
            if (untilInputEnds) Thread.ofPlatform().name("input").start(Main::endWithInput);
        } catch (RuntimeException e) {
            if (isPortTaken(e)) throw refused("Port " + port + " is taken: stop what listens there or set OIDC_PORT.");
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
            URI address = issuer == null ? URI.create("http://127.0.0.1:" + port) : issuer;
            return new Settings(port, address, clientId, clientSecret, redirectUris);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
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
