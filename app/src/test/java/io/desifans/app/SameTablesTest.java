package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.desifans.db.ReadModelSchema;
import io.desifans.eventstore.EventLog;
import io.desifans.eventstore.EventStoreConfiguration;
import io.desifans.eventstore.EventStoreSchema;
import io.desifans.query.QueryConfiguration;
import io.desifans.test.TestDatabase;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.WebConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happened with the log in Axon Server, told again to a query side with the log in PostgreSQL. */
@OnAxonServer
class SameTablesTest extends EndToEndTest {

    private static final String EVENTS = """
            insert into event_store.event
                (epoch, aggregate_id, sequence, aggregate_type, event_id, name, revision, time, payload, metadata)
            select e.epoch, e.aggregate_id, e.sequence, e.aggregate_type, e.event_id, e.name, e.revision, e.time,
                   e.payload, e.metadata
              from jsonb_populate_record(null::event_store.event, ?::jsonb) e""";

    @Configuration
    @EnableAutoConfiguration
    @Import({EventStoreConfiguration.class, WebConfiguration.class, QueryConfiguration.class})
    static class QuerySide {}

    @Test
    void one_history_gives_the_same_tables_whichever_store_keeps_it() throws Exception {
        Shop shop = Shop.open(anonymous(), "twice-told");
        Api fan = anonymous().signUp("Vikram");
        UUID bought = Shop.buy(gateway(), fan, "exclusive_post", shop.soldPost());
        Shop.buy(gateway(), fan, "membership", shop.tier());
        Shop.buy(gateway(), fan, "service", shop.service());
        shop.creator().put("/api/v1/creators/me/bank-details", Shop.BANK).expect(204);
        drained();
        assertThat(bought).isNotNull();

        DataSource onPostgres = TestDatabase.filledBy("same-tables", empty -> {
            EventStoreSchema.migrate(empty);
            ReadModelSchema.migrate(empty, "read_model");
        });
        copy("person_key", "key_id", onPostgres);
        copy("claim_key", "created_at", onPostgres);
        rows("event", "seq").forEach(row -> insert(onPostgres, EVENTS, row));
        try (var querySide = querySide(onPostgres)) {
            var log = querySide.getBean(EventLog.class);
            querySide.getBean(ReadModelPosition.class).await(log.lastVisible(), Duration.ofSeconds(60));
        }

        assertThat(hashes(onPostgres)).hasSize(26).isEqualTo(hashes(database));
        assertThat(hashes(database).get("paymentTransaction")).doesNotStartWith("0 ");
    }

    private void copy(String table, String order, DataSource to) {
        String sql = "insert into event_store." + table + " select * from jsonb_populate_record(null::event_store."
                + table + ", ?::jsonb)";
        rows(table, order).forEach(row -> insert(to, sql, row));
    }

    private List<String> rows(String table, String order) {
        return JdbcClient.create(database)
                .sql("select to_jsonb(t)::text from event_store." + table + " t order by " + order)
                .query(String.class)
                .list();
    }

    private static void insert(DataSource to, String sql, String row) {
        JdbcClient.create(to).sql(sql).param(row).update();
    }

    private static org.springframework.context.ConfigurableApplicationContext querySide(DataSource database) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(Database.ofReadModel(TestDatabase.url(database)));
        return new SpringApplicationBuilder(QuerySide.class)
                .web(WebApplicationType.SERVLET)
                .initializers(context -> ((org.springframework.context.support.GenericApplicationContext) context)
                        .registerBean(HikariDataSource.class, () -> new HikariDataSource(pool)))
                .properties(
                        "server.port=0",
                        "desifans.master-key=t0kQhlqlzc3gL2EHR3KGIUuAcm8uRn99Hs4mBcHzge8=",
                        "desifans.auth-secret=8+6JGauPz99rvc/61Kz6sdTkfDgsgPbIB6opKG1XKY0=")
                .run();
    }

    /** The number of rows of each table, and a hash over them. */
    private static Map<String, String> hashes(DataSource database) {
        JdbcClient sql = JdbcClient.create(database);
        Map<String, String> hashes = new TreeMap<>();
        for (String table : sql.sql("select table_name from information_schema.tables where table_schema = 'read_model'"
                        + " and table_name not like 'flyway%'")
                .query(String.class)
                .list())
            hashes.put(
                    table,
                    sql.sql("select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '')"
                                    + " from read_model.\"" + table + "\" t")
                            .query(String.class)
                            .single());
        return hashes;
    }
}
