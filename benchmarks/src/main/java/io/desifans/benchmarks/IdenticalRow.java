package io.desifans.benchmarks;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What PostgreSQL makes of the row that a command has stored, with the same indexes and nothing of ours around it. */
final class IdenticalRow {

    /** Beside the log, so that nobody follows what is stored there. */
    private static final String BESIDE = """
            create schema if not exists bench;
            create table if not exists bench.event (like event_store.event including all)""";

    /** The last event that a command has stored, of an aggregate of its own; a colon would be a variable of pgbench. */
    private static final String IDENTICAL = """
            select format('insert into bench.event (epoch, aggregate_id, sequence, aggregate_type, event_id, name,
                       revision, time, payload, metadata) values (%s, gen_random_uuid(), %s, %L, gen_random_uuid(), %L,
                       %L, now(), %s, %s);', epoch, sequence, aggregate_type, name, revision, payload, metadata)
              from (select epoch, sequence, aggregate_type, name, revision,
                           replace(regexp_replace(quote_literal(e.payload), '^E?', 'E'), ':', '\\072') as payload,
                           replace(regexp_replace(quote_literal(e.metadata), '^E?', 'E'), ':', '\\072') as metadata
                      from event_store.event e order by seq desc limit 1) as last""";

    private final JdbcClient database;
    private final int port;

    /** @param port of the database in which the log is */
    IdenticalRow(DataSource database, int port) {
        this.database = JdbcClient.create(database);
        this.port = port;
        this.database.sql(BESIDE).update();
    }

    /** How often it is stored. */
    double perSecond(Pgbench pgbench, int clients, int seconds) throws IOException, InterruptedException {
        return pgbench.perSecond(port, insert(), clients, seconds);
    }

    /** How often so many of it are stored by one statement. */
    double perSecond(Pgbench pgbench, int rows, int clients, int seconds) throws IOException, InterruptedException {
        String insert = insert();
        int values = insert.indexOf("values (") + "values ".length();
        String row = insert.substring(values, insert.length() - 1);
        String many = insert.substring(0, values) + String.join(", ", Collections.nCopies(rows, row)) + ";";
        return pgbench.perSecond(port, many, clients, seconds);
    }

    /** How long each takes at a fixed rate, from when it was due, in milliseconds. */
    List<Double> millis(Pgbench pgbench, int clients, double perSecond, int seconds)
            throws IOException, InterruptedException {
        return pgbench.millis(port, insert(), clients, perSecond, seconds);
    }

    private String insert() {
        return database.sql(IDENTICAL).query(String.class).single();
    }
}
