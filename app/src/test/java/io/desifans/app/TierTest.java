package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of a tier after it was offered, and of whoever has paid for it. */
class TierTest extends EndToEndTest {

    @Test
    void a_tier_is_changed_and_withdrawn_and_its_posts_are_locked_then() throws Exception {
        Gateway gateway = gateway();
        Shop shop = Shop.open(anonymous(), "tier-asha");
        Api asha = shop.creator();
        String tier = "/api/v1/memberships/" + shop.tier();
        asha.send("PATCH", tier, "{\"title\": \"Silver\", \"monthlyRecurringFee\": 100, \"coverImageUrl\": null}")
                .expect(204);
        JsonNode changed = asha.get(tier).expect(200).json();
        assertThat(changed.get("title").asString()).isEqualTo("Silver");
        assertThat(changed.get("monthlyRecurringFee").asInt()).isEqualTo(100);
        assertThat(changed.get("coverImageUrl").isNull()).isTrue();
        assertThat(changed.get("description").asString()).isNotBlank();

        for (Map.Entry<String, String> wrong : Map.of(
                        "title", "{\"title\": null}",
                        "monthlyRecurringFee", "{\"monthlyRecurringFee\": \"100\"}",
                        "visible", "{\"visible\": 1}",
                        "price", "{\"price\": 1}")
                .entrySet())
            assertThat(asha.send("PATCH", tier, wrong.getValue())
                            .expect(400)
                            .response()
                            .body())
                    .contains("\"" + wrong.getKey() + "\"");
        anonymous().send("PATCH", tier, "{}").expect(401);

        Api fan = anonymous().signUp("Vikram");
        Shop.buy(gateway, fan, "membership", shop.tier());
        drained();
        assertThat(access(fan, shop).at("/access/open").asBoolean()).isTrue();

        asha.delete(tier).expect(204);
        asha.delete(tier).expect(204);
        fan.with("Wait-For-Position", asha.position());
        fan.get(tier).expect(404);
        assertThat(access(fan, shop).at("/access/open").asBoolean()).isFalse();
        fan.send("PUT", "/api/v1/posts/" + shop.membersPost() + "/like", null).expect(403);
        fan.post("/api/v1/payments/checkout", Map.of("type", "membership", "entityId", shop.tier()))
                .expect(404);
        assertThat(fan.get("/api/v1/subscriptions")
                        .expect(200)
                        .json()
                        .at("/items/0/status")
                        .asString())
                .as("what was paid for goes on")
                .isEqualTo("active");
    }

    private static JsonNode access(Api fan, Shop shop) {
        return fan.get("/api/v1/posts/" + shop.membersPost() + "/access")
                .expect(200)
                .json();
    }
}
