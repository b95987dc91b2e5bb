package io.desifans.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.billing.PaymentType;
import io.desifans.content.PostDraft;
import io.desifans.content.PostEvent.PostScheduled;
import io.desifans.content.PostType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OneStatementTest extends QuerySideTest {

    @Test
    void every_read_is_one_statement_beside_that_of_the_session() {
        String username = unusedName();
        Person creator = creator("Asha", username);
        UUID tier = membership(creator, 100, true);
        UUID post = subscriptionPost(creator, tier);
        UUID comment = comment(post, creator, "First", null);
        Sales sales = new Sales(happened);
        Person fan = user("Ravi");
        sales.customer(fan);
        UUID service = sales.service(creator, true);
        UUID payment = sales.paid(fan, creator, PaymentType.SERVICE, service);
        UUID order = sales.ordered(fan, creator, service, payment);
        UUID payout = sales.payout(creator, null, payment);
        for (String path : List.of(
                "creators/" + username,
                "creators/me",
                "creators/me/stats",
                "creators/me/subscribers",
                "creators?q=" + username,
                "creators/" + username + "/followers",
                "following",
                "onboarding",
                "onboarding/username-availability?username=abc",
                "memberships?creator=" + username,
                "memberships/" + tier,
                "creators?category=Art&q=" + username,
                "feed",
                "discover?category=Art",
                "posts?creator=" + username,
                "posts/" + post,
                "posts/" + post + "/access",
                "posts/" + post + "/likes",
                "posts/" + post + "/comments?parent=" + comment,
                "services?creator=" + username,
                "services/" + service,
                "payments/transactions?as=creator",
                "payments/transactions/" + payment,
                "subscriptions",
                "purchases",
                "payouts",
                "payouts/" + payout,
                "payouts/balance",
                "service-orders?as=creator",
                "service-orders/" + order,
                "conversations",
                "notifications")) assertThat(statements(path, creator)).as(path).isEqualTo(2);
    }

    @Test
    void a_post_that_waits_for_its_time_is_looked_for_after_those_that_are_published() {
        Person creator = creator("Asha", unusedName());
        UUID post = UUID.randomUUID();
        PostDraft draft = new PostDraft("Soon", PostType.EXCLUSIVE, 100L, List.of(), List.of());
        happened.events(new PostScheduled(post, creator.id(), draft, Instant.parse("2100-01-01T00:00:00.000Z")));
        assertThat(statements("posts/" + post, creator)).isEqualTo(3);
    }

    private int statements(String path, Person reader) {
        CountedStatements.none();
        assertThat(get("/api/v1/" + path, reader).status()).as(path).isEqualTo(200);
        return CountedStatements.number();
    }
}
