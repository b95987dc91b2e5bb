package io.desifans.db;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.desifans.db.enums.PostType;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadModelSchemaTest {

    private static EmbeddedPostgres postgres;
    private static DataSource database;

    @BeforeAll
    static void migrate_the_live_tables_and_a_copy_beside_them() throws Exception {
        postgres = EmbeddedPostgres.start();
        database = postgres.getDatabase("postgres", "postgres", Map.of("currentSchema", "read_model"));
        ReadModelSchema.migrate(database, "read_model");
        ReadModelSchema.migrate(database, "copy");
    }

    @AfterAll
    static void stop_the_database() throws Exception {
        postgres.close();
    }

    @Test
    void the_migrated_database_equals_the_documented_schema() throws Exception {
        try (Connection connection = database.getConnection()) {
            assertThat(differences(connection, "read_model")).isEmpty();
        }
    }

    @Test
    void a_copy_beside_the_live_tables_equals_the_documented_schema_and_refers_to_nothing_of_theirs() throws Exception {
        try (Connection connection = database.getConnection()) {
            assertThat(differences(connection, "copy")).isEmpty();
        }
    }

    @Test
    void our_own_tables_stand_beside_those_of_either_schema_and_refer_to_them() throws Exception {
        try (Connection connection = database.getConnection()) {
            var sql = DSL.using(connection, SQLDialect.POSTGRES);
            assertThat(
                            sql.fetchValues(
                                    "select distinct connamespace::regnamespace::text || ' ' || c.relnamespace::regnamespace"
                                            + " from pg_constraint join pg_class c on c.oid = confrelid where contype = 'f' order by 1"))
                    .hasToString("[copy copy, copy_platform copy, platform read_model, read_model read_model]");
        }
    }

    @Test
    void the_documented_schema_has_10_enums_26_tables_217_columns_and_38_indexed_foreign_keys() {
        Set<String> facts = SchemaFacts.documented();
        assertThat(Stream.of("enum", "table", "column", "constraint .* FOREIGN KEY", "index")
                        .map(kind -> facts.stream()
                                .filter(fact -> fact.matches(kind + " .*"))
                                .count()))
                .containsExactly(10L, 26L, 217L, 38L, 38L);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("departures")
    void each_departure_from_the_documented_schema_is_reported(String change, Set<String> reported) throws Exception {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set search_path to copy");
            statement.execute(change);
            assertThat(differences(connection, "copy")).isEqualTo(reported);
            connection.rollback();
        }
    }

    static Stream<Arguments> departures() {
        return Stream.of(
                departure("drop index \"membership_creatorId_idx\"", "missing: index led by membership.creatorId"),
                departure(
                        "drop index \"postMembership_membershipId_idx\"",
                        "missing: index led by postMembership.membershipId"),
                departure(
                        "drop index \"membership_creatorId_idx\"; create index on membership (\"creatorId\") where visible",
                        "missing: index led by membership.creatorId"),
                departure(
                        "alter table session drop constraint session_token_key, add unique (token)",
                        "missing: constraint session: UNIQUE (token) DEFERRABLE INITIALLY DEFERRED",
                        "undocumented: constraint session: UNIQUE (token)"),
                departure(
                        "alter table payout drop constraint \"payout_creatorId_fkey\","
                                + " add foreign key (\"creatorId\") references creator (id)",
                        "missing: constraint payout: FOREIGN KEY (creatorId) REFERENCES creator(id) ON DELETE CASCADE",
                        "undocumented: constraint payout: FOREIGN KEY (creatorId) REFERENCES creator(id)"),
                departure(
                        "alter table payout drop constraint \"payout_creatorId_fkey\","
                                + " add foreign key (\"creatorId\") references read_model.creator (id) on delete cascade",
                        "missing: constraint payout: FOREIGN KEY (creatorId) REFERENCES creator(id) ON DELETE CASCADE",
                        "undocumented: constraint payout: FOREIGN KEY (creatorId)"
                                + " REFERENCES read_model.creator(id) ON DELETE CASCADE"),
                departure(
                        "alter table membership alter visible set default false",
                        "missing: column membership.visible: boolean not null, default true",
                        "undocumented: column membership.visible: boolean not null, default false"),
                departure(
                        "alter table payout alter status drop default",
                        "missing: column payout.status: payout_status not null, default 'pending'",
                        "undocumented: column payout.status: payout_status not null, default none"),
                departure(
                        "alter table \"user\" alter role set not null",
                        "missing: column user.role: text null, default none",
                        "undocumented: column user.role: text not null, default none"),
                departure(
                        "alter table customers alter name type varchar(254)",
                        "missing: column customers.name: character varying(255) null, default none",
                        "undocumented: column customers.name: character varying(254) null, default none"),
                departure(
                        "alter table post add likes integer",
                        "undocumented: column post.likes: integer null, default none"),
                departure(
                        "alter table post add check (price > 0)", "undocumented: constraint post: CHECK ((price > 0))"),
                departure(
                        "create unique index one_caption on post (caption)",
                        "undocumented: unique index post:"
                                + " CREATE UNIQUE INDEX one_caption ON copy.post USING btree (caption)"),
                departure(
                        "alter type media_type add value 'audio'",
                        "missing: enum media_type: image, video",
                        "undocumented: enum media_type: image, video, audio"),
                departure("create sequence numbers", "undocumented: relation of kind S numbers"),
                departure("create table likes ()", "undocumented: table likes"));
    }

    @Test
    void the_search_path_decides_which_tables_a_generated_class_means_and_times_are_utc_wherever_the_session_is()
            throws Exception {
        Instant birth = Instant.parse("2000-01-31T23:59:59.999Z");
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var sql = DSL.using(connection, SQLDialect.POSTGRES);
            sql.execute("set local search_path to copy");
            sql.execute("set local time zone 'Asia/Kolkata'");
            sql.insertInto(USER, USER.ID, USER.NAME, USER.EMAIL, USER.EMAIL_VERIFIED, USER.CREATED_AT, USER.UPDATED_AT)
                    .values("asha", "Asha", "asha@example.org", true, birth, birth)
                    .execute();
            sql.insertInto(CREATOR, CREATOR.ID, CREATOR.DISPLAY_NAME, CREATOR.DATE_OF_BIRTH)
                    .values("asha", "Asha", birth)
                    .execute();
            sql.insertInto(POST, POST.CREATOR_ID, POST.POST_TYPE)
                    .values("asha", PostType.EXCLUSIVE)
                    .execute();

            assertThat(sql.fetchSingle(CREATOR).getDateOfBirth()).isEqualTo(birth);
            assertThat(sql.fetchValue("select \"dateOfBirth\"::text from copy.creator"))
                    .isEqualTo("2000-01-31 23:59:59.999");
            assertThat(sql.fetchSingle(POST).getCreatedAt())
                    .isEqualTo(sql.fetchValue(DSL.currentOffsetDateTime()).toInstant());
            assertThat(sql.fetchValue("select count(*) from read_model.creator"))
                    .isEqualTo(0L);
            connection.rollback();
        }
    }

    private static Arguments departure(String change, String... reported) {
        return arguments(change, Set.of(reported));
    }

    private static Set<String> differences(Connection connection, String schema) throws SQLException {
        Set<String> actual = SchemaFacts.of(connection, schema);
        Set<String> documented = SchemaFacts.documented();
        var differences = new TreeSet<String>();
        documented.stream().filter(fact -> !actual.contains(fact)).forEach(fact -> differences.add("missing: " + fact));
        actual.stream()
                .filter(fact -> !documented.contains(fact))
                .forEach(fact -> differences.add("undocumented: " + fact));
        return differences;
    }
}
