package io.desifans.web;

import io.desifans.eventstore.SettingRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Starts one side in a process of its own, on a PostgreSQL that is there, by what stands in the environment. */
public final class OneSide {

    private static final Logger LOG = LoggerFactory.getLogger(OneSide.class);

    /** For whoever starts it and must not leave it behind, however he ends. */
    private static final String UNTIL_INPUT_ENDS = "--until-input-ends";

    private static final Map<String, String> ENVIRONMENT = System.getenv();
    private static final String LOGIN_SECONDS = "10";

    private OneSide() {}

    /**
     * What the {@code main} of a side does. A start that a setting stands in the way of ends with one sentence and 1.
     *
     * @param name of the side, {@code command} or {@code query}
     */
    public static void main(Class<?> side, String name, String... arguments) {
        List<String> asked = List.of(arguments);
        if (asked.contains("--help")) {
            System.out.print(help(name));
            return;
        }
        try {
            refuseWhatIsNotMeant(asked, name);
            start(side, name);
            if (asked.contains(UNTIL_INPUT_ENDS)) endWithInput();
        } catch (RuntimeException e) {
            Optional<String> sentence = RefusedStart.sentence(e);
            sentence.ifPresentOrElse(System.err::println, e::printStackTrace);
            System.exit(1);
        }
    }

    private static void refuseWhatIsNotMeant(List<String> arguments, String name) {
        for (String argument : arguments)
            if (!argument.equals(UNTIL_INPUT_ENDS))
                throw new SettingRefused("The " + name + " side is set up by environment variables, not by " + argument
                        + ": --help names them.");
        String port = ENVIRONMENT.getOrDefault("SERVER_PORT", "8080");
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535)
            throw new SettingRefused("SERVER_PORT is not a port number: " + port + ".");
        refuseTaken(Integer.parseInt(port));
        if (!ENVIRONMENT
                .getOrDefault("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs")
                .equals("ecs"))
            throw new SettingRefused("LOGGING_STRUCTURED_FORMAT_CONSOLE must be ecs, or not be set.");
        refuseUnreachableDatabase();
    }

    private static void refuseTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw new SettingRefused("Port " + port + " is taken: stop what listens there or set SERVER_PORT.");
        }
    }

    /** Before much else is begun that would tell of it in its own, longer way. */
    private static void refuseUnreachableDatabase() {
        String url = ENVIRONMENT.get("SPRING_DATASOURCE_URL");
        if (url == null)
            throw new SettingRefused(
                    "SPRING_DATASOURCE_URL is missing: the address of the PostgreSQL that all nodes work on.");
        Properties login = new Properties();
        login.setProperty("user", ENVIRONMENT.getOrDefault("SPRING_DATASOURCE_USERNAME", ""));
        login.setProperty("password", ENVIRONMENT.getOrDefault("SPRING_DATASOURCE_PASSWORD", ""));
        login.values().removeIf(""::equals);
        login.setProperty("loginTimeout", LOGIN_SECONDS);
        try (Connection connection = DriverManager.getConnection(url, login)) {
            LOG.debug("The database answers: {}", connection.isReadOnly());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(Class<?> side, String name) {
        SpringApplication application = new SpringApplication(side);
        application.setDefaultProperties(defaults(name));
        var started = application.run();
        LOG.info(
                "The {} side listens on port {}", name, started.getEnvironment().getProperty("local.server.port"));
    }

    private static Properties defaults(String name) {
        try {
            var defaults = PropertiesLoaderUtils.loadProperties(new ClassPathResource("desifans-node.properties"));
            defaults.setProperty("spring.application.name", name + "-side");
            return defaults;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String help(String name) {
        return "Usage: java -jar " + name + "-side-exec.jar [--help]\n\nStarts the " + name
                + " side. What it needs to know stands in the environment:\n\n" + Settings.readBy(name);
    }

    private static void endWithInput() {
        Thread.ofPlatform().daemon().name("until-input-ends").start(() -> {
            try {
                while (System.in.read() >= 0) {}
            } catch (IOException e) {
                LOG.debug("The input is broken, which ends it as well");
            }
            System.exit(0);
        });
    }
}
