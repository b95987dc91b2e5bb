package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
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

    private static JsonNode found(Api admin, Api creator) {
        return admin.get("/api/v1/admin/creators?q=" + creator.userId())
                .expect(200)
                .json()
                .at("/items/0");
    }
}
