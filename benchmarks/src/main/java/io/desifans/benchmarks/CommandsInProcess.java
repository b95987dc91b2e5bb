package io.desifans.benchmarks;

import io.desifans.command.Command;
import io.desifans.command.CommandSide;
import io.desifans.command.Commands;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.RegisterUser;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.messaging.command.ConversationCommand.OpenConversation;
import io.desifans.web.Caller;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The command side in this process, with the log in PostgreSQL, and without HTTP between it and who measures. */
final class CommandsInProcess implements AutoCloseable {

    /** One for all that are started on a database, which keeps to its first. */
    private static final String MASTER_KEY = random();

    private final Statements statements = new Statements();
    private final DataSource database;
    private final ConfigurableApplicationContext side;
    private final Commands commands;

    /** @param counted whether {@link #statementsOfThisThread} is asked for, which takes its time */
    CommandsInProcess(DataSource database, String url, boolean counted) {
        this.database = database;
        this.side = new SpringApplicationBuilder(CommandSide.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(
                                DataSource.class,
                                () -> counted ? statements.counted(database) : new DelegatingDataSource(database)))
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "logging.level.root=warn",
                        "spring.datasource.url=" + url,
                        "desifans.master-key=" + MASTER_KEY,
                        "desifans.auth-secret=" + random())
                .run();
        this.commands = side.getBean(Commands.class);
    }

    static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    DataSource database() {
        return database;
    }

    /** Whether the processes follow what is stored, as they do at first. */
    void followed(boolean wanted) {
        SmartLifecycle processes = side.getBean("processRunner", SmartLifecycle.class);
        if (wanted) processes.start();
        else processes.stop();
    }

    EventStore log() {
        return side.getBean(EventStore.class);
    }

    /** How often this thread has waited for the database until now. */
    int statementsOfThisThread() {
        return statements.ofThisThread();
    }

    /** @param user who sends it, in a session of theirs */
    void send(Command command, String user) {
        commands.send(command, new Caller(user, "session", Set.of("user")));
    }

    void sendAsSystem(Command command) {
        commands.sendAsSystem("benchmark", command);
    }

    /** Creates an aggregate. @param thread who does */
    void open(int thread) {
        sendAsSystem(new OpenConversation(UUID.randomUUID(), "creator" + thread, "fan" + thread));
    }

    void register(String user) {
        send(
                new RegisterUser(
                        user,
                        new Registration("Name", user + "@example.test", null, user + "-row", "salt:hash"),
                        new NewSession(
                                user + "-session",
                                user + "-token",
                                Instant.parse("2026-01-01T00:00:00Z"),
                                true,
                                null,
                                null)),
                user);
    }

    @Override
    public void close() {
        side.close();
    }
}
