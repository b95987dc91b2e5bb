package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A creator's account and services, from the first offer on. */
class CreatorLifeTest extends EndToEndTest {

    @Test
    void a_service_is_changed_and_withdrawn_for_good_and_what_was_booked_goes_on() throws Exception {
        Shop shop = Shop.open(anonymous(), "service-asha");
        Api asha = shop.creator();
        String service = "/api/v1/services/" + shop.service();
        Api early = anonymous().signUp("Vikram");
        Shop.buy(gateway(), early, "service", shop.service());
        drained();
        asha.send("PATCH", service, "{\"price\": 30000, \"durationMinutes\": 45}")
                .expect(204);
        JsonNode changed = asha.get(service).expect(200).json();
        assertThat(changed.get("price").asInt()).isEqualTo(30000);
        assertThat(changed.get("durationMinutes").asInt()).isEqualTo(45);
        assertThat(changed.get("name").asString()).isEqualTo("Portfolio review");
        for (Map.Entry<String, String> wrong : Map.of(
                        "name", "{\"name\": null}",
                        "price", "{\"price\": \"1\"}",
                        "durationMinutes", "{\"durationMinutes\": 4}",
                        "serviceType", "{\"serviceType\": \"chat\"}")
                .entrySet())
            assertThat(asha.send("PATCH", service, wrong.getValue())
                            .expect(400)
                            .response()
                            .body())
                    .contains("\"" + wrong.getKey() + "\"");
        early.send("PATCH", service, "{\"price\": 1}").expect(403);
        early.delete(service).expect(403);

        asha.delete(service).expect(204);
        asha.delete(service).expect(204);
        asha.send("PATCH", service, "{\"visible\": true}").expect(409);
        assertThat(asha.get(service).expect(200).json().get("withdrawn").asBoolean())
                .isTrue();
        early.with("Wait-For-Position", asha.position());
        early.get(service).expect(404);
        early.post("/api/v1/payments/checkout", Map.of("type", "service", "entityId", shop.service()))
                .expect(404);
        String order = early.get("/api/v1/service-orders")
                .expect(200)
                .json()
                .at("/items/0/id")
                .asString();
        asha.send("POST", "/api/v1/service-orders/" + order + "/activate", null).expect(204);
    }

    @Test
    void a_creator_is_rejected_mends_the_answers_under_another_name_and_is_approved() {
        Api asha = anonymous().signUp("Asha").onboarded("first-asha");
        Api admin = admin().with("Wait-For-Position", asha.position());
        String review = "/api/v1/admin/creators/" + asha.userId();
        String name = "/api/v1/creators/me/username";
        asha.put(name, Map.of("username", "second-asha")).expect(409);
        assertThat(found(admin, asha).get("status").asString()).isEqualTo("pending");
        admin.post(review + "/reject", Map.of("reason", "")).expect(400);
        asha.post(review + "/reject", Map.of("reason", "I am no admin")).expect(403);
        admin.post("/api/v1/admin/creators/nobody/reject", Map.of("reason", "x"))
                .expect(404);
        admin.post(review + "/reject", Map.of("reason", "The name is another's"))
                .expect(204);

        asha.with("Wait-For-Position", admin.position());
        JsonNode onboarding = asha.get("/api/v1/onboarding").expect(200).json();
        assertThat(onboarding.get("onboarded").asBoolean()).isFalse();
        assertThat(onboarding.get("rejectedFor").asString()).isEqualTo("The name is another's");
        assertThat(onboarding.at("/onboardingData/gender").asString()).isEqualTo("female");
        anonymous()
                .with("Wait-For-Position", admin.position())
                .get("/api/v1/creators/first-asha")
                .expect(404);
        assertThat(found(admin, asha).get("reason").asString()).isEqualTo("The name is another's");
        asha.put(name, Map.of("username", "admin")).expect(400);
        asha.put(name, Map.of("username", "second-asha")).expect(204);
        asha.post("/api/v1/onboarding/complete", Map.of()).expect(204);
        JsonNode page = asha.get("/api/v1/creators/second-asha").expect(200).json();
        assertThat(page.get("subdomain").asString()).isEqualTo("second-asha");
        admin.post(review + "/approve", Map.of("reason", "All is well")).expect(204);
        assertThat(found(admin, asha).get("status").asString()).isEqualTo("approved");

        Api other = anonymous().signUp("Other").onboarded("first-asha");
        assertThat(other.get("/api/v1/creators/me").json().get("subdomain").asString())
                .as("the former name and subdomain are free")
                .isEqualTo("first-asha");
        for (String wrong : new String[] {"status=lost", "q=", "cursor=x", "name=a"})
            admin.get("/api/v1/admin/creators?" + wrong).expect(400);
        asha.get("/api/v1/admin/creators").expect(403);
    }

    @Test
    void a_creator_account_goes_with_all_below_it_and_the_user_stays() throws Exception {
        Shop shop = Shop.open(anonymous(), "gone-asha");
        Api asha = shop.creator();
        Api fan = anonymous().signUp("Vikram");
        String post = "/api/v1/posts/" + shop.soldPost();
        fan.send("PUT", "/api/v1/creators/" + asha.userId() + "/follow", null).expect(204);
        asha.send("PUT", post + "/like", null).expect(204);
        asha.send("PUT", post + "/pin", null).expect(204);
        String comment = "/api/v1/comments/"
                + asha.post(post + "/comments", Map.of("content", "Mine"))
                        .expect(201)
                        .json()
                        .get("commentId")
                        .asString();
        UUID booking = Shop.buy(gateway(), fan, "service", shop.service());
        drained();
        asha.delete("/api/v1/services/" + shop.service()).expect(204);
        asha.put("/api/v1/creators/me/bank-details", Shop.BANK).expect(204);

        anonymous().delete("/api/v1/creators/me").expect(401);
        asha.delete("/api/v1/creators/me").expect(204);
        asha.delete("/api/v1/creators/me").expect(204);
        asha.get("/api/v1/creators/me").expect(404);
        drained();
        assertThat(rowsOf(asha.userId())).isEmpty();
        assertThat(JdbcClient.create(database)
                        .sql("select count(*) from event_store.event where name = 'EarningHeld'"
                                + " and payload ->> 'transactionId' = ?")
                        .param(booking.toString())
                        .query(Long.class)
                        .single())
                .as("what was paid for the order goes back")
                .isEqualTo(1);
        asha.put("/api/v1/onboarding/steps/1", Map.of("country", "IN")).expect(409);
        asha.put("/api/v1/creators/me/username", Map.of("username", "again")).expect(409);
        asha.post("/api/v1/posts", Map.of("postType", "exclusive", "price", 1, "caption", "Late"))
                .expect(409);
        asha.send("PATCH", "/api/v1/memberships/" + shop.tier(), "{\"visible\": false}")
                .expect(409);
        asha.delete("/api/v1/services/" + shop.service()).expect(204);
        asha.delete(post).expect(404);
        for (Api who : new Api[] {fan, asha}) {
            who.send("PUT", post + "/like", null).expect(404);
            who.post(post + "/comments", Map.of("content", "Late")).expect(404);
        }
        fan.post("/api/v1/payments/checkout", Map.of("type", "exclusive_post", "entityId", shop.soldPost()))
                .expect(404);
        asha.send("PATCH", comment, "{\"content\": \"Later\"}").expect(404);
        fan.send("PUT", "/api/v1/creators/" + asha.userId() + "/follow", null).expect(404);
        anonymous().signUp("Other").onboarded("gone-asha");
        asha.get("/api/auth/get-session").expect(200);
        asha.post("/api/auth/delete-user", Map.of()).expect(200);
    }

    /** Every table that still has something of this creator. */
    private List<String> rowsOf(String creatorId) {
        JdbcClient sql = JdbcClient.create(database);
        return sql.sql("""
                        select format('%I.%I', table_schema, table_name) from information_schema.columns
                        where column_name = 'creatorId' and table_schema in ('read_model', 'platform')
                        """).query(String.class).list().stream()
                .filter(table -> sql.sql("select count(*) from " + table + " where \"creatorId\" = ?")
                                .param(creatorId)
                                .query(Long.class)
                                .single()
                        > 0)
                .toList();
    }

    private static JsonNode found(Api admin, Api creator) {
        return admin.get("/api/v1/admin/creators?q=" + creator.userId())
                .expect(200)
                .json()
                .at("/items/0");
    }
}
