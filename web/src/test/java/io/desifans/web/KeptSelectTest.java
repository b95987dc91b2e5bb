package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.desifans.test.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Param;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class KeptSelectTest {

    private static final Param<String> TEXT = param("text", String.class);
    private static final Param<UUID> ID = param("id", UUID.class);
    private static final Param<Integer> NUMBER = param("number", Integer.class);
    private static final UUID SOME_ID = UUID.fromString("01a209dd-757d-7000-8934-23dfd71fc2f5");

    private static final HikariDataSource DATABASE = oneConnection();
    private static final KeptSelect SELECT = new KeptSelect(
            DATABASE,
            select(TEXT.as("text"), ID.as("id"), NUMBER.plus(1).as("number"), val("fixed: :x"), TEXT.isNull()));

    private static HikariDataSource oneConnection() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(TestDatabase.url(TestDatabase.filledBy("kept-select", empty -> {})) + "&prepareThreshold=1");
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    @AfterAll
    static void closed() {
        DATABASE.close();
    }

    private record Found(String text, UUID id, int number, String fixed, boolean empty) {

        static Found read(Row row) {
            return new Found(row.maybeText(), row.maybeUuid(), row.integer(), row.text(), row.flag());
        }
    }

    private static Found found(String text, UUID id) {
        return SELECT.with(TEXT, text)
                .with(ID, id)
                .with(NUMBER, 1)
                .one(Found::read)
                .orElseThrow();
    }

    @Test
    void each_time_has_its_own_values() {
        assertThat(found(":text", SOME_ID)).isEqualTo(new Found(":text", SOME_ID, 2, "fixed: :x", false));
        assertThat(found(null, null)).isEqualTo(new Found(null, null, 2, "fixed: :x", true));
    }

    @Test
    void it_is_prepared_once_whatever_the_values_are() {
        found("a", SOME_ID);
        List<String> first = prepared();
        for (String text : new String[] {null, "a", null, "b"})
            for (UUID id : new UUID[] {SOME_ID, null}) found(text, id);
        assertThat(prepared()).hasSize(1).isEqualTo(first);
    }

    private static List<String> prepared() {
        return JdbcClient.create(DATABASE)
                .sql("select name from pg_prepared_statements where statement like 'select $1 as \"text\",%'")
                .query(String.class)
                .list();
    }

    @Test
    void a_value_that_is_forgotten_is_not_null() {
        assertThatThrownBy(() -> SELECT.with(TEXT, "a").with(ID, null).one(Found::read))
                .hasMessageContaining("no value of number");
    }

    @Test
    void a_null_where_none_may_be_is_no_answer() {
        KeptSelect none = new KeptSelect(DATABASE, select(TEXT.as("nothing")));
        assertThatThrownBy(() -> none.with(TEXT, null).one(Row::text)).hasMessageContaining("column 1 is null");
    }

    @Test
    void times_are_those_that_were_given() {
        Param<Instant> at = param("at", io.desifans.db.Tables.SESSION.EXPIRES_AT.getDataType());
        KeptSelect time = new KeptSelect(DATABASE, select(at.as("at")));
        Instant given = Instant.parse("2026-03-01T13:00:00.123Z");
        assertThat(time.with(at, given).one(Row::instant)).contains(given);
    }
}
