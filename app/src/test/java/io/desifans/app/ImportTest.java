package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Users and accounts of another server. Quotation marks in lines are written as apostrophes. */
class ImportTest extends EndToEndTest {

    /** Of the password {@code Passw0rd!é}, as Better Auth stores it. */
    static final String HASH = "000102030405060708090a0b0c0d0e0f:5da020481072d8ebc01063fe52c5a1f7654ea3e411886b8a"
            + "4a80f05fda1306095f24a64cd55f05594e01448bd6a6c0cd92b975c6e07ef46c213b3ceb7caa0cb5";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PATH = "/api/v1/admin/users/import";
    private static final String DATES = "'createdAt':'2021-03-04T05:06:07.089Z','updatedAt':'2022-03-04T05:06:07.089Z'";

    @Test
    void I2_a_user_of_another_server_signs_in_with_the_password_they_had_there() throws Exception {
        String lines = lines(
                "{'id':'oldUserOne','name':'Old Asha','email':'Old.Asha@example.test','emailVerified':true,'image':null,'role':'user',"
                        + DATES + ",'plugin':'ignored'}",
                account(
                        "oldAccountOne",
                        "oldUserOne",
                        "'providerId':'credential','accountId':'oldUserOne','password':'" + HASH + "'"),
                account(
                        "oldAccountTwo",
                        "oldUserOne",
                        "'providerId':'google','accountId':'1234567890','accessToken':'canary-access-token','scope':'openid,email'"),
                "{'id':'s1','token':'secret','expiresAt':'2030-01-01T00:00:00Z','userId':'oldUserOne'}",
                "{'id':'v1','identifier':'x','value':'y','expiresAt':'2030-01-01T00:00:00Z'}",
                "",
                "{'id':'oldUserTwo','name':'Banned','email':'old.banned@example.test','emailVerified':false,'banned':true,'banReason':'Spam',"
                        + DATES + "}",
                account(
                        "oldAccountThree",
                        "oldUserTwo",
                        "'providerId':'credential','accountId':'oldUserTwo','password':'" + HASH + "'"));
        UUID importId = UUID.randomUUID();
        JsonNode report = run("?importId=" + importId, "application/x-ndjson", lines);
        assertThat(report.get("refused")).as(report.toString()).isEmpty();
        assertThat(report.at("/users/imported").asInt()).isEqualTo(2);
        assertThat(report.at("/accounts/imported").asInt()).isEqualTo(3);
        assertThat(report.get("ignored").asInt()).isEqualTo(2);
        drained();

        Api asha = anonymous().signIn("old.asha@example.test", "Passw0rd!é");
        assertThat(asha.userId()).isEqualTo("oldUserOne");
        JsonNode user = asha.get("/api/auth/get-session").json().get("user");
        assertThat(user.get("createdAt").asString()).isEqualTo("2021-03-04T05:06:07.089Z");
        assertThat(user.get("updatedAt").asString()).isEqualTo("2022-03-04T05:06:07.089Z");
        assertThat(user.get("emailVerified").asBoolean()).isTrue();
        JsonNode accounts = asha.get("/api/auth/list-accounts").expect(200).json();
        assertThat(accounts.valueStream().map(account -> account.get("id").asString()))
                .containsExactlyInAnyOrder("oldAccountOne", "oldAccountTwo");
        assertThat(accounts.get(0).get("createdAt").asString()).isEqualTo("2021-03-04T05:06:07.089Z");
        assertThat(EveryTable.with(database, "canary-access-token")).isEmpty();
        JsonNode banned = anonymous()
                .post("/api/auth/sign-in/email", Map.of("email", "old.banned@example.test", "password", "Passw0rd!é"))
                .expect(403)
                .json();
        assertThat(banned.get("code").asString()).isEqualTo("BANNED_USER");
        assertThat(admin().get(PATH + "/" + importId).expect(200).json()).isEqualTo(report);

        long before = events();
        JsonNode again = run("", "application/x-ndjson", lines);
        assertThat(again.at("/users/unchanged").asInt()).isEqualTo(2);
        assertThat(again.at("/accounts/unchanged").asInt()).isEqualTo(3);
        assertThat(again.at("/users/imported").asInt()
                        + again.at("/accounts/imported").asInt())
                .isZero();
        assertThat(events()).isEqualTo(before + 1).as("the admin's sign-in");
    }

    @Test
    void tables_come_as_csv_too() throws Exception {
        JsonNode users = run(
                "",
                "text/csv",
                "id,name,email,emailVerified,image,createdAt,updatedAt,role,banned,banReason,banExpires\r\n"
                        + "csvUser,\"Rao, \"\"Asha\"\"\nof Hampi\",csv@example.test,t,,2021-03-04 05:06:07.089,2021-03-04 05:06:07.089+00,,f,,\r\n"
                        + "csvShort,Too,few\r\n");
        assertThat(users.at("/users/imported").asInt()).as(users.toString()).isEqualTo(1);
        assertThat(refused(users)).containsExactly("4 OTHER_NUMBER_OF_FIELDS");
        JsonNode accounts = run(
                "",
                "text/csv; charset=utf-8",
                "id,accountId,providerId,userId,password,createdAt,updatedAt\n"
                        + "csvAccount,csvUser,credential,csvUser," + HASH
                        + ",1614834367089,2021-03-04T05:06:07.089Z\n");
        assertThat(accounts.at("/accounts/imported").asInt())
                .as(accounts.toString())
                .isEqualTo(1);
        drained();
        assertThat(anonymous().signIn("csv@example.test", "Passw0rd!é").userId())
                .isEqualTo("csvUser");
    }

    @Test
    void a_dry_run_tells_and_stores_nothing() throws Exception {
        anonymous().signUp("Here already", "dry.taken@example.test");
        long before = events();
        JsonNode report = run(
                "?dryRun=true",
                "application/x-ndjson",
                lines(user("dryOne", "dry.one@example.test"), user("dryTwo", "dry.taken@example.test")));
        assertThat(report.get("dryRun").asBoolean()).isTrue();
        assertThat(report.at("/users/imported").asInt()).isEqualTo(1);
        assertThat(refused(report)).containsExactly("2 USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL");
        assertThat(events()).isEqualTo(before + 1).as("the admin's sign-in");
    }

    @Test
    void who_was_erased_here_does_not_come_back_and_what_another_has_is_not_taken() throws Exception {
        String goner = user("goneOne", "gone.one@example.test");
        run("", "application/x-ndjson", lines(goner));
        admin().post("/api/v1/admin/users/goneOne/erase", Map.of("reason", "asked for it"))
                .expect(204);
        String linked = "'providerId':'google','accountId':'shared-subject'";
        JsonNode report = run(
                "",
                "application/x-ndjson",
                lines(
                        goner,
                        user("heldOne", "held.one@example.test"),
                        user("heldTwo", "Held.One@example.test"),
                        user("heldTwo", "held.two@example.test"),
                        account("heldA", "heldOne", linked),
                        account("heldB", "heldTwo", linked),
                        account("heldC", "nobodyHere", linked.replace("shared", "other"))));
        assertThat(refused(report).stream().map(line -> line.split(" ")[0])).containsExactly("1", "3", "6", "7");
        assertThat(refused(report))
                .contains("1 USER_DELETED", "3 USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL", "7 NOT_FOUND");
        assertThat(report.toString()).doesNotContain("example.test", "subject", "heldB");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'id':'b1'                        | 'id':'../x'                | VALIDATION_ERROR id",
                "'id':'b1',                       | ''                         | VALIDATION_ERROR id",
                "'name':'B'                       | 'name':''                  | VALIDATION_ERROR name",
                "'name':'B'                       | 'name':7                   | VALIDATION_ERROR name",
                "'name':'B'                       | 'name':{'a':[]}            | VALIDATION_ERROR name",
                "'name':'B'                       | 'name':'B\\u0000'          | VALIDATION_ERROR name",
                "b@example.test                   | b@\u0435xample             | INVALID_EMAIL email",
                "'emailVerified':true             | 'emailVerified':'maybe'    | VALIDATION_ERROR emailVerified",
                "'emailVerified':true             | 'role':'owner'             | YOU_ARE_NOT_ALLOWED_TO_SET_NON_EXISTENT_VALUE role",
                "2021-03-04T05:06:07.089Z         | yesterday                  | VALIDATION_ERROR createdAt",
                "'2021-03-04T05:06:07.089Z'       | 1e300                      | VALIDATION_ERROR createdAt",
                "2021-03-04T05:06:07.089Z         | +999999999-01-01T00:00:00Z | VALIDATION_ERROR createdAt",
                "'email':                         | 'mail':                    | UNKNOWN_TABLE table",
            })
    void a_line_that_makes_no_sense_is_named_and_the_next_one_comes_in(String sound, String broken, String reason)
            throws Exception {
        String user = "{'id':'b1','name':'B','email':'b@example.test','emailVerified':true," + DATES + "}";
        assertThat(user).contains(sound);
        String next = "after" + UUID.randomUUID().toString().replace("-", "");
        JsonNode report = run(
                "",
                "application/x-ndjson",
                lines(
                        user.replaceFirst(
                                Pattern.quote(sound), Matcher.quoteReplacement(broken.equals("''") ? "" : broken)),
                        user(next, next + "@example.test")));
        JsonNode line = report.at("/refused/0");
        assertThat(line.get("line").asInt()).isEqualTo(1);
        assertThat(line.get("reason").asString() + " " + line.get("column").asString())
                .isEqualTo(reason);
        assertThat(report.at("/users/imported").asInt()).isEqualTo(1);
    }

    @Test
    void bodies_that_are_no_lines_are_refused_and_long_ones_are_read() throws Exception {
        assertThat(refused(run("", "application/x-ndjson", "{\n[]\n17\n\"x\"\nnull\n" + "[".repeat(5_000))))
                .hasSize(6)
                .allMatch(line -> line.contains("NO_JSON_OBJECT"));
        assertThat(refused(run("", "application/x-ndjson", "{\"a\":\"" + "x".repeat(300_000) + "\"}\n")))
                .containsExactly("1 LINE_TOO_LONG");
        assertThat(refused(run("", "text/csv", "id,email\n\"never closed")).getFirst())
                .startsWith("2 ");
        byte[] latin = "id,email\nu,\u00e9@x.test\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refused(run("", "text/csv", latin))).containsExactly("2 NOT_UTF_8");
        assertThat(refused(run("", "application/x-ndjson", latin))).contains("2 NOT_UTF_8");
        String session = "{\"id\":\"s\",\"token\":\"" + "t".repeat(1_000) + "\"}\n";
        assertThat(run("", "application/x-ndjson", session.repeat(3_000))
                        .get("ignored")
                        .asInt())
                .isEqualTo(3_000);
        assertThat(send(admin().token(), "", "application/json", (byte) '{', (byte) '}')
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(admin().token(), "?importId=x", "text/csv").statusCode())
                .isEqualTo(400);
        assertThat(send(anonymous().signUp("Bina").token(), "", "text/csv").statusCode())
                .isEqualTo(403);
        admin().get(PATH + "/" + UUID.randomUUID()).expect(404);
    }

    private JsonNode run(String query, String contentType, String body) throws Exception {
        return run(query, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode run(String query, String contentType, byte[] body) throws Exception {
        var answer = send(admin().token(), query, contentType, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode report = JsonMapper.shared().readTree(answer.body());
        assertThat(report.get("state").asString()).isEqualTo("DONE");
        return report;
    }

    private HttpResponse<String> send(String token, String query, String contentType, byte... body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + PATH + query))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private long events() {
        return new JdbcTemplate(database).queryForObject("select count(*) from event_store.event", Long.class);
    }

    private static List<String> refused(JsonNode report) {
        return report.get("refused")
                .valueStream()
                .map(line -> line.get("line").asInt() + " " + line.get("reason").asString())
                .toList();
    }

    private static String user(String id, String email) {
        return "{'id':'" + id + "','name':'Name','email':'" + email + "','emailVerified':true," + DATES + "}";
    }

    private static String account(String id, String userId, String more) {
        return "{'id':'" + id + "','userId':'" + userId + "'," + more + "," + DATES + "}";
    }

    private static String lines(String... lines) {
        return List.of(lines).stream().collect(Collectors.joining("\n")).replace('\'', '"');
    }
}
