package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** After an erasure nothing of the person stands in clear anywhere, and the log still replays. */
@ExtendWith(OutputCaptureExtension.class)
class ErasureTest extends EndToEndTest {

    @Test
    void I6_an_erased_creator_is_found_nowhere_and_the_log_still_replays(CapturedOutput output) throws Exception {
        Api creator = anonymous()
                .with("User-Agent", "Canary-Agent/7.3")
                .signUp("Canaryname Surname", "canary.mail@example.test")
                .onboarded("canaryhandle");
        UUID membership = UUID.randomUUID();
        creator.post(
                        "/api/v1/memberships",
                        Map.of(
                                "membershipId",
                                membership,
                                "title",
                                "Canarytier",
                                "description",
                                "Canarydescription",
                                "monthlyRecurringFee",
                                100))
                .expect(201);
        UUID post = UUID.randomUUID();
        creator.post(
                        "/api/v1/posts",
                        Map.of(
                                "postId",
                                post,
                                "caption",
                                "Canarycaption",
                                "postType",
                                "subscription",
                                "membershipIds",
                                List.of(membership)))
                .expect(201);
        creator.post("/api/v1/posts/" + post + "/comments", Map.of("content", "Canarycomment"))
                .expect(201);
        assertThat(EveryTable.with(database, "canary"))
                .as("the search finds what is there")
                .isNotEmpty();

        Api admin = admin();
        String erase = "/api/v1/admin/users/" + creator.userId() + "/erase";
        admin.post(erase, Map.of()).expect(400);
        creator.post(erase, Map.of("reason", "no")).expect(403);
        admin.post(erase, Map.of("reason", "Canaryname asked for it")).expect(204);

        assertThat(EveryTable.with(database, "canary")).isEmpty();
        assertThat(output.getAll().toLowerCase(java.util.Locale.ROOT)).doesNotContain("canary");
        creator.get("/api/v1/creators/me").expect(401);
        anonymous()
                .with("Wait-For-Position", admin.position())
                .get("/api/v1/creators/canaryhandle")
                .expect(404);
        admin.post(erase, Map.of("reason", "again")).expect(404);
        anonymous().signUp("Someone else", "canary.mail@example.test").onboarded("canaryhandle");
        assertThat(Replays.run(admin).at("/report/differences").asInt(-1)).isZero();
    }
}
