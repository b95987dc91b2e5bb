package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Comments and replies, from the first word to the last. */
class CommentsTest extends EndToEndTest {

    @Test
    void a_comment_is_edited_by_its_author_and_goes_with_its_replies() throws Exception {
        Shop shop = Shop.open(anonymous(), "comments-asha");
        Api fan = anonymous().signUp("Vikram");
        Shop.buy(gateway(), fan, "exclusive_post", shop.soldPost());
        String comments = "/api/v1/posts/" + shop.soldPost() + "/comments";
        drained();
        fan.post(comments, Map.of("content", "  ")).expect(400);
        fan.post(comments, Map.of("content", "Lovely")).expect(201);
        String comment = fan.get(comments).expect(200).json().at("/items/0/id").asString();
        String path = "/api/v1/comments/" + comment;
        fan.send("PATCH", path, "{\"content\": \"Lovely picture\"}").expect(204);
        assertThat(fan.send("PATCH", path, "{\"content\": null}")
                        .expect(400)
                        .response()
                        .body())
                .contains("\"content\"");
        Api asha = shop.creator();
        asha.send("PATCH", path, "{\"content\": \"Mine\"}").expect(403);
        asha.post(comments, Map.of("content", "Thank you", "parentCommentId", comment))
                .expect(201);
        JsonNode read = asha.get(comments).expect(200).json().at("/items/0");
        assertThat(read.get("content").asString()).isEqualTo("Lovely picture");

        anonymous().delete(path).expect(401);
        anonymous().signUp("Eve").delete(path).expect(403);
        asha.delete(path).expect(204);
        assertThat(asha.get(comments).expect(200).json().get("items")).isEmpty();
        asha.delete(path).expect(204);
        fan.send("PATCH", path, "{\"content\": \"Again\"}").expect(404);
    }
}
