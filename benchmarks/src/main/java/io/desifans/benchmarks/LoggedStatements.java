package io.desifans.benchmarks;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the application asks its database, as the log of PostgreSQL has it. */
final class LoggedStatements {

    private static final Pattern EXECUTED =
            Pattern.compile("execute [^:]+: (.*(?:\\n\\t.*)*)\\n[^\\n]*DETAIL:  [Pp]arameters: (.*)");
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+) = (?:'((?:[^']|'')*)'|NULL)");
    private static final int LOOKS = 100;

    private final JdbcClient database;
    private final Path log;

    /** @param log to which the server of the database writes */
    LoggedStatements(DataSource database, Path log) {
        this.database = JdbcClient.create(database);
        this.log = log;
    }

    /**
     * A prepared statement with what it was executed with.
     *
     * @param sql with $1, $2, …
     */
    record Executed(String sql, List<@Nullable String> parameters) {}

    /** The longest statement with these words in it that is executed while something is asked for. */
    Executed during(Runnable asked, String words) throws IOException, InterruptedException {
        set("alter system set log_statement = 'all'");
        try {
            long before = Files.size(log);
            for (int look = 0; look < LOOKS; look++) {
                asked.run();
                TimeUnit.MILLISECONDS.sleep(50);
                var found = executed(since(before)).stream()
                        .filter(statement -> statement.sql().contains(words))
                        .max(Comparator.comparing(statement -> statement.sql().length()));
                if (found.isPresent()) return found.get();
            }
            throw new IllegalStateException("no statement about " + words + " is executed");
        } finally {
            set("alter system reset log_statement");
        }
    }

    private void set(String setting) {
        database.sql(setting).update();
        database.sql("select pg_reload_conf()").query(Boolean.class).single();
    }

    private String since(long place) throws IOException {
        try (FileChannel file = FileChannel.open(log)) {
            byte[] bytes = new byte[(int) (file.size() - place)];
            file.read(java.nio.ByteBuffer.wrap(bytes), place);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static List<Executed> executed(String log) {
        return EXECUTED.matcher(log)
                .results()
                .map(found -> new Executed(found.group(1), parameters(found.group(2))))
                .toList();
    }

    private static List<@Nullable String> parameters(String text) {
        List<@Nullable String> parameters = new ArrayList<>();
        Matcher next = PARAMETER.matcher(text);
        while (next.find())
            parameters.add(next.group(2) == null ? null : next.group(2).replace("''", "'"));
        return parameters;
    }
}
