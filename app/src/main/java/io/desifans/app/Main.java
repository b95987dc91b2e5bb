package io.desifans.app;

import io.desifans.web.RefusedStart;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The newcomer's command: both sides in one process on a PostgreSQL of their own. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        version = "DesiFans 0.1.0",
        subcommands = {ReplayCommand.class, ClusterCommand.class, ImportUsersCommand.class},
        description = "Starts DesiFans on its own PostgreSQL and serves both REST faces on one port.",
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  SERVER_PORT            HTTP port, 8080 if absent",
            "  DESIFANS_DATA          folder of the database and the secrets, .data if absent",
            "  DESIFANS_JAVA_OPTS     options for the JVM",
            "  SPRING_DATASOURCE_URL  use this PostgreSQL instead; the next two must then be set",
            "  DESIFANS_MASTER_KEY    Base64 of the 32 bytes that wrap every person's key",
            "  DESIFANS_AUTH_SECRET   at least 32 characters that sign session cookies"
        })
public final class Main implements Runnable {

    @Option(names = "--empty", description = "Start without demo data.")
    private boolean empty;

    /** What a launcher learns from: a start that comes to its end and serves nobody. */
    @Option(names = "--rehearse", hidden = true)
    private boolean rehearse;

    private boolean serves;

    public static void main(String[] args) {
        Main main = new Main();
        int exit = new CommandLine(main)
                .setExecutionExceptionHandler((failure, line, parsed) -> refuse(failure))
                .execute(args);
        // After a start the server's own threads keep the process alive.
        if (!main.serves) System.exit(exit);
    }

    @Override
    public void run() {
        Node.start(!empty);
        serves = !rehearse;
    }

    private static int refuse(Exception failure) {
        if (!Node.isStopping())
            RefusedStart.sentence(failure).ifPresentOrElse(System.err::println, failure::printStackTrace);
        return 1;
    }
}
