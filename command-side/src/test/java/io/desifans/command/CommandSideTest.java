package io.desifans.command;

import com.zaxxer.hikari.HikariDataSource;
import io.desifans.db.ReadModelSchema;
import io.desifans.test.TestDatabase;
import javax.sql.DataSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;

/** The command side alone on a real PostgreSQL: the tables are there, but nobody fills them. */
@SpringBootTest(
        classes = {CommandSide.class, CommandSideTest.OnAnEmptyDatabase.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "desifans.master-key=x//A5i+hwJY6ETNWyL81SCI88mOMVANTX92eXyc3+Ss=",
            "desifans.auth-secret=DdfCxlfwkSiF6mAlZfYAqshpuqA5c3BE3/patHApJ5M=",
            "desifans.rate-limits=false"
        })
public abstract class CommandSideTest {

    /** Not annotated, so that no other test's scan finds it. */
    static class OnAnEmptyDatabase {

        @Bean
        DataSource dataSource() {
            DataSource database = TestDatabase.empty();
            ReadModelSchema.migrate(database, "read_model");
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(TestDatabase.url(database) + "&currentSchema=read_model,platform");
            return pool;
        }
    }
}
