package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people are told of each other's doings, and that its links lead somewhere. */
class ToldTest extends EndToEndTest {

    @Test
    void people_are_told_of_each_other_and_never_of_themselves() throws Exception {
        Shop shop = Shop.open(anonymous(), "notified-asha");
        Api asha = shop.creator();
        Api fan = anonymous().signUp("Vikram");
        Shop.buy(gateway(), fan, "exclusive_post", shop.soldPost());
        drained();
        String post = "/api/v1/posts/" + shop.soldPost();
        fan.put("/api/v1/creators/" + asha.userId() + "/follow", Map.of()).expect(204);
        fan.delete("/api/v1/creators/" + asha.userId() + "/follow").expect(204);
        fan.put("/api/v1/creators/" + asha.userId() + "/follow", Map.of()).expect(204);
        fan.put(post + "/like", Map.of()).expect(204);
        fan.post(post + "/comments", Map.of("content", "Lovely")).expect(201);
        String comment = fan.get(post + "/comments").json().at("/items/0/id").asString();
        asha.post(post + "/comments", Map.of("content", "Thank you", "parentCommentId", comment))
                .expect(201);
        drained();
        assertThat(types(asha)).containsExactlyInAnyOrder("purchase", "new_follower", "like", "comment");
        assertThat(types(fan)).containsExactlyInAnyOrder("payment_received", "reply");
        linksResolve(asha);
        linksResolve(fan);
    }

    @Test
    void who_wants_none_gets_none_but_of_money_and_security() throws Exception {
        Api asha = anonymous().signUp("Asha").onboarded("silent-asha");
        Api fan = anonymous().signUp("Vikram");
        String preference = "/api/v1/notification-preference";
        assertThat(asha.get(preference).expect(200).json().get("enabled").asBoolean())
                .isTrue();
        asha.put(preference, Map.of()).expect(400);
        asha.put(preference, Map.of("enabled", "perhaps")).expect(400);
        anonymous().put(preference, Map.of("enabled", false)).expect(401);
        asha.put(preference, Map.of("enabled", false)).expect(204);
        assertThat(asha.get(preference).expect(200).json().get("enabled").asBoolean())
                .isFalse();
        fan.put("/api/v1/creators/" + asha.userId() + "/follow", Map.of()).expect(204);
        asha.post(
                        "/api/auth/change-password",
                        Map.of("currentPassword", "correct horse battery", "newPassword", "another horse battery"))
                .expect(200);
        drained();
        assertThat(types(asha)).containsExactly("password_changed");
        linksResolve(asha);
    }

    static List<String> types(Api person) {
        return told(person).map(each -> each.get("type").asString()).toList();
    }

    static void linksResolve(Api person) {
        told(person).forEach(each -> person.get(each.get("link").asString()).expect(200));
    }

    private static Stream<JsonNode> told(Api person) {
        JsonNode items =
                person.get("/api/v1/notifications?limit=100").expect(200).json().get("items");
        return StreamSupport.stream(items.spliterator(), false);
    }
}
