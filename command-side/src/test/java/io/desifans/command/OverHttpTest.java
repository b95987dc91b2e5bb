package io.desifans.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.eventstore.LogPosition;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.RegisterUser;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;

/** The command side as signed-in users see it. Quotation marks in bodies are written as apostrophes. */
@Import(OverHttpTest.TablesHaveAll.class)
public abstract class OverHttpTest extends CommandSideTest {

    protected static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    protected int port;

    @Autowired
    protected JdbcTemplate database;

    @Autowired
    protected Commands commands;

    /** Nobody fills the tables here, so no answer waits for them. */
    static class TablesHaveAll {

        @Bean
        @Primary
        ReadModelPosition tablesHaveAll(DataSource database) {
            ReadModelPosition position = new ReadModelPosition(database, () -> LogPosition.START);
            position.moved(new LogPosition(Integer.MAX_VALUE, Long.MAX_VALUE));
            return position;
        }
    }

    /** The token of a new session of a user, who is registered at the first use. */
    protected String signedIn(String userId) {
        String token = (userId + "0".repeat(32)).substring(0, 32);
        var registration = new Registration("Name", userId + "@example.test", null, userId + "-row", "a:b");
        var session = new NewSession(userId + "-session", userId + "-hash", Instant.EPOCH, true, null, null);
        commands.send(new RegisterUser(userId, registration, session), new Caller(userId, "session", Set.of("user")));
        database.update("""
                insert into read_model."user" (id, name, email, "emailVerified", "createdAt", "updatedAt", role)
                values (?, 'Name', ?, false, now(), now(), 'user') on conflict (id) do nothing""", userId, userId + "@example.test");
        database.update("""
                insert into read_model.session (id, "expiresAt", token, "createdAt", "updatedAt", "userId")
                values (?, now() + interval '2 days', encode(sha256(?::bytea), 'hex'), now(), now(), ?) on conflict (id) do nothing""", userId + "-session", token, userId);
        return token;
    }

    /** The status and, where it is refused, the code and the field. */
    protected String status(String method, String path, String token, String body) throws Exception {
        HttpResponse<String> answer = send(method, path, token, body);
        if (answer.statusCode() < 300) return Integer.toString(answer.statusCode());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return (answer.statusCode() + " " + member("code", answer.body()) + " " + member("field", answer.body()))
                .strip();
    }

    protected static String member(String name, String json) {
        var match = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        return match.find() ? match.group(1) : "";
    }

    protected HttpResponse<String> send(String method, String path, String token, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path))
                .header("Authorization", "Bearer " + token);
        if (body == null) request.method(method, BodyPublishers.noBody());
        else
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    protected long events() {
        return database.queryForObject("select count(*) from event_store.event", Long.class);
    }
}
