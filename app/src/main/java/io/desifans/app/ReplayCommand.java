package io.desifans.app;

import com.zaxxer.hikari.HikariDataSource;
import io.desifans.projection.PrintedReplay;
import io.desifans.projection.Swap;
import io.desifans.query.ReplayApplication;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Replays beside a running application, on its database, or by itself when none is running. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Replays every event into a fresh schema and compares all tables with the live ones.",
        footer = "What was live is kept as the schema read_model_before until the next swap.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no difference",
            "1:at least one difference",
            "2:wrong usage",
            "3:the replay did not come to its end"
        })
final class ReplayCommand implements Callable<Integer> {

    @Option(
            names = "--swap",
            arity = "0..1",
            paramLabel = "equal|always",
            fallbackValue = "equal",
            description =
                    "Then put the copy in the place of the live tables, while the application runs: if they are equal, or always.")
    private @Nullable String swap;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Swap wish = wish();
        if (Database.isConfigured()) return replay(Database.configured(), Map.of(), wish);
        DataFolder folder = DataFolder.configured();
        Optional<String> running = EmbeddedDatabase.urlOfRunning(folder);
        if (running.isPresent()) return replay(running.get(), folder.secrets(), wish);
        DataFolder held = DataFolder.locked();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(held)) {
            return replay(database.url(), held.secrets(), wish);
        }
    }

    private static int replay(String url, Map<String, Object> secrets, Swap wish) {
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(url);
            var context = new SpringApplicationBuilder(ReplayApplication.class)
                    .web(WebApplicationType.NONE)
                    .properties(secrets)
                    .initializers(starting ->
                            ((GenericApplicationContext) starting).registerBean(DataSource.class, () -> database))
                    .run();
            try (context) {
                return context.getBean(PrintedReplay.class).print(System.out, wish);
            }
        }
    }

    private Swap wish() {
        return switch (swap) {
            case null -> Swap.NEVER;
            case "equal" -> Swap.IF_EQUAL;
            case "always" -> Swap.ALWAYS;
            default ->
                throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "--swap is equal or always.");
        };
    }
}
